package crossreview.peer.provider.http;

import crossreview.model.call.CallPhase;
import crossreview.peer.PeerException;
import crossreview.peer.PeerResponse;
import crossreview.peer.provider.AnswerTranscript;
import crossreview.peer.provider.ErrorClassifier;
import crossreview.peer.provider.ErrorClassifier.ErrorClassification;
import crossreview.peer.provider.FinishReason;
import crossreview.peer.provider.OutcomeEvaluator;
import crossreview.peer.provider.StreamException;
import crossreview.profile.ProviderProfile.CallTimeouts;
import crossreview.time.Clock;
import crossreview.time.TimerService;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;

/**
 * One try: a request, its answer as it comes, and the first thing that ends it. Everything runs on
 * one event loop.
 *
 * <pre>
 *   connecting ──sent──▶ waiting ──head──▶ reading ──▶ over
 *        │ connect          │ first byte      │ idle, progress, end, fault, wrong model
 *        ╰──────────────────┴─────────────────┴──▶ over: timers gone, connection kept or closed
 * </pre>
 */
final class ModelCall {
  private static final Duration LINGER = Duration.ofSeconds(5); // for usage behind the last word
  private static final int ERROR_BYTES_MAX = 64 * 1024;
  private static final Duration ERROR_BODY = Duration.ofSeconds(10);

  private final ModelCallContext modelCallContext;
  private final Promise<PeerResponse> outcome;
  private final StallDetector stallDetector;
  private HttpClientRequest request;
  private TimerService.TimerHandle timer = () -> {};
  private boolean waitingForMore;
  private boolean over;

  /**
   * What a call is made of.
   *
   * @param body of the request
   * @param reader of this call alone
   */
  record ModelCallContext(
      ProviderClient providerClient,
      RequestOptions options,
      byte[] body,
      AnswerReader reader,
      AnswerTranscript heard,
      OutcomeEvaluator outcomeEvaluator,
      CallTimeouts callTimeouts,
      TimerService timerService,
      Clock clock) {}

  ModelCall(
      ModelCallContext modelCallContext,
      Promise<PeerResponse> outcome,
      StallDetector stallDetector) {
    this.modelCallContext = modelCallContext;
    this.outcome = outcome;
    this.stallDetector = stallDetector;
  }

  void start() {
    arm(modelCallContext.callTimeouts().connect(), "connect", CallPhase.CONNECT);
    modelCallContext
        .providerClient()
        .client()
        .request(modelCallContext.options())
        .onSuccess(this::send)
        .onFailure(this::unconnected);
  }

  /** Called off: the connection closes now. */
  void cancel() {
    fail(TransportFailure.cancelled(request != null), phase(), null);
  }

  private CallPhase phase() {
    return request == null
        ? CallPhase.CONNECT
        : modelCallContext.heard().begun() ? CallPhase.STREAM : CallPhase.FIRST_BYTE;
  }

  private void arm(Duration within, String code, CallPhase callPhase) {
    timer.cancel();
    timer = modelCallContext.timerService().after(within, () -> late(code, callPhase, within));
  }

  private void unconnected(Throwable cause) {
    fail(TransportFailure.connecting(cause), CallPhase.CONNECT, cause.getMessage());
  }

  private void send(HttpClientRequest connected) {
    if (over) {
      connected.reset();
      return;
    }
    request = connected;
    arm(modelCallContext.callTimeouts().firstByte(), "first_byte", CallPhase.FIRST_BYTE);
    connected.exceptionHandler(this::broken);
    connected
        .send(Buffer.buffer(modelCallContext.body()))
        .onSuccess(this::head)
        .onFailure(this::broken);
  }

  private void head(HttpClientResponse response) {
    if (over) {
      return;
    }
    timer.cancel();
    response.exceptionHandler(this::broken);
    if (response.statusCode() / 100 != 2) {
      new ErrorBody(response).read();
      return;
    }
    String type = response.getHeader("content-type");
    if (!modelCallContext.reader().expects(type)) {
      String what = type == null ? "an answer without a type" : type;
      fail(
          ErrorClassifier.protocol(),
          CallPhase.ANSWER,
          "expected an event stream or JSON, got " + what);
      return;
    }
    stallDetector.watch(modelCallContext.callTimeouts(), modelCallContext.heard(), this::stalled);
    response.handler(this::bytes);
    response.endHandler(end -> end());
  }

  private void stalled(String code, Duration within) {
    late(code, CallPhase.STREAM, within);
  }

  private void late(String code, CallPhase callPhase, Duration within) {
    fail(TransportFailure.timeout(code), callPhase, "nothing for " + within.toSeconds() + " s");
  }

  private void bytes(Buffer buffer) {
    if (over) {
      return;
    }
    stallDetector.bytesReceived();
    try {
      modelCallContext.reader().feed(buffer.getBytes());
    } catch (StreamException e) {
      broken(e);
      return;
    }
    if (modelCallContext.outcomeEvaluator().wrongModel(modelCallContext.heard())) {
      fail(modelCallContext.outcomeEvaluator().otherModel(modelCallContext.heard()));
    } else if (modelCallContext.reader().done()) {
      conclude();
    } else if (modelCallContext.heard().over() && !waitingForMore) {
      waitingForMore = true;
      timer.cancel();
      timer = modelCallContext.timerService().after(LINGER, this::conclude);
    }
  }

  private void broken(StreamException e) {
    if (e.overflow()) {
      fail(TransportFailure.overflow(), CallPhase.STREAM, e.getMessage());
    } else {
      fail(ErrorClassifier.protocol(), CallPhase.STREAM, e.getMessage());
    }
  }

  /** A connection that ends behind a complete answer has done its work. */
  private void broken(Throwable cause) {
    if (modelCallContext.heard().ending() == FinishReason.COMPLETE
        || modelCallContext.heard().fault().isPresent()) {
      conclude();
    } else {
      fail(TransportFailure.broken(), phase(), cause.getMessage());
    }
  }

  private void end() {
    if (over) {
      return;
    }
    try {
      modelCallContext.reader().end();
    } catch (StreamException e) {
      broken(e);
      return;
    }
    finish();
    complete();
  }

  /** There is nothing more to hear; what still comes is not read. */
  private void conclude() {
    if (!over) {
      try {
        modelCallContext.reader().flush();
      } catch (StreamException e) {
        broken(e);
        return;
      }
      finish();
      request.reset();
      complete();
    }
  }

  private void complete() {
    try {
      outcome.complete(modelCallContext.outcomeEvaluator().evaluate(modelCallContext.heard()));
    } catch (PeerException failed) {
      outcome.fail(failed);
    }
  }

  private void fail(ErrorClassification errorClassification, CallPhase callPhase, String hint) {
    fail(
        modelCallContext
            .outcomeEvaluator()
            .failed(errorClassification, callPhase, hint, modelCallContext.heard(), null));
  }

  private void fail(PeerException failed) {
    if (!over) {
      finish();
      if (request != null) {
        request.reset();
      }
      outcome.fail(failed);
    }
  }

  private void finish() {
    over = true;
    timer.cancel();
    stallDetector.stop();
  }

  /** The body of an answer that is an error; as much of it as comes in time. */
  private final class ErrorBody {
    private final HttpClientResponse response;
    private final Buffer body = Buffer.buffer();

    ErrorBody(HttpClientResponse response) {
      this.response = response;
    }

    void read() {
      timer = modelCallContext.timerService().after(ERROR_BODY, this::classify);
      response.exceptionHandler(cause -> classify());
      response.handler(this::more);
      response.endHandler(end -> classify());
    }

    private void more(Buffer piece) {
      body.appendBuffer(piece);
      if (body.length() > ERROR_BYTES_MAX) {
        classify();
      }
    }

    private void classify() {
      if (!over) {
        ErrorResponse said =
            ErrorResponse.of(response, body.toString(), modelCallContext.clock().now());
        fail(
            modelCallContext
                .outcomeEvaluator()
                .failed(
                    said.errorClassification(),
                    CallPhase.FIRST_BYTE,
                    said.hint(),
                    null,
                    said.quiet()));
      }
    }
  }
}

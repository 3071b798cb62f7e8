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
import crossreview.peer.provider.http.RequestSender.UnsentException;
import crossreview.profile.ProviderProfile.CallTimeouts;
import crossreview.time.Clock;
import crossreview.time.TimerService;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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

  private final ModelCallContext modelCallContext;
  private final Promise<PeerResponse> outcome;
  private final StallDetector stallDetector;
  private @Nullable HttpClientRequest request;
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
    guarded(this::connect);
  }

  /**
   * Makes a step on the loop. A bug in it, such as a decoder's, ends this call: without an outcome
   * its review would wait for the deadline.
   */
  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error bug) {
      finish();
      reset();
      outcome.tryFail(bug);
    }
  }

  private void connect() {
    arm(modelCallContext.callTimeouts().connect(), "connect", CallPhase.CONNECT);
    new RequestSender(modelCallContext.providerClient(), modelCallContext.timerService())
        .send(modelCallContext.options(), modelCallContext.body(), this::begin)
        .onSuccess(response -> guarded(() -> head(response)))
        .onFailure(cause -> guarded(() -> unanswered(cause)));
  }

  /** Called off: the connection closes now. */
  void cancel() {
    guarded(() -> fail(TransportFailure.cancelled(request != null), phase(), null));
  }

  private CallPhase phase() {
    return request == null
        ? CallPhase.CONNECT
        : modelCallContext.heard().begun() ? CallPhase.STREAM : CallPhase.FIRST_BYTE;
  }

  private void arm(Duration within, String code, CallPhase callPhase) {
    timer.cancel();
    timer = after(within, () -> late(code, callPhase, within));
  }

  private TimerService.TimerHandle after(Duration wait, Runnable step) {
    return modelCallContext.timerService().after(wait, () -> guarded(step));
  }

  private void unanswered(Throwable cause) {
    if (cause instanceof UnsentException unsent) {
      fail(TransportFailure.connecting(unsent.why()), CallPhase.CONNECT, unsent.getMessage());
    } else {
      broken(cause);
    }
  }

  private boolean begin(HttpClientRequest connected) {
    if (!over) {
      request = connected;
      arm(modelCallContext.callTimeouts().firstByte(), "first_byte", CallPhase.FIRST_BYTE);
    }
    return !over;
  }

  private void head(HttpClientResponse response) {
    if (over) {
      return;
    }
    timer.cancel();
    if (response.statusCode() / 100 != 2) {
      ErrorBody body = new ErrorBody(said -> guarded(() -> refused(response, said)));
      timer = after(ErrorBody.WITHIN, body::end);
      body.read(response);
      return;
    }
    response.exceptionHandler(cause -> guarded(() -> broken(cause)));
    String type = response.getHeader("content-type");
    if (!modelCallContext.reader().expects(type)) {
      String what = type == null ? "an answer without a content type" : type;
      fail(
          ErrorClassifier.protocol(),
          CallPhase.ANSWER,
          "expected an event stream or JSON, got " + what);
      return;
    }
    stallDetector.watch(
        modelCallContext.callTimeouts(),
        modelCallContext.heard(),
        (code, within) -> guarded(() -> stalled(code, within)));
    response.handler(buffer -> guarded(() -> bytes(buffer)));
    response.endHandler(end -> guarded(this::end));
  }

  private void stalled(String code, Duration within) {
    late(code, CallPhase.STREAM, within);
  }

  private void late(String code, CallPhase callPhase, Duration within) {
    fail(TransportFailure.timeout(code), callPhase, "no data for " + within.toSeconds() + " s");
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
      timer = after(LINGER, this::conclude);
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
      reset();
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

  private void fail(
      ErrorClassification errorClassification, CallPhase callPhase, @Nullable String hint) {
    fail(
        modelCallContext
            .outcomeEvaluator()
            .failed(errorClassification, callPhase, hint, modelCallContext.heard(), null));
  }

  private void fail(PeerException failed) {
    if (!over) {
      finish();
      reset();
      outcome.fail(failed);
    }
  }

  private void reset() {
    if (request != null) {
      request.reset();
    }
  }

  private void finish() {
    over = true;
    timer.cancel();
    stallDetector.stop();
  }

  /** An answer that is an error, by as much of its body as came. */
  private void refused(HttpClientResponse response, String body) {
    if (!over) {
      ErrorResponse said = ErrorResponse.of(response, body, modelCallContext.clock().now());
      fail(
          modelCallContext
              .outcomeEvaluator()
              .failed(
                  said.errorClassification(),
                  CallPhase.FIRST_BYTE,
                  said.hint(),
                  modelCallContext.heard(),
                  said.quiet()));
    }
  }
}

package crossreview.peer.wire.http;

import crossreview.model.call.CallPhase;
import crossreview.peer.PeerFailed;
import crossreview.peer.Reply;
import crossreview.peer.wire.Conclusion;
import crossreview.peer.wire.Ending;
import crossreview.peer.wire.FaultTable;
import crossreview.peer.wire.FaultTable.Meaning;
import crossreview.peer.wire.StreamBroken;
import crossreview.peer.wire.Transcript;
import crossreview.profile.Profile.Timing;
import crossreview.time.Clock;
import crossreview.time.Timers;
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

  private final Parts parts;
  private final Promise<Reply> outcome;
  private final Stalls stalls;
  private HttpClientRequest request;
  private Timers.Cancel timer = () -> {};
  private boolean waitingForMore;
  private boolean over;

  /**
   * What a call is made of.
   *
   * @param body of the request
   * @param reader of this call alone
   */
  record Parts(
      Wire wire,
      RequestOptions options,
      byte[] body,
      AnswerReader reader,
      Transcript heard,
      Conclusion conclusion,
      Timing timing,
      Timers timers,
      Clock clock) {}

  ModelCall(Parts parts, Promise<Reply> outcome, Stalls stalls) {
    this.parts = parts;
    this.outcome = outcome;
    this.stalls = stalls;
  }

  void start() {
    arm(parts.timing().connect(), "connect", CallPhase.CONNECT);
    parts
        .wire()
        .client()
        .request(parts.options())
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
        : parts.heard().begun() ? CallPhase.STREAM : CallPhase.FIRST_BYTE;
  }

  private void arm(Duration within, String code, CallPhase callPhase) {
    timer.cancel();
    timer = parts.timers().after(within, () -> late(code, callPhase, within));
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
    arm(parts.timing().firstByte(), "first_byte", CallPhase.FIRST_BYTE);
    connected.exceptionHandler(this::broken);
    connected.send(Buffer.buffer(parts.body())).onSuccess(this::head).onFailure(this::broken);
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
    if (!parts.reader().expects(type)) {
      String what = type == null ? "an answer without a type" : type;
      fail(
          FaultTable.protocol(), CallPhase.ANSWER, "expected an event stream or JSON, got " + what);
      return;
    }
    stalls.watch(parts.timing(), parts.heard(), this::stalled);
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
    stalls.heard();
    try {
      parts.reader().feed(buffer.getBytes());
    } catch (StreamBroken e) {
      broken(e);
      return;
    }
    if (parts.conclusion().wrongModel(parts.heard())) {
      fail(parts.conclusion().otherModel(parts.heard()));
    } else if (parts.reader().done()) {
      conclude();
    } else if (parts.heard().over() && !waitingForMore) {
      waitingForMore = true;
      timer.cancel();
      timer = parts.timers().after(LINGER, this::conclude);
    }
  }

  private void broken(StreamBroken e) {
    if (e.overflow()) {
      fail(TransportFailure.overflow(), CallPhase.STREAM, e.getMessage());
    } else {
      fail(FaultTable.protocol(), CallPhase.STREAM, e.getMessage());
    }
  }

  /** A connection that ends behind a complete answer has done its work. */
  private void broken(Throwable cause) {
    if (parts.heard().ending() == Ending.COMPLETE || parts.heard().fault().isPresent()) {
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
      parts.reader().end();
    } catch (StreamBroken e) {
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
        parts.reader().flush();
      } catch (StreamBroken e) {
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
      outcome.complete(parts.conclusion().of(parts.heard()));
    } catch (PeerFailed failed) {
      outcome.fail(failed);
    }
  }

  private void fail(Meaning meaning, CallPhase callPhase, String hint) {
    fail(parts.conclusion().failed(meaning, callPhase, hint, parts.heard(), null));
  }

  private void fail(PeerFailed failed) {
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
    stalls.stop();
  }

  /** The body of an answer that is an error; as much of it as comes in time. */
  private final class ErrorBody {
    private final HttpClientResponse response;
    private final Buffer body = Buffer.buffer();

    ErrorBody(HttpClientResponse response) {
      this.response = response;
    }

    void read() {
      timer = parts.timers().after(ERROR_BODY, this::classify);
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
        ErrorAnswer said = ErrorAnswer.of(response, body.toString(), parts.clock().now());
        fail(
            parts
                .conclusion()
                .failed(said.meaning(), CallPhase.FIRST_BYTE, said.hint(), null, said.quiet()));
      }
    }
  }
}

package crossreview.http.request;

import crossreview.model.ProblemException;
import crossreview.model.RequestProblem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/** Reads request bodies within a size and a time. */
public final class BodyReader {
  private final Vertx vertx;
  private final int bytesMax;
  private final Duration patience;

  public BodyReader(Vertx vertx, int bytesMax, Duration patience) {
    this.vertx = vertx;
    this.bytesMax = bytesMax;
    this.patience = patience;
  }

  /**
   * The whole body. Refused with {@code body_too_large} as soon as that is certain, and with {@code
   * body_too_slow}; the rest is then not kept, and the connection should be closed.
   */
  public Future<Buffer> read(HttpServerRequest request) {
    Promise<Buffer> whole = Promise.promise();
    long announced = announced(request);
    if (announced > bytesMax) {
      return Future.failedFuture(tooLarge());
    }
    Buffer body = Buffer.buffer((int) Math.max(announced, 0));
    long timer = vertx.setTimer(patience.toMillis(), late -> whole.tryFail(tooSlow()));
    request.handler(part -> take(part, body, whole));
    request.exceptionHandler(whole::tryFail);
    request.endHandler(end -> whole.tryComplete(body));
    return whole.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  private static long announced(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    try {
      return length == null ? -1 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE; // beyond 64 bits; the HTTP decoder has refused anything else
    }
  }

  private void take(Buffer part, Buffer body, Promise<Buffer> whole) {
    if (whole.future().isComplete()) {
      return; // refused; what still arrives is thrown away
    }
    if (body.length() + part.length() > bytesMax) {
      whole.tryFail(tooLarge());
    } else {
      body.appendBuffer(part);
    }
  }

  private ProblemException tooLarge() {
    String message = "the body has more than " + bytesMax + " bytes";
    return RequestProblem.BODY_TOO_LARGE.exception(message);
  }

  private ProblemException tooSlow() {
    String message = "the body did not arrive within " + patience.toSeconds() + " s";
    return RequestProblem.BODY_TOO_SLOW.exception(message);
  }
}

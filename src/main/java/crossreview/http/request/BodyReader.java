package crossreview.http.request;

import crossreview.json.JsonReader;
import crossreview.memory.MemoryReservation;
import crossreview.model.ProblemException;
import crossreview.model.RequestProblem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/**
 * Reads request bodies within a size, a time and a budget of memory.
 *
 * <p>A body is reserved in the shares of its sender while it arrives; once it is whole, so is what
 * working with it will take. All of it is released when the answer is sent.
 */
public final class BodyReader {
  /** Copies of a body until it is stored: buffer, bytes, text, value, encoded text, masked text. */
  private static final int COPIES = 6;

  private static final int BYTES_PER_NODE = 90; // of heap, for the value of an object of one member

  private final Vertx vertx;
  private final int bytesMax;
  private final Duration patience;

  public BodyReader(Vertx vertx, int bytesMax, Duration patience) {
    this.vertx = vertx;
    this.bytesMax = bytesMax;
    this.patience = patience;
  }

  /**
   * The whole body. Refused with {@code body_too_large} as soon as that is certain, with {@code
   * body_too_slow}, and with {@code memory_exhausted} where the caller's share or the whole budget
   * is in use; the rest is then not kept, and the connection should be closed.
   */
  public Future<Buffer> read(HttpExchange httpExchange) {
    HttpServerRequest request = httpExchange.request();
    long announced = announced(request);
    if (announced > bytesMax) {
      return Future.failedFuture(tooLarge());
    }
    MemoryReservation reservation = httpExchange.memory();
    if (!reservation.grow(Math.max(announced, 0))) {
      return Future.failedFuture(exhausted());
    }
    return new PendingBody(reservation, Math.max(announced, 0)).of(request);
  }

  private static long announced(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    try {
      return length == null ? -1 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE; // beyond 64 bits; the HTTP decoder has refused anything else
    }
  }

  /** Heap that reading and storing a body of some size takes beside the body itself. */
  static long processing(long bytes) {
    return (COPIES - 1) * bytes
        + BYTES_PER_NODE * Math.min(bytes / 3, JsonReader.REQUEST_NODES_MAX);
  }

  private ProblemException tooLarge() {
    String message = "the body has more than " + bytesMax + " bytes";
    return RequestProblem.BODY_TOO_LARGE.exception(message);
  }

  private ProblemException tooSlow() {
    String message = "the body did not arrive within " + patience.toSeconds() + " s";
    return RequestProblem.BODY_TOO_SLOW.exception(message);
  }

  private static ProblemException exhausted() {
    return new ProblemException(HttpExchange.EXHAUSTED);
  }

  /** One body while it arrives; on the event loop of its connection. */
  private final class PendingBody {
    private final MemoryReservation reservation;
    private final Promise<Buffer> whole = Promise.promise();
    private final Buffer body;
    private long reserved;

    private PendingBody(MemoryReservation reservation, long reserved) {
      this.reservation = reservation;
      this.reserved = reserved;
      this.body = Buffer.buffer((int) reserved);
    }

    private Future<Buffer> of(HttpServerRequest request) {
      long timer = vertx.setTimer(patience.toMillis(), late -> whole.tryFail(tooSlow()));
      request.handler(this::take);
      request.exceptionHandler(whole::tryFail);
      request.endHandler(end -> complete());
      return whole
          .future()
          .onComplete(done -> {
            vertx.cancelTimer(timer);
            letGo(request);
          });
    }

    /** The connection may stay open for seconds; what it refers to must not be the body. */
    private static void letGo(HttpServerRequest request) {
      request.handler(null);
      request.exceptionHandler(null);
      request.endHandler(null);
    }

    private void take(Buffer part) {
      long length = (long) body.length() + part.length();
      if (whole.future().isComplete()) {
        return; // refused; what still arrives is thrown away
      }
      if (length > bytesMax) {
        whole.tryFail(tooLarge());
      } else if (length > reserved && !reservation.grow(length - reserved)) {
        whole.tryFail(exhausted());
      } else {
        reserved = Math.max(reserved, length);
        body.appendBuffer(part);
      }
    }

    private void complete() {
      if (reservation.grow(processing(body.length()))) {
        whole.tryComplete(body);
      } else {
        whole.tryFail(exhausted());
      }
    }
  }
}

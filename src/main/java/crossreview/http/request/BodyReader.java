package crossreview.http.request;

import crossreview.http.BodySpool;
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
import org.jspecify.annotations.Nullable;

/**
 * Reads request bodies within a size, a time and a budget of memory.
 *
 * <p>A small body is kept in the heap while it arrives, a large one in a file, each within the
 * shares of its sender; once it is whole, what working with it will take is reserved as well, and a
 * large one is read into the heap. All of it is released when the answer is sent.
 */
public final class BodyReader {
  /** Copies of a body until it is stored: buffer, bytes, text, value, encoded text, masked text. */
  private static final int COPIES = 6;

  private static final int BYTES_PER_NODE = 90; // of heap, for the value of an object of one member

  private final Vertx vertx;
  private final int bytesMax;
  private final Duration patience;
  private final BodySpool bodySpool;

  public BodyReader(Vertx vertx, int bytesMax, Duration patience, BodySpool bodySpool) {
    this.vertx = vertx;
    this.bytesMax = bytesMax;
    this.patience = patience;
    this.bodySpool = bodySpool;
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
    int first = Math.clamp(announced, 0, BodySpool.SPOOLED_FROM);
    MemoryReservation reservation = httpExchange.memory();
    if (!reservation.grow(first)) {
      return Future.failedFuture(exhausted());
    }
    PendingBody body = new PendingBody(httpExchange, first);
    long timer = vertx.setTimer(patience.toMillis(), late -> body.refuse(tooSlow()));
    return body.read().onComplete(done -> vertx.cancelTimer(timer));
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
    String message = "the body has more than " + bytesMax + " bytes, see http.body_bytes_max";
    return RequestProblem.BODY_TOO_LARGE.exception(message);
  }

  private ProblemException tooSlow() {
    String message = "the body did not arrive within " + patience.toSeconds() + " s";
    return RequestProblem.BODY_TOO_SLOW.exception(message);
  }

  static ProblemException exhausted() {
    return new ProblemException(HttpExchange.EXHAUSTED);
  }

  /** One body while it arrives; on the event loop of its connection. */
  private final class PendingBody {
    private final HttpServerRequest request;
    private final String name;
    private final MemoryReservation reservation;
    private final Promise<Buffer> whole = Promise.promise();
    private Buffer body;
    private @Nullable SpooledBody spooled;
    private long reserved;
    private long length;

    private PendingBody(HttpExchange httpExchange, int reserved) {
      this.request = httpExchange.request();
      this.name = httpExchange.requestId();
      this.reservation = httpExchange.memory();
      this.reserved = reserved;
      this.body = Buffer.buffer(reserved);
    }

    private Future<Buffer> read() {
      request.handler(this::take);
      request.exceptionHandler(whole::tryFail);
      request.endHandler(end -> complete());
      return whole.future().onComplete(done -> letGo());
    }

    private void refuse(ProblemException problem) {
      whole.tryFail(problem);
    }

    /** The connection may stay open for seconds; what it refers to must not be the body. */
    private void letGo() {
      request.handler(null);
      request.exceptionHandler(null);
      request.endHandler(null);
      body = Buffer.buffer();
      if (spooled != null) {
        spooled.close();
      }
      request.resume(); // what still arrives is thrown away
    }

    private void take(Buffer part) {
      length += part.length();
      if (whole.future().isComplete()) {
        return;
      }
      if (length > bytesMax) {
        refuse(tooLarge());
      } else if (spooled != null) {
        spooled.write(part);
      } else if (length > reserved && !reservation.grow(length - reserved)) {
        refuse(exhausted());
      } else {
        reserved = Math.max(reserved, length);
        body.appendBuffer(part);
        if (length > BodySpool.SPOOLED_FROM) {
          spool();
        }
      }
    }

    private void spool() {
      spooled = new SpooledBody(bodySpool, request, reservation, whole);
      spooled.open(vertx, name, body);
      body = Buffer.buffer();
    }

    private void complete() {
      if (!reservation.grow(length - reserved + processing(length))) {
        refuse(exhausted());
      } else if (spooled == null) {
        whole.tryComplete(body);
      } else {
        spooled.end();
      }
    }
  }
}

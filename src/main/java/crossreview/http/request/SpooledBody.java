package crossreview.http.request;

import crossreview.http.BodySpool;
import crossreview.memory.MemoryReservation;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * A large body in a file while it arrives; on the event loop of its connection.
 *
 * <p>The sender is stopped while the file is opened and while it takes no more, so that what waits
 * for the disk is a buffer and not the body.
 */
final class SpooledBody {
  private final BodySpool bodySpool;
  private final HttpServerRequest request;
  private final MemoryReservation disk;
  private final Promise<Buffer> whole;
  private @Nullable AsyncFile file;
  private int length;
  private int unwritten;
  private boolean ended;
  private boolean closed;

  /**
   * @param heap of the sender, who gets room on the disk as well
   * @param whole gets the body, or why there is none
   */
  SpooledBody(
      BodySpool bodySpool,
      HttpServerRequest request,
      MemoryReservation heap,
      Promise<Buffer> whole) {
    this.bodySpool = bodySpool;
    this.request = request;
    this.disk = bodySpool.beside(heap);
    this.whole = whole;
  }

  /**
   * @param beginning what has arrived so far
   */
  void open(Vertx vertx, String name, Buffer beginning) {
    request.pause();
    bodySpool
        .open(vertx, name)
        .onSuccess(opened -> begin(opened, beginning))
        .onFailure(whole::tryFail);
  }

  private void begin(AsyncFile opened, Buffer beginning) {
    file = opened;
    if (closed) {
      opened.close();
      return;
    }
    opened.exceptionHandler(cause -> whole.tryFail(bodySpool.problem(cause)));
    write(beginning);
    request.resume();
  }

  void write(Buffer part) {
    if (file == null || closed) {
      throw new IllegalStateException("a part arrived while its sender is stopped");
    }
    if (!disk.grow(part.length())) {
      whole.tryFail(BodyReader.exhausted());
      return;
    }
    length += part.length();
    unwritten++;
    file.write(part)
        .onSuccess(done -> written())
        .onFailure(cause -> whole.tryFail(bodySpool.problem(cause)));
    if (file.writeQueueFull()) {
      request.pause();
      file.drainHandler(drained -> request.resume());
    }
  }

  private void written() {
    unwritten--;
    readIfWhole();
  }

  /** Nothing more arrives. */
  void end() {
    ended = true;
    readIfWhole();
  }

  private void readIfWhole() {
    if (ended && unwritten == 0 && file != null && !closed) {
      file.read(Buffer.buffer(length), 0, 0, length)
          .onSuccess(whole::tryComplete)
          .onFailure(cause -> whole.tryFail(bodySpool.problem(cause)));
    }
  }

  void close() {
    closed = true;
    disk.close();
    if (file != null) {
      file.close();
    }
  }
}

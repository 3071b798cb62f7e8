package crossreview.peer.provider.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The body of an answer that is an error: as much of it as comes in time and is worth reading. One
 * event loop.
 */
final class ErrorBody {
  /** A body that has not ended by then is used as far as it came. */
  static final Duration WITHIN = Duration.ofSeconds(10);

  private static final int BYTES_MAX = 64 * 1024; // an error, not an answer

  private final Buffer body = Buffer.buffer();
  private final Consumer<String> ended;
  private boolean over;

  /**
   * @param ended gets the text, once
   */
  ErrorBody(Consumer<String> ended) {
    this.ended = ended;
  }

  void read(HttpClientResponse response) {
    response.exceptionHandler(broken -> end());
    response.handler(this::more);
    response.endHandler(whole -> end());
  }

  private void more(Buffer piece) {
    body.appendBuffer(piece);
    if (body.length() > BYTES_MAX) {
      end();
    }
  }

  /** Nothing more of it is awaited. */
  void end() {
    if (!over) {
      over = true;
      ended.accept(body.toString());
    }
  }
}

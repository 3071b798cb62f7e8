package crossreview.peer.provider.http;

import crossreview.peer.provider.StreamException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;

/** The whole body of a response that is not an answer of a model. One event loop. */
public final class BoundedBody {
  private final HttpClientResponse response;
  private final int bytesMax;
  private final Buffer body = Buffer.buffer();
  private final Promise<Buffer> whole = Promise.promise();

  private BoundedBody(HttpClientResponse response, int bytesMax) {
    this.response = response;
    this.bytesMax = bytesMax;
  }

  /** Fails with {@link StreamException}, and the connection is closed, where it is longer. */
  public static Future<Buffer> read(HttpClientResponse response, int bytesMax) {
    BoundedBody reader = new BoundedBody(response, bytesMax);
    response.exceptionHandler(reader.whole::tryFail);
    response.handler(reader::more);
    response.endHandler(end -> reader.whole.tryComplete(reader.body));
    return reader.whole.future();
  }

  private void more(Buffer piece) {
    if (whole.future().isComplete()) {
      return;
    }
    if (body.length() + piece.length() > bytesMax) {
      whole.tryFail(StreamException.tooLong("the answer", bytesMax));
      response.request().reset();
      return;
    }
    body.appendBuffer(piece);
  }
}

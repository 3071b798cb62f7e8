package crossreview.http.request;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Closes connections on which no request arrives in time, so that half-open ones cost nothing.
 *
 * <p>On one event loop.
 */
public final class HeaderTimeout {
  private final Vertx vertx;
  private final Duration patience;
  private final Map<HttpConnection, Long> waiting = new HashMap<>();

  public HeaderTimeout(Vertx vertx, Duration patience) {
    this.vertx = vertx;
    this.patience = patience;
  }

  public void connected(HttpConnection connection) {
    waiting.put(connection, vertx.setTimer(patience.toMillis(), timer -> expire(connection)));
    connection.closeHandler(none -> received(connection));
  }

  private void expire(HttpConnection connection) {
    if (waiting.remove(connection) != null) {
      connection.close();
    }
  }

  /** A request's head has arrived. */
  void requested(HttpServerRequest request) {
    received(request.connection());
  }

  private void received(HttpConnection connection) {
    Long timer = waiting.remove(connection);
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
  }
}

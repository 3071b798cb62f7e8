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
    waiting.put(connection, vertx.setTimer(patience.toMillis(), timer -> tired(connection)));
    connection.closeHandler(none -> heard(connection));
  }

  private void tired(HttpConnection connection) {
    if (waiting.remove(connection) != null) {
      connection.close();
    }
  }

  /** A request's head has arrived. */
  void requested(HttpServerRequest request) {
    heard(request.connection());
  }

  private void heard(HttpConnection connection) {
    Long timer = waiting.remove(connection);
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
  }
}

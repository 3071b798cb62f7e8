package crossreview.http.request;

import crossreview.http.ClientConnection;
import crossreview.http.ConnectionLimiter;
import crossreview.http.ConnectionLimiter.CountedConnection;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.Map;

/** The connections of one event loop, which tell the limiter of all loops what they do. */
public final class ConnectionTracker {
  private final ConnectionLimiter limiter;
  private final Map<HttpConnection, CountedConnection> counted = new HashMap<>();

  public ConnectionTracker(ConnectionLimiter limiter) {
    this.limiter = limiter;
  }

  /** A connection was opened; without a place for it, it is closed. */
  public void connected(HttpConnection connection) {
    ClientConnection client = new ClientConnection(connection);
    limiter
        .admit(ClientAddress.network(connection.remoteAddress()), client::cut)
        .ifPresentOrElse(place -> track(client, place), client::cut);
  }

  private void track(ClientConnection client, CountedConnection place) {
    counted.put(client.connection(), place);
    client.onClose(() -> {
      counted.remove(client.connection());
      place.closed();
    });
  }

  /** A request's head has arrived. */
  void requested(HttpServerRequest request) {
    CountedConnection place = counted.get(request.connection());
    if (place != null) {
      place.requested();
    }
  }

  /** The request's answer is out. */
  void answered(HttpServerRequest request) {
    CountedConnection place = counted.get(request.connection());
    if (place != null) {
      place.answered();
    }
  }
}

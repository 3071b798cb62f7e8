package crossreview.http;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.impl.ConnectionBase;

/** A WebSocket and the connection that it took over. */
record Upgraded(ServerWebSocket socket, HttpConnection connection) {
  /**
   * Cuts the connection. Every way that Vert.x offers flushes first, which never ends when the
   * client reads nothing, so this reaches for the channel below.
   */
  void cut() {
    ((ConnectionBase) connection).channel().close();
  }
}

package crossreview.http.events;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.impl.ConnectionBase;

/** A WebSocket and the connection that it took over. */
record WebSocketConnection(ServerWebSocket socket, HttpConnection connection) {
  /**
   * Cuts the connection. Every way that Vert.x offers, and so its handler in the channel, flushes
   * first, which never ends when the client reads nothing. So this closes below all handlers.
   */
  void cut() {
    ((ConnectionBase) connection).channel().pipeline().firstContext().close();
  }
}

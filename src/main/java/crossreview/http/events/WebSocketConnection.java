package crossreview.http.events;

import crossreview.http.ClientConnection;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;

/** A WebSocket and the connection that it took over. */
record WebSocketConnection(ServerWebSocket socket, HttpConnection connection) {
  void cut() {
    new ClientConnection(connection).cut();
  }
}

package crossreview.bench;

import crossreview.testkit.ReviewHarness;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that writes what it is told to every WebSocket, and nothing else. */
final class RawFanOut {
  private final List<ServerWebSocket> open = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final WebSocketConsumers webSocketConsumers;

  RawFanOut(Vertx vertx, int count) {
    server = vertx.createHttpServer().webSocketHandler(open::add);
    ReviewHarness.get(server.listen(0, "127.0.0.1"));
    webSocketConsumers = new WebSocketConsumers(count);
    webSocketConsumers.connect(
        vertx, URI.create("http://127.0.0.1:" + server.actualPort()), "/", "nobody");
  }

  /** Nanoseconds until all have it. */
  long tell(String text) throws InterruptedException {
    webSocketConsumers.expect(text);
    String message = text + "x".repeat(400);
    long began = System.nanoTime();
    open.forEach(socket -> socket.writeTextMessage(message));
    return webSocketConsumers.all() - began;
  }
}

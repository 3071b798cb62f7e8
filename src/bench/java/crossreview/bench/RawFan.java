package crossreview.bench;

import crossreview.testkit.ReviewBench;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that writes what it is told to every WebSocket, and nothing else. */
final class RawFan {
  private final List<ServerWebSocket> open = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final Consumers consumers;

  RawFan(Vertx vertx, int count) {
    server = vertx.createHttpServer().webSocketHandler(open::add);
    ReviewBench.get(server.listen(0, "127.0.0.1"));
    consumers = new Consumers(count);
    consumers.connect(vertx, URI.create("http://127.0.0.1:" + server.actualPort()), "/", "nobody");
  }

  /** Nanoseconds until all have it. */
  long tell(String text) throws InterruptedException {
    consumers.expect(text);
    String message = text + "x".repeat(400);
    long began = System.nanoTime();
    open.forEach(socket -> socket.writeTextMessage(message));
    return consumers.all() - began;
  }
}

package crossreview.bench;

import crossreview.testkit.ReviewHarness;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Many WebSockets that wait for the same text. */
final class WebSocketConsumers {
  private static final int SECONDS_MAX = 30;

  private final int count;
  private final List<WebSocket> sockets = new ArrayList<>();
  private WebSocketClient client; // Vert.x closes a client that nobody refers to
  private volatile Wait wait;

  private record Wait(String text, CountDownLatch left) {}

  WebSocketConsumers(int count) {
    this.count = count;
  }

  void connect(Vertx vertx, URI url, String path, String token) {
    client = vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(count));
    for (int i = 0; i < count; i++) {
      WebSocketConnectOptions options =
          new WebSocketConnectOptions()
              .setHost(url.getHost())
              .setPort(url.getPort())
              .setURI(path)
              .addHeader("Authorization", "Bearer " + token);
      WebSocket socket = ReviewHarness.get(client.connect(options));
      socket.textMessageHandler(this::took);
      sockets.add(socket);
    }
  }

  private void took(String message) {
    Wait waiting = wait;
    if (waiting != null && message.contains(waiting.text())) {
      waiting.left().countDown();
    }
  }

  /** All say this, after they began to wait for what comes of it. */
  void say(String message) {
    expect("caught_up");
    sockets.forEach(socket -> socket.writeTextMessage(message));
  }

  /** From now on this text is waited for. */
  void expect(String text) {
    wait = new Wait(text, new CountDownLatch(count));
  }

  /** Waits until each has had it; returns when the last one had. */
  long all() throws InterruptedException {
    if (!wait.left().await(SECONDS_MAX, TimeUnit.SECONDS)) {
      throw new IllegalStateException(
          wait.left().getCount() + " consumers still lack: " + wait.text());
    }
    return System.nanoTime();
  }
}

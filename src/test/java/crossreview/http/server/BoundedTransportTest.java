package crossreview.http.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.http.HttpTestServer;
import crossreview.testkit.Eventually;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BoundedTransportTest {
  @Test
  void aConnectionBeyondTheBoundIsTakenOnceAnotherOneIsClosed() throws Exception {
    Vertx vertx = Vertx.builder().withTransport(new BoundedTransport(2)).build();
    Queue<String> taken = new ConcurrentLinkedQueue<>();
    NetServer server = vertx.createNetServer().connectHandler(socket -> taken.add("one"));
    int port = HttpTestServer.get(server.listen(0, "127.0.0.1")).actualPort();
    try (Socket first = connect(port);
        Socket second = connect(port);
        Socket third = connect(port)) {
      Eventually.holds(() -> taken.size() == 2);

      first.close();

      Eventually.holds(() -> taken.size() == 3);
      assertTrue(second.isConnected() && third.isConnected());
    } finally {
      HttpTestServer.get(vertx.close());
    }
  }

  private static Socket connect(int port) throws Exception {
    return new Socket(InetAddress.getLoopbackAddress(), port);
  }
}

package crossreview.http.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.testkit.Certificates;
import crossreview.testkit.ReviewHarness;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class HandshakeFloodTest {
  private static final int CONNECTIONS = 8;

  @TempDir private Path dir;

  @Test
  void handshakesThatNobodyEndsGiveWayToNewConnections() throws Exception {
    Vertx bounded = Vertx.builder().withTransport(new BoundedTransport(CONNECTIONS)).build();
    Vertx asking = Vertx.vertx();
    List<Socket> silent = new ArrayList<>();
    try {
      int port = ReviewHarness.get(server(bounded).listen(0, "127.0.0.1")).actualPort();
      for (int i = 0; i < 3 * CONNECTIONS; i++) {
        silent.add(new Socket(InetAddress.getLoopbackAddress(), port));
      }

      HttpClientOptions trusting =
          new HttpClientOptions().setSsl(true).setTrustAll(true).setVerifyHost(false);
      HttpClient client = asking.createHttpClient(trusting);
      HttpClientResponse answer =
          ReviewHarness.get(
              client
                  .request(HttpMethod.GET, port, "127.0.0.1", "/")
                  .compose(request -> request.send()));

      assertEquals(200, answer.statusCode());
      ReviewHarness.get(client.close());
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
      ReviewHarness.get(asking.close());
      ReviewHarness.get(bounded.close());
    }
  }

  /** Its own patience with a handshake is longer than the test's. */
  private HttpServer server(Vertx bounded) throws Exception {
    Certificates certificates = Certificates.make(dir, "server");
    HttpServerOptions options =
        new HttpServerOptions()
            .setSsl(true)
            .setSslHandshakeTimeout(60)
            .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
            .setKeyCertOptions(
                new PemKeyCertOptions()
                    .setCertPath(certificates.certificate().toString())
                    .setKeyPath(certificates.key().toString()));
    return bounded.createHttpServer(options).requestHandler(request -> request.response().end());
  }
}

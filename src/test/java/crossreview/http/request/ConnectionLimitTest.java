package crossreview.http.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.http.HttpTestClient;
import crossreview.http.HttpTestServer;
import crossreview.http.RawSocket;
import crossreview.testkit.Eventually;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever holds connections open keeps nobody else out. */
@Timeout(60)
class ConnectionLimitTest {
  private static final int PLACES = 8;
  private static final String PROBE = "GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n";

  @TempDir private Path data;
  private HttpTestServer server;

  @BeforeEach
  void open() throws Exception {
    server = HttpTestServer.open(data, HttpTestServer.Plan.usual().connections(PLACES));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void unfinishedHeadsGiveWayToWhoSendsARequest() throws Exception {
    List<RawSocket> open = new ArrayList<>();
    try {
      for (int i = 0; i < 3 * PLACES; i++) {
        RawSocket socket = new RawSocket(server.port());
        open.add(socket);
        socket.write("GET /readyz HTTP/1.1\r\nHost: loc");
      }

      assertEquals(200, new HttpTestClient(server.port(), null).get("/readyz").status());
      assertEquals("", open.getFirst().readAll(), "the oldest is closed");
    } finally {
      for (RawSocket socket : open) {
        socket.close();
      }
    }
  }

  @Test
  void whatIsAtWorkIsNotClosedForAnother() throws Exception {
    List<RawSocket> open = new ArrayList<>();
    try {
      for (int i = 0; i < PLACES; i++) {
        RawSocket socket = server.socket();
        socket.next("hello");
        open.add(socket);
      }
      try (RawSocket more = new RawSocket(server.port())) {
        assertClosed(more);
      }
      open.removeLast().close();

      Eventually.holds(this::live);
      open.getFirst().say("{\"type\":\"ping\"}");
      open.getFirst().next("pong"); // it is still there
    } finally {
      for (RawSocket socket : open) {
        socket.close();
      }
    }
  }

  @Test
  void aByteNowAndThenProlongsNothing(@TempDir Path other) throws Exception {
    Duration hasty = Duration.ofMillis(100);
    try (HttpTestServer impatient =
            HttpTestServer.open(
                other, HttpTestServer.limits(Duration.ofSeconds(15), hasty, hasty));
        RawSocket slow = new RawSocket(impatient.port())) {
      slow.write("GET /livez HTTP/1.1\r\nX: ");

      Eventually.holds(() -> refuses(slow));
    }
  }

  @Test
  void aConnectionIsUsedAgainForTheNextRequest() throws Exception {
    try (RawSocket socket = new RawSocket(server.port())) {
      for (int i = 0; i < 2 * PLACES; i++) {
        socket.write(PROBE);
        assertTrue(socket.readHead().contains("HTTP/1.1 200"));
      }
    }
  }

  private boolean live() {
    try (RawSocket socket = new RawSocket(server.port())) {
      socket.write(PROBE);
      return socket.readHead().startsWith("HTTP/1.1 200");
    } catch (IOException refused) {
      return false;
    }
  }

  private static boolean refuses(RawSocket socket) {
    try {
      socket.write("x");
      return false;
    } catch (IOException closed) {
      return true;
    }
  }

  private static void assertClosed(RawSocket socket) {
    try {
      socket.write(PROBE);
      assertEquals("", socket.readAll());
    } catch (IOException reset) {
      assertTrue(reset.getMessage().contains("reset") || reset.getMessage().contains("pipe"));
    }
  }
}

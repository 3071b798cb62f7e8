package crossreview.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.memory.MemoryBudget;
import crossreview.testkit.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A large body that arrives slowly takes disk and not heap. */
@Timeout(60)
class BodySpoolTest {
  private static final String SESSIONS = "/api/v1/sessions";
  private static final int BLANKS = 3_000_000;

  /** What a large body holds of the heap while it arrives: its beginning and its request. */
  private static final int HELD = BodySpool.SPOOLED_FROM + 200_000;

  private final MemoryBudget heap = new MemoryBudget(60_000_000, 50_000_000);
  private final MemoryBudget disk = new MemoryBudget(10_000_000, 8_000_000);
  @TempDir private Path data;
  private HttpTestServer server;
  private String token;

  @BeforeEach
  void open() throws Exception {
    HttpLimits usual = HttpTestServer.LIMITS;
    HttpLimits limits =
        new HttpLimits(
            8 << 20,
            usual.headerBytes(),
            usual.frameBytes(),
            usual.socketsPerPrincipal(),
            usual.subscriptions(),
            usual.heartbeat(),
            usual.drain(),
            usual.farewell(),
            Duration.ofSeconds(30));
    server =
        HttpTestServer.open(
            data, HttpTestServer.Plan.usual().limits(limits).within(heap).spooling(disk));
    token = Files.readString(data.resolve("operator.token")).strip();
  }

  @AfterEach
  void close() throws Exception {
    server.close();
  }

  @Test
  void aLargeBodyIsReadWholeAndHoldsAMegabyteOfTheHeapMeanwhile() throws Exception {
    String body = "{\"review_focus\":\"first\"," + " ".repeat(BLANKS) + "\"task\":\"last\"}";
    try (RawSocket socket = new RawSocket(server.port())) {
      socket.write(head("Content-Length: " + body.length()));
      socket.write(body.substring(0, body.length() - 1));
      Eventually.holds(() -> disk.used() == body.length() - 1);
      assertTrue(heap.used() < HELD, heap.used() + " bytes of the heap");
      assertEquals(List.of(), spooled(), "a file without a name");

      socket.write("}");

      assertTrue(socket.readHead().startsWith("HTTP/1.1 201"));
    }
    Eventually.holds(() -> disk.used() == 0 && heap.used() == 0);
    String list = new HttpTestClient(server.port(), token).get(SESSIONS).text();
    assertTrue(list.contains("\"last\""), list);
  }

  @Test
  void aBodyOfUnknownLengthIsSpooledAsSoonAsItIsLarge() throws Exception {
    String part = " ".repeat(65_536);
    try (RawSocket socket = new RawSocket(server.port())) {
      socket.write(head("Transfer-Encoding: chunked"));
      socket.write(chunk("{\"task\":\"t\""));
      for (int i = 0; i < 32; i++) {
        socket.write(chunk(part));
      }
      Eventually.holds(() -> disk.used() > 32 * 65_536);
      assertTrue(heap.used() < HELD, heap.used() + " bytes of the heap");

      socket.write(chunk("}") + "0\r\n\r\n");

      assertTrue(socket.readHead().startsWith("HTTP/1.1 201"));
    }
  }

  @Test
  void aSenderThatIsGoneLeavesNothing() throws Exception {
    try (RawSocket socket = new RawSocket(server.port())) {
      socket.write(head("Content-Length: 4000000"));
      socket.write(" ".repeat(2_000_000));
      Eventually.holds(() -> disk.used() == 2_000_000);
    }

    Eventually.holds(() -> disk.used() == 0 && heap.used() == 0);
    assertEquals(List.of(), spooled());
  }

  @Test
  void theShareOfASenderOnTheDiskIsBounded() throws Exception {
    List<RawSocket> open = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        RawSocket socket = new RawSocket(server.port());
        open.add(socket);
        socket.write(head("Content-Length: 3000000"));
        socket.write(" ".repeat(i < 2 ? 2_900_000 : 2_500_000));
        int sent = i < 2 ? (i + 1) * 2_900_000 : 0;
        Eventually.holds(() -> disk.used() >= sent);
      }

      String refused = open.getLast().readHead();

      assertTrue(refused.startsWith("HTTP/1.1 503"), refused);
      assertTrue(disk.used() <= disk.share());
    } finally {
      for (RawSocket socket : open) {
        socket.close();
      }
    }
    Eventually.holds(() -> disk.used() == 0);
  }

  @Test
  void aDiskThatCannotKeepABodyRefusesItByNameAndSmallOnesAreRead() throws Exception {
    Files.writeString(data.resolve("spool"), "a file in its place");
    String large = "{\"task\":\"t\"" + " ".repeat(BLANKS) + "}";
    HttpTestClient client = new HttpTestClient(server.port(), token);

    HttpTestClient.Answer refused = client.post(SESSIONS, large);

    assertEquals("503 storage_failed", refused.status() + " " + refused.code(), refused.text());
    assertEquals(201, client.post(SESSIONS, "{\"task\":\"t\"}").status());
    Eventually.holds(() -> disk.used() == 0 && heap.used() == 0);
  }

  private List<Path> spooled() throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("spool"))) {
      return files.toList();
    }
  }

  private static String chunk(String text) {
    return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
  }

  private String head(String length) {
    return "POST "
        + SESSIONS
        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
        + token
        + "\r\nContent-Type: application/json\r\n"
        + length
        + "\r\n\r\n";
  }
}

package crossreview.http.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.access.AccessRole;
import crossreview.http.HttpTestClient;
import crossreview.http.HttpTestClient.Answer;
import crossreview.http.HttpTestServer;
import crossreview.http.RawSocket;
import crossreview.memory.MemoryBudget;
import crossreview.model.Digest;
import crossreview.testkit.Eventually;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What callers make the daemon hold is counted, and refused before it is held. */
@Timeout(60)
class BodyBudgetTest {
  private static final String SESSIONS = "/api/v1/sessions";
  private static final int BODY = 200_000;

  private final MemoryBudget budget = new MemoryBudget(10_000_000, 6_000_000);
  @TempDir private Path data;
  private HttpTestServer server;

  @BeforeEach
  void open() throws Exception {
    server = HttpTestServer.open(data, HttpTestServer.Plan.usual().within(budget));
  }

  @AfterEach
  void close() throws Exception {
    server.close();
  }

  @Test
  void unfinishedBodiesFillTheShareOfTheirCallerOnly() throws Exception {
    String greedyToken = server.token("greedy", AccessRole.CALLER, "default");
    List<RawSocket> open = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        open.add(unfinished(greedyToken));
      }
      Eventually.holds(() -> budget.used() > 3_900_000);

      Answer greedy = post(greedyToken, task(100_000));
      Answer other = post(server.token("other", AccessRole.CALLER, "default"), task(1_000));

      assertEquals("503 memory_exhausted", greedy.status() + " " + greedy.code(), greedy.text());
      assertEquals("1", greedy.header("Retry-After"));
      assertEquals(200, other.status() / 100 * 100, other.text());
    } finally {
      for (RawSocket socket : open) {
        socket.close();
      }
    }
    Eventually.holds(() -> budget.used() == 0);
  }

  @Test
  void whoHasManyTokensHasTheShareOfOneAddress() throws Exception {
    List<RawSocket> open = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        open.add(unfinished(server.token("greedy" + i, AccessRole.CALLER, "default")));
      }
      for (int i = 20; i < 40; i++) {
        open.add(unfinished(server.token("greedy" + i, AccessRole.CALLER, "default")));
      }
      Eventually.holds(() -> budget.used() > 5_500_000);

      Answer other = post(server.token("other", AccessRole.CALLER, "default"), task(255_000));

      assertEquals("503 memory_exhausted", other.status() + " " + other.code(), other.text());
      assertTrue(budget.used() <= budget.share(), "the rest is for other addresses");
    } finally {
      for (RawSocket socket : open) {
        socket.close();
      }
    }
    Eventually.holds(() -> budget.used() == 0);
  }

  @Test
  void answersThatNobodyReadsAreCountedAndTheNextIsRefused() throws Exception {
    String token = server.token("reader", AccessRole.CALLER, "default");
    HttpTestClient client = new HttpTestClient(server.port(), token);
    String session = (String) client.post(SESSIONS, task(100)).json().get("session_id");
    byte[] text = "\u007f".repeat(95_000).getBytes(StandardCharsets.UTF_8);
    String path = SESSIONS + "/" + session + "/artifact";
    client.send("POST", path, text, "Content-Type", "text/plain");
    String whole = path + "s/" + Digest.of(text).value();
    List<RawSocket> open = new ArrayList<>();
    try {
      for (int i = 0; i < 16; i++) { // times 570 kB of JSON is more than the share
        open.add(unread(token, whole));
      }
      Eventually.holds(() -> budget.used() > budget.share() - 700_000);

      Eventually.holds(() -> {
        Answer next = client.get(whole, "Accept", "application/json");
        return next.code().equals("answer_not_sent") && next.header("Retry-After").equals("1");
      });
    } finally {
      for (RawSocket socket : open) {
        socket.close();
      }
    }
    Eventually.holds(() -> budget.used() == 0);
    assertEquals(200, client.get(whole).status());
  }

  /** Asks again and again, for more than the kernel keeps, and reads nothing. */
  private RawSocket unread(String token, String path) throws IOException {
    RawSocket socket = new RawSocket(server.port(), 4_096);
    String get =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\nAuthorization: Bearer "
            + token;
    socket.write((get + "\r\n\r\n").repeat(20));
    return socket;
  }

  @Test
  void aBodyThatTakesTooMuchToReadIsRefusedAndGivesAllBack() throws Exception {
    Answer large = post(server.token("c", AccessRole.CALLER, "default"), task(255_000));

    assertEquals("503 memory_exhausted", large.status() + " " + large.code(), large.text());
    Eventually.holds(() -> budget.used() == 0);
  }

  @Test
  void aRoleThatMayNotCallAnOperationIsRefusedBeforeItsBodyIsRead() throws Exception {
    try (RawSocket socket = unfinished(server.token("reader", AccessRole.READER, "default"))) {
      assertTrue(socket.readHead().startsWith("HTTP/1.1 403"), "refused while the body is missing");
    }
    assertEquals(0, budget.used());
  }

  @Test
  void aSmallTextOfVeryManyValuesIsRefused() throws Exception {
    String many = "{\"task\":[" + "{},".repeat(50_000) + "{}]}";

    Answer answer = post(server.token("c", AccessRole.CALLER, "default"), many);

    assertEquals("400 invalid_json", answer.status() + " " + answer.code(), answer.text());
    assertTrue(answer.text().contains("more than 50000 values"), answer.text());
  }

  private RawSocket unfinished(String token) throws IOException {
    RawSocket socket = new RawSocket(server.port());
    socket.write(
        "POST "
            + SESSIONS
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
            + token
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + BODY
            + "\r\n\r\n{");
    return socket;
  }

  private Answer post(String token, String body) {
    return new HttpTestClient(server.port(), token).post(SESSIONS, body);
  }

  private static String task(int length) {
    return "{\"task\":\"" + "t".repeat(Math.min(length, 3_000)) + "\"" + " ".repeat(length) + "}";
  }
}

package crossreview.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.cli.transport.BearerToken;
import crossreview.http.reply.HttpReply;
import crossreview.http.reply.ProblemReply;
import crossreview.model.AccessProblem;
import crossreview.model.ProblemCode;
import crossreview.model.StorageProblem;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ApiClientTest {
  @TempDir Path home;
  private final AtomicReference<HttpReply> reply = new AtomicReference<>();
  private final Deque<HttpReply> replies = new ConcurrentLinkedDeque<>(); // before the last one
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private final List<String> notes = new CopyOnWriteArrayList<>();
  private final AtomicInteger made = new AtomicInteger();
  private HttpServer server;
  private BearerToken token;

  @BeforeEach
  void listen() throws Exception {
    Path file = Files.writeString(home.resolve("token"), "t");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    token = BearerToken.read(file);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")));
          HttpReply now = replies.isEmpty() ? reply.get() : replies.removeFirst();
          exchange.sendResponseHeaders(now.status(), now.bytes().length);
          exchange.getResponseBody().write(now.bytes());
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private ApiClient client() {
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    return new ApiClient(
        DaemonAddress.RemoteAddress.of(url, token),
        () -> "key" + made.incrementAndGet(),
        notes::add);
  }

  private CliException refusal() {
    return assertThrows(CliException.class, () -> client().get("/sessions"));
  }

  private static HttpReply refused(ProblemCode code) {
    return ProblemReply.of(code.problem("it is so"), "r1");
  }

  @Test
  void aCommandThatMayHaveBeenDoneIsRepeatedUnderItsKeyAndSoDoneOnce() {
    replies.add(refused(StorageProblem.LOCK_LOST));
    reply.set(HttpReply.json(200, Map.of("state", "running")));

    JsonNode answer = client().post("/sessions/s/cancel", Map.of(), null, "state");

    assertEquals("running", answer.text("state"));
    assertEquals(2, keys.size());
    assertEquals(1, Set.copyOf(keys).size());
    assertFalse(keys.contains("null"));
  }

  @Test
  void aCommandThatStaysRefusedEndsAfterThreeTries() {
    reply.set(refused(StorageProblem.CLOSED));

    assertThrows(CliException.class, () -> client().post("/sessions", Map.of(), "mine"));

    assertEquals(List.of("mine", "mine", "mine"), keys);
  }

  @Test
  void aTokenThatTheDaemonDoesNotKnowIsNamedByItsFile() {
    reply.set(refused(AccessProblem.UNAUTHORIZED));

    String message = refusal().getMessage();

    assertTrue(message.startsWith("it is so; the token file " + home.resolve("token")), message);
    assertTrue(message.contains(" has none that http://127.0.0.1:"), message);
  }

  @Test
  void whatNobodyCanHelpByWaitingIsNotTriedAgain() {
    reply.set(refused(StorageProblem.COARSE_FILE_TIMES));

    assertThrows(CliException.class, () -> client().post("/sessions", Map.of(), null));

    assertEquals(1, keys.size());
  }

  @Test
  void whatLooksLikeASecretInASubmittedTextIsNamedByItsPlace() {
    Map<String, Object> found = Map.of("kind", "github_token", "line", 2, "field", "/reason");
    reply.set(HttpReply.json(200, Map.of("state", "running", "secrets_found", List.of(found))));

    client().post("/sessions/s/cancel", Map.of(), null);

    assertEquals(1, notes.size());
    assertTrue(notes.getFirst().contains("(/reason line 2: github_token)"), notes.getFirst());
  }

  /** A daemon names twenty at the most. */
  @Test
  void manySecretsAreNotCountedAsFewer() {
    Map<String, Object> found = Map.of("kind", "github_token", "line", 2, "field", "/reason");
    reply.set(
        HttpReply.json(
            200, Map.of("state", "running", "secrets_found", Collections.nCopies(20, found))));

    client().post("/sessions/s/cancel", Map.of(), null);

    assertTrue(notes.getFirst().startsWith("20 or more possible secrets"), notes.getFirst());
  }

  @Test
  void twoCommandsHaveTwoKeys() {
    reply.set(HttpReply.json(200, Map.of("state", "running")));

    client().post("/sessions", Map.of(), null);
    client().post("/sessions", Map.of(), null);

    assertEquals(2, Set.copyOf(keys).size());
  }

  @Test
  void eachRefusalOfADaemonExitsAsTheTableSays() {
    for (ProblemCode code : ProblemCode.all()) {
      reply.set(ProblemReply.of(code.problem("it is so"), "r1"));

      CliException refused = refusal();

      assertEquals(code.code(), refused.code());
      assertEquals(code.traits().exitCode(), refused.exitCode(), code.code());
      assertTrue(refused.getMessage().startsWith("it is so"), refused::getMessage);
    }
  }

  @Test
  void aCodeOfALaterDaemonExitsByItsStatus() {
    assertEquals(2, exitOfUnknown(409));
    assertEquals(3, exitOfUnknown(429));
    assertEquals(4, exitOfUnknown(403));
    assertEquals(5, exitOfUnknown(503));
  }

  private int exitOfUnknown(int status) {
    byte[] body =
        "{\"code\":\"code_of_tomorrow\",\"detail\":\"d\"}".getBytes(StandardCharsets.UTF_8);
    reply.set(new HttpReply(status, "application/problem+json", body));
    return refusal().exitCode();
  }
}

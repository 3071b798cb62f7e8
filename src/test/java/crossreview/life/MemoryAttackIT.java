package crossreview.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.testkit.Eventually;
import crossreview.testkit.ProgramProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a caller sends, the daemon with its shipped heap goes on and answers its operator. Each
 * form is sent by several connections at once, of each role; the time of the operator's slowest
 * request is printed.
 */
@Timeout(300)
@TestInstance(Lifecycle.PER_CLASS)
class MemoryAttackIT {
  private static final int BODY_MAX = 8 << 20;
  private static final int CONNECTIONS = 24;
  private static final String SESSIONS = "/api/v1/sessions";
  private static final String JSON = "application/json";
  private static final Duration PATIENCE = Duration.ofSeconds(240);

  @TempDir static Path home;
  private DaemonProcess daemon;
  private int port;
  private Map<String, String> tokens;

  /** A request of a form that takes much more to read than to send. */
  private record AttackForm(
      String name, String role, String path, String mediaType, byte[] body, boolean finished) {
    @Override
    public String toString() {
      return name + " as " + role;
    }
  }

  @BeforeAll
  void start() throws Exception {
    Path data = home.resolve("data");
    daemon = DaemonProcess.start(home, data);
    port = URI.create(daemon.url()).getPort();
    tokens = Map.of("caller", token(data, "caller"), "metrics", token(data, "metrics"));
  }

  private static String token(Path data, String role) throws Exception {
    try (ProgramProcess made =
        ProgramProcess.with(home)
            .run(
                "token",
                "create",
                "--data-dir",
                data.toString(),
                "--role",
                role,
                "attacker-" + role)) {
      assertEquals(0, made.exit(), made::said);
      return made.out().stream()
          .flatMap(line -> Stream.of(line.split("\\s+")))
          .filter(word -> word.length() > 30)
          .findFirst()
          .orElseThrow(() -> new AssertionError(made.said()));
    }
  }

  @AfterAll
  void stop() {
    daemon.close();
  }

  static Stream<AttackForm> forms() {
    List<AttackForm> forms = new ArrayList<>();
    for (String role : List.of("caller", "metrics")) {
      for (Map.Entry<String, byte[]> body : bodies().entrySet()) {
        for (String path : List.of(SESSIONS, "/api/v1/runs/await", "/mcp")) {
          String name = body.getKey() + " to " + path;
          forms.add(new AttackForm(name, role, path, JSON, body.getValue(), true));
        }
      }
      byte[] text = repeated("+line of a text\n", BODY_MAX);
      forms.add(new AttackForm("one byte missing", role, SESSIONS, JSON, text, false));
      forms.add(new AttackForm("one byte missing to /mcp", role, "/mcp", JSON, text, false));
    }
    return forms.stream();
  }

  private static Map<String, byte[]> bodies() {
    return Map.of(
        "many objects", wrapped("{\"task\":[", "{\"\":0},", "0]}"),
        "many arrays", wrapped("{\"task\":[", "[[]],", "0]}"),
        "many names", wrapped("{\"task\":{", "\"a\":1,", "\"z\":1}}"),
        "one long text", wrapped("{\"task\":\"", "x", "\"}"),
        "a long text outside of Latin-1", wrapped("{\"task\":\"", "€", "\"}"),
        "many escapes", wrapped("{\"task\":\"", "\\u0000", "\"}"),
        "a large draft", wrapped("{\"task\":\"t\",\"initial_draft\":\"", "+ a line\\n", "\"}"),
        "many numbers", wrapped("{\"task\":[", "1e99,", "0]}"),
        "no JSON at all", repeated("{[", BODY_MAX));
  }

  private static byte[] wrapped(String before, String part, String after) {
    return (before + part.repeat((BODY_MAX - 64) / bytes(part).length) + after)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] repeated(String part, int length) {
    return bytes(part.repeat(length / part.length()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void theDaemonGoesOnAndAnswersItsOperator(AttackForm form) throws Exception {
    List<Socket> sockets = new ArrayList<>();
    long slowest = 0;
    try (ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("attack-", 0).factory())) {
      for (int i = 0; i < CONNECTIONS; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        sockets.add(socket);
        threads.execute(() -> send(socket, form));
      }
      for (int i = 0; i < 5; i++) {
        slowest = Math.max(slowest, operatorWorks());
      }
      closeAll(sockets);
    }
    operatorWorks();

    assertTrue(daemon.program().alive(), () -> daemon.program().said());
    System.out.println(form + ": operator's slowest request " + slowest + " ms");
  }

  @Test
  void twentyLargestArtifactsAtOnceAreAllReviewedByAndBy() throws Exception {
    String diff = largestDiff();
    List<Future<String>> reviews = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("large-", 0).factory())) {
      for (int i = 0; i < 20; i++) {
        reviews.add(threads.submit(() -> reviewed(diff)));
      }
      for (Future<String> review : reviews) {
        assertEquals("1 round, true", review.get(), "its last lines are a conflict");
      }
    }
    assertTrue(daemon.program().alive(), () -> daemon.program().said());
  }

  /** Just below limits.artifact_bytes_max; the last lines of it are not clean. */
  private static String largestDiff() {
    int lines = ((4 << 20) - 1_000) / 40;
    return "diff --git a/a.txt b/a.txt\n--- a/a.txt\n+++ b/a.txt\n@@ -0,0 +1,"
        + (lines + 3)
        + " @@\n"
        + ("+" + "an ordinary line of ordinary length...\n").repeat(lines)
        + "+<<<<<<< HEAD\n+=======\n+>>>>>>> other\n";
  }

  private String reviewed(String diff) throws Exception {
    String session =
        (String)
            daemon
                .post("/sessions", null, Map.of("task", "large", "mode", "review"))
                .get("session_id");
    boolean[] stored = new boolean[1];
    Eventually.holds(() -> stored[0] = stored[0] || submitted(session, diff), PATIENCE);
    daemon.post("/sessions/" + session + "/runs", null, Map.of());
    Map<?, ?>[] last = new Map<?, ?>[1];
    Eventually.holds(() -> !running(last[0] = poll(session)), PATIENCE);
    return last[0].get("rounds") + " round, " + last[0].get("needs_attention");
  }

  private Map<?, ?> poll(String session) {
    try {
      return daemon.get("/sessions/" + session + "/poll?wait_ms=20000");
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean running(Map<?, ?> poll) {
    return Boolean.TRUE.equals(poll.get("running"));
  }

  private boolean submitted(String session, String diff) {
    try {
      daemon.submit(session, "artifact", diff);
      return true;
    } catch (IOException e) {
      boolean answered = e.getMessage().matches("(?s)\\d{3} .*"); // else cut off while it sent
      assertTrue(!answered || e.getMessage().contains("memory_exhausted"), e.getMessage());
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void closeAll(List<Socket> sockets) throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  /** A request of an operator in milliseconds; fails where it is not answered. */
  private long operatorWorks() throws Exception {
    long begun = System.nanoTime();
    daemon.post("/sessions", null, Map.of("task", "an ordinary request"));
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
  }

  private void send(Socket socket, AttackForm form) {
    String head =
        "POST "
            + form.path()
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
            + tokens.get(form.role())
            + "\r\nAccept: application/json, text/event-stream\r\nContent-Type: "
            + form.mediaType()
            + "\r\nContent-Length: "
            + (form.body().length + (form.finished() ? 0 : 1))
            + "\r\n\r\n";
    try {
      OutputStream out = socket.getOutputStream();
      out.write(bytes(head));
      out.write(form.body());
      out.flush();
      socket.getInputStream().readAllBytes();
    } catch (IOException e) {
      // refused while it is being sent, or closed by the test: both are what should happen
    }
  }
}

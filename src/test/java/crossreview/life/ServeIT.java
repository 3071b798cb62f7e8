package crossreview.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.testkit.Eventually;
import crossreview.testkit.ProgramProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code crossreview serve}: how a daemon starts, refuses to, and stops. */
class ServeIT {
  private static final Path CONF = Path.of("conf", "crossreview.json").toAbsolutePath();

  @TempDir Path home;
  private Path data;

  @BeforeEach
  void where() {
    data = home.resolve("data");
  }

  @Test
  void theShippedSettingsListenOnLoopbackAndKeepDataInTheHome() throws Exception {
    try (ProgramProcess serve =
        ProgramProcess.with(home)
            .run("serve", "--config", CONF.toString(), "--set", "http.port=0")) {
      String line = serve.line(text -> text.startsWith("crossreview listens at "));

      assertTrue(line.startsWith("crossreview listens at http://127.0.0.1:"), line);
      assertTrue(line.endsWith("data in " + home.resolve(".local/share/crossreview")), line);
    }
  }

  @Test
  void whatItMakesIsForItsOwnerOnlyWhateverTheUmask() throws Exception {
    try (ProgramProcess serve =
        ProgramProcess.with(home)
            .runAfter(
                "umask 000", "serve", "--data-dir", data.toString(), "--set", "http.port=0")) {
      serve.line(text -> text.startsWith("crossreview listens at "));

      try (Stream<Path> all = Files.walk(data)) {
        for (Path path : all.toList()) {
          String expected = Files.isDirectory(path) ? "rwx------" : "rw-------";
          var modes = Files.getPosixFilePermissions(path);
          assertEquals(expected, PosixFilePermissions.toString(modes), path.toString());
        }
      }
    }
  }

  @Test
  void aPortThatIsTakenIsOneLine() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ProgramProcess serve = serve("http.port=" + other.getLocalPort())) {
      assertEquals(5, serve.exit(), serve::said);

      assertEquals(1, serve.err().size(), serve::said);
      String line = serve.err().getFirst();
      assertTrue(line.contains("127.0.0.1:" + other.getLocalPort()), line);
    }
  }

  @Test
  void mistakesInTheSettingsAreAllNamedAtOnce() throws Exception {
    Path file = home.resolve("mine.json");
    Files.writeString(
        file, "{\"http\":{\"prt\":1},\"limits\":{\"max_rounds\":\"ten\"},\"recovery\":\"maybe\"}");

    try (ProgramProcess serve =
        ProgramProcess.with(home).run("serve", "--config", file.toString())) {
      assertEquals(2, serve.exit(), serve::said);

      String said = String.join("\n", serve.err());
      assertTrue(said.contains("3 problems"), said);
      assertTrue(said.contains("http.prt") && said.contains("did you mean \"port\"?"), said);
      assertTrue(said.contains("limits.max_rounds") && said.contains("recovery"), said);
    }
  }

  @Test
  void aDataDirectoryThatIsAFileIsRefusedAndLeftAlone() throws Exception {
    Files.writeString(data, "mine");

    try (ProgramProcess serve = serve("http.port=0")) {
      assertEquals(5, serve.exit(), serve::said);
      assertEquals(1, serve.err().size(), serve::said);
    }

    assertEquals("mine", Files.readString(data));
  }

  @Test
  void whatTheCommandLineSetsWinsOverTheFile() throws Exception {
    Path file = home.resolve("mine.json");
    Files.writeString(file, "{\"limits\":{\"max_rounds\":5},\"log\":{\"format\":\"json\"}}");

    try (ProgramProcess check =
        ProgramProcess.with(home)
            .run("config", "check", "--config", file.toString(), "--set", "limits.max_rounds=3")) {
      assertEquals(0, check.exit(), check::said);

      String said = String.join("\n", check.out());
      assertTrue(said.matches("(?s).*limits\\.max_rounds +3\n.*"), said);
      assertTrue(said.matches("(?s).*log\\.format +\"json\"\n.*"), said);
      assertTrue(said.matches("(?s).*http\\.port +7433\n.*"), said);
    }
  }

  @Test
  void sigtermTellsSocketsReleasesLocksAndEndsWellInTime() throws Exception {
    try (DaemonProcess daemon = DaemonProcess.start(home, data)) {
      String session =
          (String) daemon.post("/sessions", null, Map.of("task", "t")).get("session_id");
      assertTrue(Files.exists(daemon.folder(session).resolve(".lock")));
      CompletableFuture<String> goodbye = watch(daemon, session);
      long began = System.nanoTime();

      daemon.program().terminate();

      assertEquals(0, daemon.program().exit(), daemon.program()::said);
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      assertTrue(took.toSeconds() < 10, took::toString);
      assertEquals("1001", goodbye.get(5, TimeUnit.SECONDS));
      assertFalse(Files.exists(daemon.folder(session).resolve(".lock")));
      assertFalse(Files.exists(data.resolve("daemon.json")));
    }
  }

  @Test
  void aSecondSignalEndsAtOnceWhatAClientHoldsUp() throws Exception {
    try (DaemonProcess daemon = DaemonProcess.start(home, data);
        Socket silent = daemon.silentWebSocket()) {
      daemon.program().terminate();
      Eventually.holds(() -> !Files.exists(data.resolve("daemon.json"))); // it is stopping
      assertTrue(daemon.program().alive(), "a client that never says good-bye holds it up");
      long began = System.nanoTime();

      daemon.program().terminate();

      assertEquals(130, daemon.program().exit(), daemon.program()::said);
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      assertTrue(took.toMillis() < 1_500, took::toString);
      assertFalse(silent.isClosed());
    }
  }

  @Test
  void runsThatAStopInterruptsGoOnAfterTheNextStart() throws Exception {
    String diff = Files.readString(Path.of("src/main/resources/demo/change.diff"));
    List<String> sessions = new ArrayList<>();
    try (DaemonProcess daemon = DaemonProcess.start(home, data)) {
      for (int i = 0; i < 25; i++) {
        String session =
            (String) daemon.post("/sessions", null, Map.of("task", "t")).get("session_id");
        daemon.submit(session, "a", diff);
        sessions.add(session);
      }
      for (String session : sessions) {
        daemon.post("/sessions/" + session + "/runs", null, Map.of());
      }

      daemon.program().terminate();

      assertEquals(0, daemon.program().exit(), daemon.program()::said);
    }
    try (DaemonProcess daemon = DaemonProcess.start(home, data)) {
      for (String session : sessions) {
        daemon.becomes(session, "unanimous");
      }
    }
  }

  @Test
  void logsAreLinesOfJsonOnStderrWithIdsAndWithoutSecrets() throws Exception {
    String secret = "sk-" + "live" + "0123456789abcdefABCDEF0123456789abcdefABCDEF01";
    try (DaemonProcess daemon =
        DaemonProcess.start(home, data, "--set", "log.format=json", "--set", "log.level=debug")) {
      String session =
          (String) daemon.post("/sessions", null, Map.of("task", secret)).get("session_id");
      daemon.submit(session, "k1", "--- a/x\n+++ b/x\n@@ -0,0 +1 @@\n+key = \"" + secret + "\"\n");
      daemon.post("/sessions/" + session + "/runs", null, Map.of());
      daemon.becomes(session, "unanimous");
      daemon.program().terminate();
      daemon.program().exit();

      List<String> log = daemon.program().err();
      assertTrue(log.stream().allMatch(line -> line.startsWith("{") && line.endsWith("}")));
      assertTrue(log.stream().noneMatch(line -> line.contains(secret)));
      assertTrue(log.stream().noneMatch(line -> line.contains(daemon.token())));
      List<Map<?, ?>> told = about(session, log);
      assertEquals(
          List.of("session_init", "session_submit", "run_start", "the run ended"),
          told.stream().map(line -> line.get("message")).toList());
      assertTrue(told.stream().limit(3).allMatch(line -> line.get("request") != null));
      assertEquals("unanimous_ready", told.getLast().get("reason"));
      assertEquals(List.of(), holding(secret, daemon.folder(session)));
    }
  }

  /** The lines about a session. */
  private static List<Map<?, ?>> about(String session, List<String> log)
      throws InvalidJsonException {
    List<Map<?, ?>> lines = new ArrayList<>();
    for (String line : log) {
      Map<?, ?> tree = (Map<?, ?>) JsonReader.read(line);
      if (session.equals(tree.get("session"))) {
        lines.add(tree);
      }
    }
    return lines;
  }

  /** Journals and views that hold a text; blobs are what was submitted. */
  private static List<Path> holding(String text, Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> Files.isRegularFile(path) && !path.toString().contains("/blobs/"))
          .filter(path -> contains(path, text))
          .toList();
    }
  }

  private static boolean contains(Path path, String text) {
    try {
      return Files.readString(path).contains(text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private ProgramProcess serve(String setting) throws IOException {
    return ProgramProcess.with(home).run("serve", "--data-dir", data.toString(), "--set", setting);
  }

  /** Follows a session; completes with the close code. */
  private static CompletableFuture<String> watch(DaemonProcess daemon, String session) {
    CompletableFuture<String> closed = new CompletableFuture<>();
    CompletableFuture<Void> heard = new CompletableFuture<>();
    WebSocket.Listener listener =
        new WebSocket.Listener() {
          @Override
          public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            heard.complete(null);
            socket.request(1);
            return null;
          }

          @Override
          public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(String.valueOf(code));
            return null;
          }
        };
    HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .header("Authorization", "Bearer " + daemon.token())
        .buildAsync(URI.create(daemon.url().replace("http", "ws") + "/api/v1/events"), listener)
        .join()
        .sendText("{\"type\":\"subscribe\",\"session\":\"" + session + "\",\"after\":0}", true)
        .join();
    heard.orTimeout(10, TimeUnit.SECONDS).join();
    return closed;
  }
}

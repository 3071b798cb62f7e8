package crossreview.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.cli.transport.BearerToken;
import crossreview.cli.transport.ClientRequest;
import crossreview.cli.transport.ClientResponse;
import crossreview.cli.transport.LocalTransport;
import crossreview.json.JsonReader;
import crossreview.model.ProblemException;
import crossreview.settings.Settings;
import crossreview.settings.SettingsReader;
import crossreview.testkit.Eventually;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One whole daemon, inside this process. */
@ExtendWith(VertxExtension.class)
class DaemonTest {
  private static final String SLOW = "00000000-0000-4000-8000-000000000001";

  @TempDir Path home;
  private Path data; // null for the usual one
  private Daemon daemon;
  private HttpClient client; // Vert.x closes one that nobody refers to

  @AfterEach
  void close() {
    if (daemon != null) {
      daemon.close();
    }
  }

  @Test
  void aSecondDaemonOnTheSameDirectoryStartsOnlyIfToldToShare() {
    daemon = Daemon.start(settings(0));

    ProblemException problemException =
        assertThrows(ProblemException.class, () -> Daemon.start(settings(0)).close());
    assertEquals("data_dir_in_use", problemException.problem().code());

    Daemon.start(settings(0, "data_dir_shared=true")).close();
  }

  @Test
  void aDirectoryIsFreeAgainWhenItsDaemonHasStopped() {
    Daemon.start(settings(0)).close();

    daemon = Daemon.start(settings(0));
  }

  @Test
  void allItsEventLoopsShareTheFreePort(Vertx vertx, VertxTestContext test) {
    daemon = Daemon.start(settings(0));
    client = vertx.createHttpClient();
    URI url = URI.create(daemon.url());

    List<Future<Integer>> answers = new ArrayList<>();
    for (int i = 0; i < 20; i++) { // more connections than event loops
      answers.add(
          client
              .request(HttpMethod.GET, url.getPort(), url.getHost(), "/readyz")
              .compose(request -> request.putHeader("Connection", "close").send())
              .map(HttpClientResponse::statusCode));
    }

    Future.all(answers)
        .onComplete(
            test.succeeding(all -> {
              test.verify(() -> assertTrue(all.list().stream().allMatch(s -> s.equals(200))));
              test.completeNow();
            }));
  }

  @Test
  void aPortThatIsTakenIsRefusedWithItsNumberAndLeavesNothingOpen() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Settings settings = settings(other.getLocalPort());

      ProblemException problemException =
          assertThrows(ProblemException.class, () -> Daemon.start(settings));

      assertEquals("cannot_listen", problemException.problem().code());
      String message = problemException.problem().message();
      assertTrue(message.contains(":" + other.getLocalPort() + ":"), message);
    }

    daemon = Daemon.start(settings(0)); // the data directory is free again
    assertTrue(Files.exists(data().resolve("daemon.json")), daemon.dataDir());
  }

  @Test
  void aSecondOneThatCannotListenLeavesTheFirstOneFindable() throws Exception {
    daemon = Daemon.start(settings(0));
    String where = Files.readString(data().resolve("daemon.json"));
    int taken = URI.create(daemon.url()).getPort();

    assertThrows(ProblemException.class, () -> Daemon.start(settings(taken)));

    assertEquals(where, Files.readString(data().resolve("daemon.json")));
  }

  @Test
  void whatItClosesTellsNobodyWhereItWas() {
    Daemon.start(settings(0)).close();

    assertFalse(Files.exists(data().resolve("daemon.json")));
  }

  @Test
  void programsOfThisMachineReachItThroughASocketThatIsClosedToOthers() throws Exception {
    daemon = Daemon.start(settings(0));

    Path socket = data().resolve("daemon.sock");
    assertEquals(socket.toString(), described("socket"));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)));
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data())));
    assertEquals(200, status(socket, "/readyz", "operator.token"));
    assertEquals(200, status(socket, "/api/v1/sessions", "operator.token"));
    assertEquals(200, status(socket, "/api/v1/sessions", "agent.token"));

    daemon.close();

    assertFalse(Files.exists(socket));
  }

  @Test
  void aSocketThatACrashLeftBehindIsReplaced() throws Exception {
    Files.createDirectory(
        data(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path socket = data().resolve("daemon.sock");
    try (ServerSocketChannel crashed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      crashed.bind(UnixDomainSocketAddress.of(socket));
    }
    assertTrue(Files.exists(socket), "the JDK leaves it");

    daemon = Daemon.start(settings(0));

    assertEquals(200, status(socket, "/readyz", "operator.token"));
  }

  @Test
  void aPathThatIsTooLongForASocketGetsOneInAPrivateTemporaryFolder() throws Exception {
    data = home.resolve("d".repeat(60)).resolve("e".repeat(60));
    daemon = Daemon.start(settings(0));

    Path socket = Path.of(described("socket"));
    assertFalse(socket.startsWith(data()), socket.toString());
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())));
    assertEquals(200, status(socket, "/readyz", "operator.token"));

    daemon.close();

    assertFalse(Files.exists(socket.getParent()));
  }

  @Test
  void twoDaemonsOnOneDirectoryHaveASocketEach() throws Exception {
    daemon = Daemon.start(settings(0, "data_dir_shared=true"));
    Path first = Path.of(described("socket"));

    assertEquals("daemon-" + ProcessHandle.current().pid() + ".sock", "" + first.getFileName());
    assertEquals(200, status(first, "/readyz", "operator.token"));
  }

  @Test
  void aTlsKeyThatOthersCanReadIsRefusedWithTheRemedy() throws Exception {
    Path key = Files.writeString(home.resolve("key.pem"), "a key");
    Path certificate = Files.writeString(home.resolve("certificate.pem"), "a certificate");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    Settings settings = settings(0, "http.tls_certificate=" + certificate, "http.tls_key=" + key);

    ProblemException problemException =
        assertThrows(ProblemException.class, () -> Daemon.start(settings));

    assertEquals("private_file_refused", problemException.problem().code());
    String message = problemException.problem().message();
    assertTrue(message.endsWith("run: chmod 600 " + key), message);
  }

  @Test
  void whatIsKnownIsServedWhileTheStartStillReadsOtherJournals() throws Exception {
    daemon = Daemon.start(settings(0));
    Path socket = data().resolve("daemon.sock");
    String known = "/api/v1/sessions/" + opened(socket);
    daemon.close();
    Path slow = Files.createDirectories(data().resolve("sessions").resolve(SLOW));
    Path pipe = slow.resolve("events-000001.ndjson");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());

    CompletableFuture<Daemon> starting =
        CompletableFuture.supplyAsync(() -> Daemon.start(settings(0)));
    try {
      Eventually.holds(() -> answers(socket, "/readyz", 503), Duration.ofSeconds(30));
      assertEquals(200, status(socket, known, "operator.token"));
      assertFalse(starting.isDone(), "it waits for the pipe");
    } finally {
      try (OutputStream end = Files.newOutputStream(pipe)) { // lets go who waits for it
        Files.delete(pipe);
      }
    }

    daemon = starting.get(30, TimeUnit.SECONDS);
    assertEquals(200, status(socket, "/readyz", "operator.token"));
  }

  private String opened(Path socket) throws Exception {
    LocalTransport transport =
        new LocalTransport(
            socket, user -> true, BearerToken.read(data().resolve("operator.token")));
    ClientRequest open =
        ClientRequest.post("/api/v1/sessions", "{\"task\":\"t\"}", Duration.ofSeconds(20));
    try (ClientResponse response = transport.send(open)) {
      Map<String, Object> body = JsonReader.readObject(response.body().readAllBytes());
      assertEquals(201, response.status(), body::toString);
      return (String) body.get("session_id");
    }
  }

  private boolean answers(Path socket, String path, int expected) {
    try {
      return status(socket, path, "operator.token") == expected;
    } catch (Exception notYet) {
      return false;
    }
  }

  private String described(String field) throws Exception {
    return String.valueOf(
        JsonReader.readObject(Files.readAllBytes(data().resolve("daemon.json"))).get(field));
  }

  private int status(Path socket, String path, String tokenFile) throws Exception {
    BearerToken token = BearerToken.read(data().resolve(tokenFile));
    LocalTransport transport = new LocalTransport(socket, user -> true, token);
    try (ClientResponse response =
        transport.send(ClientRequest.get(path, Duration.ofSeconds(20)))) {
      return response.status();
    }
  }

  private Path data() {
    return data == null ? home.resolve("data") : data;
  }

  private Settings settings(int port, String... more) {
    List<String> over = new ArrayList<>(List.of("data_dir=" + data(), "http.port=" + port));
    over.addAll(List.of(more));
    return assertInstanceOf(
            SettingsReader.SettingsResult.ValidSettings.class,
            SettingsReader.read(Map.of(), over, home))
        .settings();
  }
}

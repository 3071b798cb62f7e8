package crossreview.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.ProblemException;
import crossreview.settings.Settings;
import crossreview.settings.SettingsReader;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One whole daemon, inside this process. */
@ExtendWith(VertxExtension.class)
class DaemonTest {
  @TempDir Path home;
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

  private Path data() {
    return home.resolve("data");
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

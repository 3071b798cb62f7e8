package crossreview.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.access.TokenFile;
import crossreview.http.HttpTestClient;
import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import crossreview.model.ProblemException;
import crossreview.settings.Settings;
import crossreview.settings.SettingsReader;
import crossreview.settings.SettingsReader.SettingsResult;
import crossreview.testkit.Eventually;
import crossreview.testkit.NodePackages;
import crossreview.testkit.TestVertx;
import crossreview.testkit.WebhookReceiver;
import crossreview.testkit.WebhookReceiver.ReceivedMessage;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole daemon that tells a receiver of events. */
class WebhookDaemonTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30); // a busy machine

  @TempDir Path home;
  private Vertx vertx;
  private WebhookReceiver receiver;

  @BeforeEach
  void open() throws Exception {
    vertx = TestVertx.create();
    receiver = WebhookReceiver.start(vertx);
  }

  @AfterEach
  void close() {
    receiver.close();
    vertx.close();
  }

  /** Runs the first lines of the page; the file of settings that they write. */
  private String settingsOfThePage() throws Exception {
    String page = Files.readString(Path.of("docs/webhooks.md"));
    String lines = page.split("```sh\n", 2)[1].split("```", 2)[0];
    assertTrue(lines.lines().count() < 10, lines);
    NodePackages.Ran ran =
        NodePackages.run(
            home,
            Map.of("HOME", home.toString()),
            30,
            List.of("bash", "-ec", "crossreview() { echo \"$@\"; }\n" + lines));
    assertEquals("serve --config hooks.json", ran.said().strip());
    return Files.readString(home.resolve("hooks.json"))
        .replace("http://localhost:9000", receiver.url())
        .replace("[\"localhost\"]", "[\"127.0.0.1\"]");
  }

  private Settings settings(String file) throws Exception {
    List<String> sets = List.of("data_dir=" + home.resolve("data"), "http.port=0");
    SettingsResult read = SettingsReader.read(JsonReader.readObject(file), sets, home);
    if (!(read instanceof SettingsResult.ValidSettings valid)) {
      throw new AssertionError(read.toString());
    }
    return valid.settings();
  }

  @Test
  void theFirstLinesOfThePageLeadToADelivery() throws Exception {
    try (Daemon daemon = Daemon.start(settings(settingsOfThePage()))) {
      String token =
          Files.readString(home.resolve("data").resolve(TokenFile.OPERATOR_FILE)).strip();
      HttpTestClient client = new HttpTestClient(URI.create(daemon.url()).getPort(), token);
      Path state = home.resolve("data/webhooks/ci/state.json");
      Eventually.holds(() -> Files.exists(state), PATIENCE);

      String session = client.post("/api/v1/sessions", "{\"task\":\"t\"}").header("Location");
      client.post(session + "/cancel", "{}");

      Eventually.holds(() -> !receiver.received().isEmpty(), PATIENCE);
      ReceivedMessage message = receiver.received().getFirst();
      Map<String, Object> body = JsonReader.readObject(message.body());
      assertEquals("/hook", message.path());
      assertEquals("session.finalized", JsonTree.text(body, "/event/type").orElseThrow());
      assertTrue(session.endsWith((String) body.get("session")), session);
      assertTrue(JsonTree.at(body, "/event/receipt/text") == null, message.body());
      Eventually.holds(
          () ->
              client
                  .get("/metrics")
                  .text()
                  .contains(
                      "crossreview_webhook_attempts_total{result=\"delivered\",webhook=\"ci\"} 1"),
          PATIENCE);
    }
  }

  @Test
  void aSecretOfAnotherFormStopsTheStartWithoutBeingShown() throws Exception {
    String file = settingsOfThePage();
    Files.writeString(home.resolve(".crossreview/hook-secret"), "a-secret-of-another-form");
    Settings settings = settings(file);

    ProblemException refused = assertThrows(ProblemException.class, () -> Daemon.start(settings));

    assertEquals("bad_key", refused.problem().code());
    assertTrue(refused.getMessage().contains("webhooks.ci.secret"), refused.getMessage());
    assertTrue(!refused.getMessage().contains("another-form"), refused.getMessage());
  }
}

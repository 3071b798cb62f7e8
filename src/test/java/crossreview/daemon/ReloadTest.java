package crossreview.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.access.AccessRole;
import crossreview.access.TokenAdministration;
import crossreview.access.TokenFile;
import crossreview.http.HttpTestClient;
import crossreview.http.HttpTestClient.Answer;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import crossreview.json.JsonWriter;
import crossreview.logging.LoggingConfig;
import crossreview.model.CliProblem;
import crossreview.model.ProjectName;
import crossreview.settings.Settings;
import crossreview.settings.SettingsReader;
import crossreview.settings.SettingsReader.SettingsResult;
import crossreview.settings.reload.ReloadSource;
import crossreview.testkit.Eventually;
import crossreview.time.SystemTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A daemon whose settings change while it runs; its peers are people. */
@Timeout(120)
class ReloadTest {
  private static final String TWO =
      """
      {"peers": [{"id": "ada", "kind": "seat"}, {"id": "bob", "kind": "seat"}],
       "panels": {"main": {"peers": ["ada", "bob"]}}, "default_panel": "main",
       "default_mode": "review", "log": {"level": "warn"},
       "limits": {"running_reviews_max": 1}}
      """;

  private static final String THREE =
      TWO.replace("\"id\": \"ada\"", "\"id\": \"cy\"")
          .replace("\"ada\", \"bob\"]", "\"cy\", \"bob\"]");

  @TempDir Path home;
  private final AtomicInteger reads = new AtomicInteger();
  private volatile String file = TWO;
  private volatile CountDownLatch reading = new CountDownLatch(0);
  private Daemon daemon;
  private HttpTestClient client;
  private HttpTestClient eve; // who reviews is not who asks

  /** A file in memory, which a test can make slow. */
  private final class TestSource implements ReloadSource {
    @Override
    public String name() {
      return "team.json";
    }

    @Override
    public Settings read() {
      reads.incrementAndGet();
      try {
        reading.await();
        return settings(file);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private Settings settings(String json) {
    List<String> sets = List.of("data_dir=" + home.resolve("data"), "http.port=0");
    try {
      return switch (SettingsReader.read(JsonReader.readObject(json), sets, home)) {
        case SettingsResult.ValidSettings valid -> valid.settings();
        case SettingsResult.InvalidSettings invalid ->
            throw CliProblem.BAD_SETTINGS.exception("team.json has problems", invalid.faults());
      };
    } catch (InvalidJsonException e) {
      throw CliProblem.BAD_SETTINGS.exception("team.json is not valid JSON: " + e.getMessage());
    }
  }

  @BeforeEach
  void start() throws Exception {
    daemon = Daemon.start(settings(file), new TestSource());
    String token = Files.readString(home.resolve("data").resolve(TokenFile.OPERATOR_FILE)).strip();
    client = new HttpTestClient(URI.create(daemon.url()).getPort(), token);
    TokenAdministration tokens =
        new TokenAdministration(home.resolve("data"), new SystemTime(), new SecureRandom());
    String another = tokens.create("eve", AccessRole.OPERATOR, ProjectName.DEFAULT, null);
    eve = new HttpTestClient(URI.create(daemon.url()).getPort(), another);
    Eventually.holds(() -> get("/server").get("ready").equals(true));
  }

  @AfterEach
  void stop() {
    daemon.close();
    LoggingConfig.apply("warn", "text");
  }

  private Map<String, Object> get(String path) {
    return client.get("/api/v1" + path).json();
  }

  private Answer post(String path, Map<String, Object> body) {
    return client.post("/api/v1" + path, JsonWriter.of(body));
  }

  private Map<String, Object> reload() {
    Answer answer = post("/config/reload", Map.of());
    assertEquals(200, answer.status(), answer::text);
    return answer.json();
  }

  private String startReview() {
    String id = (String) post("/sessions", Map.of("task", "check it")).json().get("session_id");
    post("/sessions/" + id + "/artifact", Map.of("text", "one line\n", "label", "a.txt"));
    Answer answer = post("/sessions/" + id + "/runs", Map.of());
    assertTrue(answer.status() < 300, answer::text);
    return id;
  }

  private List<String> seats() {
    return ((List<?>) get("/seats").get("seats"))
        .stream().map(seat -> JsonTree.text(seat, "/peer").orElseThrow()).sorted().toList();
  }

  private void answerSeats() {
    for (Object seat : (List<?>) get("/seats").get("seats")) {
      String id = JsonTree.text(seat, "/seat").orElseThrow();
      assertEquals(200, eve.post("/api/v1/seats/" + id + "/claim", "{}").status());
      String verdict =
          "{\"status\": \"READY\", \"summary\": \"I have read the one line, it is fine.\"}";
      Answer done =
          eve.post("/api/v1/seats/" + id + "/answer", JsonWriter.of(Map.of("answer", verdict)));
      assertTrue(done.status() < 300, done::text);
    }
  }

  private List<String> panel(String session) {
    return ((List<?>) get("/sessions/" + session).get("panel"))
        .stream().map(member -> JsonTree.text(member, "/peer").orElseThrow()).toList();
  }

  @Test
  void aNewReviewHasTheNewPanelAndThoseThatBeganEndWithTheOld() {
    String running = startReview();
    Eventually.holds(() -> seats().equals(List.of("ada", "bob")));
    String waiting = startReview(); // it asks nobody before the first one has ended
    file = THREE;

    Map<String, Object> done = reload();
    answerSeats();

    Eventually.holds(() -> state(running).equals("unanimous"));
    Eventually.holds(() -> seats().equals(List.of("ada", "bob")));
    answerSeats();
    Eventually.holds(() -> state(waiting).equals("unanimous"));
    assertNotEquals(done.get("former_digest"), done.get("config_digest"));
    assertEquals(done.get("config_digest"), get("/server").get("config_digest"));
    String fresh = startReview();
    Eventually.holds(() -> seats().equals(List.of("bob", "cy")));
    assertEquals(List.of("cy", "bob"), panel(fresh));
  }

  @Test
  void placesThatAreAddedGoToReviewsThatWait() {
    startReview();
    startReview();
    Eventually.holds(() -> seats().equals(List.of("ada", "bob")));
    file = TWO.replace("\"running_reviews_max\": 1", "\"running_reviews_max\": 2");

    reload();

    Eventually.holds(() -> seats().equals(List.of("ada", "ada", "bob", "bob")));
  }

  private String state(String session) {
    return String.valueOf(get("/sessions/" + session).get("state"));
  }

  @Test
  void aFileWithMistakesChangesNothingAndEachOfThemIsNamed() {
    Object before = get("/server").get("config_digest");
    file =
        TWO.replace("\"warn\"", "\"loud\"")
            .replace("\"default_panel\": \"main\"", "\"default_panel\": \"other\"")
            .replace("\"running_reviews_max\": 1", "\"max_rounds\": 0");

    Answer refused = post("/config/reload", Map.of());

    assertEquals("bad_settings", refused.code());
    assertEquals(
        List.of("default_panel", "limits.max_rounds", "log.level"),
        ((List<?>) refused.json().get("errors"))
            .stream()
                .map(fault -> JsonTree.text(fault, "/pointer").orElseThrow())
                .sorted()
                .toList());
    assertEquals(before, get("/server").get("config_digest"));
    assertTrue(audit().contains("\"outcome\":\"bad_settings\""), this::audit);
  }

  @Test
  void whatNeedsARestartIsNamedAndTheRestIsInForce() {
    file =
        TWO.replace("\"running_reviews_max\": 1", "\"running_reviews_max\": 1, \"max_rounds\": 3")
            .replace("\"default_mode\"", "\"journal\": {\"threads\": 2}, \"default_mode\"");

    Map<Object, Object> both = Map.of("limits.max_rounds", "reload", "journal.threads", "restart");
    assertEquals(both, changes(get("/config/diff")));
    assertEquals(both, changes(reload()));

    assertEquals(Map.of("journal.threads", "restart"), changes(reload()), "what is left");
    assertEquals(3L, ((Map<?, ?>) get("/server").get("limits")).get("max_rounds"));
  }

  private static Map<Object, Object> changes(Map<String, Object> answer) {
    Map<Object, Object> changes = new TreeMap<>();
    for (Object change : (List<?>) answer.get("changes")) {
      changes.put(((Map<?, ?>) change).get("setting"), ((Map<?, ?>) change).get("takes"));
    }
    return changes;
  }

  @Test
  void aReloadDuringAReloadIsRefusedAndSignalsMeanwhileAreOneMore() {
    reading = new CountDownLatch(1);
    daemon.reloadSoon();
    Eventually.holds(() -> reads.get() == 1);

    Answer refused = post("/config/reload", Map.of());
    for (int i = 0; i < 5; i++) {
      daemon.reloadSoon();
    }
    reading.countDown();

    assertEquals("reload_under_way", refused.code());
    Eventually.holds(() -> audit().lines().filter(line -> line.contains("signal")).count() == 2);
    assertEquals(200, post("/config/reload", Map.of()).status());
    assertEquals(3, reads.get());
  }

  @Test
  void whoReloadedWhenFromWhatToWhatIsAudited() {
    Object before = get("/server").get("config_digest");
    file = TWO.replace("\"review\"", "\"ship\"");

    Object after = reload().get("config_digest");

    assertNotEquals(before, after);
    Eventually.holds(() -> audit().contains("\"about\":\"" + before + " -> " + after + "\""));
    assertEquals("ship", get("/server").get("default_mode"));
    assertFalse(audit().contains("bad_settings"));
  }

  private String audit() {
    try {
      Path file = home.resolve("data/audit.ndjson");
      return Files.exists(file)
          ? Files.readString(file)
              .lines()
              .filter(line -> line.contains("\"act\":\"reload\""))
              .collect(Collectors.joining("\n"))
          : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package crossreview.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonWriter;
import crossreview.peer.Peer;
import crossreview.peer.factory.PeerCatalog;
import crossreview.peer.factory.PeerFactory;
import crossreview.testkit.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a reload replaces beside the reviews: lists, rates, keys and rules. */
@Timeout(180)
class ReloadedPartsTest {
  private static final String OLD_KEY = "orchard-lantern";
  private static final String NEW_KEY = "meadow-compass";
  private static final String RULE =
      """
      [[rules]]
      id = "acme-token"
      regex = '(?i)acme.{0,10}= (ac[a-z0-9]{12})\\b'
      keywords = ["acme"]
      """;

  @TempDir Path home;
  private final Map<String, Object> file = new LinkedHashMap<>();
  private final PeerFactory peers = new PeerFactory();
  private final List<PeerCatalog> made = new CopyOnWriteArrayList<>();
  private volatile Runnable beforePeers = () -> {};
  private ReloadedDaemon daemon;

  @BeforeEach
  void open() throws Exception {
    file.put("peers", List.of(model("ada"), model("bob")));
    file.put("panels", Map.of("main", Map.of("peers", List.of("ada", "bob"))));
    file.put("default_panel", "main");
    key("ada", OLD_KEY);
    key("bob", "bobs-own-key");
  }

  @AfterEach
  void close() {
    if (daemon != null) {
      daemon.close();
    }
  }

  private Map<String, Object> model(String id) {
    Map<String, Object> price = Map.of("input", "1", "output", "2");
    Map<String, Object> key = Map.of("file", home.resolve(id).toString());
    return Map.of("id", id, "profile", "openai", "model", "m-" + id, "price", price, "key", key);
  }

  private void key(String name, String text) throws Exception {
    ReloadedDaemon.secret(home.resolve(name), text + "\n");
  }

  private ReloadedDaemon start() throws Exception {
    daemon =
        new ReloadedDaemon(
            home,
            JsonWriter.of(file),
            (settings, loops, keys) -> {
              beforePeers.run();
              PeerCatalog catalog = peers.make(settings, loops, keys);
              made.add(catalog);
              return catalog;
            });
    return daemon;
  }

  private Map<Object, Object> reloadedWith(String setting, Object value) {
    return changed(setting, value).reload();
  }

  private ReloadedDaemon changed(String setting, Object value) {
    file.put(setting, value);
    return daemon.with(JsonWriter.of(file));
  }

  private int asked(String origin) {
    return daemon.client().get("/api/v1/server", "Origin", origin).status();
  }

  @Test
  void pagesOfAnOriginAreAdmittedAndRefusedAsTheFileSaysNow() throws Exception {
    start();
    assertEquals(403, asked("https://page.example"));

    Map<Object, Object> changes =
        reloadedWith("http", Map.of("cors_origins", List.of("https://page.example")));

    assertEquals(Map.of("http.cors_origins", "reload"), changes);
    assertEquals(200, asked("https://page.example"));
    reloadedWith("http", Map.of());
    assertEquals(403, asked("https://page.example"));
  }

  @Test
  void aRateIsInForceForTheNextRequest() throws Exception {
    start();

    reloadedWith("http", Map.of("requests_per_minute", 6_000L));

    assertEquals(
        "\"requests\";q=200;w=2", daemon.client().get("/api/v1/server").header("RateLimit-Policy"));
  }

  private String task(String text) {
    String id = (String) daemon.post("/sessions", Map.of("task", text)).json().get("session_id");
    return daemon.client().get("/api/v1/sessions/" + id).text();
  }

  @Test
  void aNewKeyIsHiddenBeforeAPeerHasItAndTheOldOneStaysHidden() throws Exception {
    start();
    assertTrue(task("it says " + NEW_KEY).contains(NEW_KEY), "a word like others");
    List<String> stored = new ArrayList<>();
    beforePeers = () -> stored.add(task("it says " + NEW_KEY));
    key("ada", NEW_KEY);

    daemon.reload();

    assertEquals(1, stored.size());
    assertFalse(stored.getFirst().contains(NEW_KEY), stored.getFirst());
    assertFalse(task("it said " + OLD_KEY).contains(OLD_KEY));
  }

  @Test
  void aKeyThatWasReadAgainIsNamedWhereTheFileIsTheSame() throws Exception {
    start();
    Object digest = daemon.get("/server").get("config_digest");
    assertEquals(Map.of(), daemon.difference());
    key("ada", NEW_KEY);

    assertEquals(Map.of("peers.ada.key", "reload"), daemon.difference());
    assertEquals(Map.of("peers.ada.key", "reload"), daemon.reload());
    assertEquals(Map.of(), daemon.reload());
    Files.delete(home.resolve("ada"));
    assertEquals(Map.of("peers.ada.key", "reload"), daemon.reload(), "it is gone");
    assertEquals(digest, daemon.get("/server").get("config_digest"));
  }

  @Test
  void peersThatAreTheSameAreTheSameObjects() throws Exception {
    start();
    key("ada", NEW_KEY);

    daemon.reload();

    assertNotSame(peer(0, "ada"), peer(1, "ada"), "its key is another one");
    assertSame(peer(0, "bob"), peer(1, "bob"));
  }

  private Peer peer(int version, String id) {
    return made.get(version).peers().find(id).orElseThrow();
  }

  @Test
  void rulesThatWereReadAgainAreInForceAndNamed() throws Exception {
    String secret = "ac" + "9x4k2p7q1z8w"; // in two parts, so that no scanner finds it here
    Path rules = Files.writeString(home.resolve("rules.toml"), RULE.replace("acme", "other"));
    file.put("secrets", Map.of("rules_file", rules.toString()));
    start();
    assertTrue(task("acme = " + secret).contains(secret));

    Files.writeString(rules, RULE);
    Map<Object, Object> changes = daemon.reload();

    assertEquals(Map.of("secrets.rules_file", "reload"), changes);
    assertFalse(task("acme = " + secret).contains(secret));
    Files.writeString(rules, "[[rules");
    assertEquals("bad_rules_file", daemon.refused());
    assertFalse(task("acme = " + secret).contains(secret));
    assertEquals(
        Map.of("secrets.policy", "reload", "secrets.rules_file", "reload"),
        reloadedWith("secrets", "warn"));
    assertTrue(task("acme = " + secret).contains(secret));
  }

  @Test
  void aReloadIsOneLineOfTheAudit() throws Exception {
    start();

    daemon.reload();
    changed("default_mode", "none").refused();

    Eventually.holds(() -> daemon.audited().size() >= 2, ReloadedDaemon.PATIENCE);
    List<String> lines = daemon.audited();
    assertEquals(2, lines.size(), lines::toString);
    assertTrue(lines.getFirst().contains("\"outcome\":\"done\""), lines::toString);
    assertTrue(lines.getLast().contains("\"outcome\":\"bad_settings\""), lines::toString);
  }
}

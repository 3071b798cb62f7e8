package crossreview.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.forge.WebhookSignature;
import crossreview.guard.Secret;
import crossreview.json.JsonTree;
import crossreview.json.JsonWriter;
import crossreview.peer.Peer;
import crossreview.peer.factory.PeerCatalog;
import crossreview.peer.factory.PeerFactory;
import crossreview.testkit.Eventually;
import crossreview.testkit.TestVertx;
import crossreview.testkit.WebhookReceiver;
import crossreview.testkit.forge.FakeAccounts;
import crossreview.testkit.forge.FakeForge;
import crossreview.testkit.forge.FakeGithub;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a reload replaces beside the reviews: lists, rates, webhooks, forges, keys and rules. */
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
  private Vertx vertx;
  private WebhookReceiver receiver;
  private ReloadedDaemon daemon;

  @BeforeEach
  void open() throws Exception {
    vertx = TestVertx.create();
    receiver = WebhookReceiver.start(vertx);
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
    receiver.close();
    vertx.close();
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

  private Map<String, Object> webhook(String path) {
    return JsonTree.of(
        "url",
        receiver.url() + path,
        "allow_hosts",
        List.of("127.0.0.1"),
        "events",
        List.of("session.finalized"),
        "secret",
        Map.of("file", home.resolve("hook").toString()));
  }

  private void hookSecret(int filler) throws Exception {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) filler);
    key("hook", "whsec_" + Base64.getEncoder().encodeToString(bytes));
  }

  private String ended() {
    String session =
        daemon.client().post("/api/v1/sessions", "{\"task\":\"t\"}").header("Location");
    daemon.client().post(session + "/cancel", "{}");
    return session.substring(session.lastIndexOf('/') + 1);
  }

  private long received(String path, String session) {
    return receiver.received().stream()
        .filter(message -> message.path().equals(path) && message.body().contains(session))
        .count();
  }

  private void delivers(String path, String session) {
    Eventually.holds(() -> received(path, session) == 1, ReloadedDaemon.PATIENCE);
  }

  private void looked(String webhook) {
    Path state = daemon.data().resolve("webhooks/" + webhook + "/state.json");
    Eventually.holds(() -> Files.exists(state), ReloadedDaemon.PATIENCE);
  }

  @Test
  void aWebhookThatChangesGoesOnAtItsNewAddressAndAnotherIsNotDisturbed() throws Exception {
    hookSecret(1);
    file.put("webhooks", Map.of("ci", webhook("/a"), "chat", webhook("/chat")));
    start();
    looked("ci");
    looked("chat");
    receiver.that((message, response) -> {
      if (!message.path().equals("/chat")) { // its delivery stays under way
        response.setStatusCode(204).end();
      }
    });
    String first = ended();
    delivers("/a", first);
    delivers("/chat", first);

    reloadedWith("webhooks", Map.of("ci", webhook("/b"), "chat", webhook("/chat")));
    String second = ended();

    delivers("/b", second);
    assertEquals(0, received("/b", first), "what was delivered is not sent again");
    assertEquals(0, received("/a", second));
    assertEquals(1, received("/chat", first), "the delivery that was under way still is");
  }

  @Test
  void aWebhookThatIsTakenAwayGetsNothingAndGoesOnWhereItWasWhenItIsBack() throws Exception {
    hookSecret(1);
    file.put("webhooks", Map.of("ci", webhook("/a")));
    start();
    looked("ci");
    delivers("/a", ended());

    assertEquals(Map.of("webhooks.ci", "reload"), reloadedWith("webhooks", Map.of()));
    String meanwhile = ended();
    assertEquals(List.of(), daemon.get("/webhooks").get("webhooks"));
    reloadedWith("webhooks", Map.of("ci", webhook("/a")));

    delivers("/a", meanwhile);
  }

  @Test
  void aSecretOfAnotherFormRefusesTheReloadAndNothingIsChanged() throws Exception {
    hookSecret(1);
    file.put("webhooks", Map.of("ci", webhook("/a")));
    start();
    looked("ci");
    key("hook", "a-secret-of-another-form");
    file.put("default_mode", "review");

    assertEquals("bad_key", changed("webhooks", Map.of("ci", webhook("/b"))).refused());

    assertEquals("ship", daemon.get("/server").get("default_mode"));
    delivers("/a", ended());
    hookSecret(2);
    daemon.reload();
    delivers("/b", ended());
  }

  private static final String EVENT = "{\"number\":9,\"repository\":{\"full_name\":\"octo/shop\"}}";

  private int event(String id) {
    byte[] body = EVENT.getBytes(StandardCharsets.UTF_8);
    String signature = WebhookSignature.of(new Secret(ForgeDaemon.SECRET), body);
    String[] headers = {
      "X-GitHub-Event",
      "pull_request",
      "X-GitHub-Delivery",
      id,
      "X-Hub-Signature-256",
      signature,
      "Authorization",
      "none"
    };
    return daemon.client().send("POST", "/forges/hub", body, headers).status();
  }

  private Map<String, Object> forge(FakeGithub github, long poll) {
    return Map.of(
        "hub",
        JsonTree.of(
            "kind",
            "github",
            "url",
            github.url(),
            "token",
            Map.of("file", home.resolve("token").toString()),
            "webhook_secret",
            Map.of("file", home.resolve("secret").toString()),
            "poll_seconds",
            poll,
            "repositories",
            Map.of(FakeForge.REPOSITORY, Map.of())));
  }

  private static long lists(FakeGithub github) {
    return github.requests().stream().filter(each -> each.toString().endsWith("/pulls")).count();
  }

  @Test
  void aForgeComesAndGoesAndIsPolledAnewOnlyWhereItsEntryIsAnotherOne() throws Exception {
    key("token", FakeAccounts.TOKEN);
    key("secret", ForgeDaemon.SECRET);
    FakeGithub github = FakeGithub.start(vertx);
    try {
      start();
      int before = event("d1");

      assertEquals(Map.of("forges.hub", "reload"), reloadedWith("forges", forge(github, 3_600)));
      Eventually.holds(() -> lists(github) == 1, ReloadedDaemon.PATIENCE);
      int there = event("d1");
      reloadedWith("default_mode", "review");
      assertEquals(204, event("d1"), "it remembers its deliveries");
      assertEquals(1, lists(github));
      reloadedWith("forges", forge(github, 1_800));
      Eventually.holds(() -> lists(github) == 2, ReloadedDaemon.PATIENCE);
      reloadedWith("forges", Map.of());

      assertEquals(401, before);
      assertEquals(202, there);
      assertEquals(401, event("d2"));
    } finally {
      github.close();
    }
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

package crossreview.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.forge.WebhookSignature;
import crossreview.guard.Secret;
import crossreview.json.JsonTree;
import crossreview.json.JsonWriter;
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
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Webhooks and forges that a reload brings, changes and takes away. */
@Timeout(180)
class ReloadedServicesTest {
  @TempDir Path home;
  private final Map<String, Object> file = new LinkedHashMap<>();
  private Vertx vertx;
  private WebhookReceiver receiver;
  private ReloadedDaemon daemon;

  @BeforeEach
  void open() throws Exception {
    vertx = TestVertx.create();
    receiver = WebhookReceiver.start(vertx);
  }

  @AfterEach
  void close() {
    if (daemon != null) {
      daemon.close();
    }
    receiver.close();
    vertx.close();
  }

  private void key(String name, String text) throws Exception {
    ReloadedDaemon.secret(home.resolve(name), text + "\n");
  }

  private void start() throws Exception {
    daemon = new ReloadedDaemon(home, JsonWriter.of(file), new PeerFactory());
  }

  private Map<Object, Object> reloadedWith(String setting, Object value) {
    return changed(setting, value).reload();
  }

  private ReloadedDaemon changed(String setting, Object value) {
    file.put(setting, value);
    return daemon.with(JsonWriter.of(file));
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
}

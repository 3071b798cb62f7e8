package crossreview.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonWriter;
import crossreview.testkit.DialectFixture;
import crossreview.testkit.Eventually;
import crossreview.testkit.FakeProvider;
import crossreview.testkit.FakeProvider.Request;
import crossreview.testkit.FakeProvider.Step;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.TestVertx;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon whose panel speaks four dialects, killed while it waits for them. */
class ModelsIT {
  private static final String KEY = "canary-" + "0123456789abcdef";
  private static final String READY = "{\"status\":\"READY\",\"summary\":\"fine\"}";
  private static final String NO = "{\"status\":\"NOT_READY\",\"summary\":\"one more line\"}";

  @TempDir private Path home;
  private final Vertx vertx = TestVertx.create();
  private final FakeProvider provider = FakeProvider.start(vertx);

  @AfterEach
  void stop() {
    ReviewHarness.get(vertx.close());
  }

  private Path config() throws IOException {
    Path key = Files.writeString(home.resolve("key"), KEY + "\n");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    List<Map<String, Object>> peers = new ArrayList<>();
    for (DialectFixture dialectFixture : DialectFixture.values()) {
      peers.add(peer(dialectFixture, dialectFixture.name().toLowerCase(Locale.ROOT), "review"));
    }
    peers.add(peer(DialectFixture.CHAT, "writer", "author"));
    List<Object> ids = peers.stream().map(peer -> peer.get("id")).toList();
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("peers", peers);
    settings.put("panels", Map.of("builtin", Map.of("peers", ids)));
    settings.put("limits", Map.of("session_usd", "100"));
    return Files.writeString(home.resolve("config.json"), JsonWriter.of(settings));
  }

  private Map<String, Object> peer(DialectFixture dialectFixture, String id, String role) {
    Map<String, Object> peer = new LinkedHashMap<>();
    peer.put("id", id);
    peer.put("profile", dialectFixture.profile());
    peer.put("model", "m-" + id);
    peer.put("roles", List.of(role));
    peer.put("price", Map.of("input", "10", "output", "100"));
    peer.put("key", Map.of("file", home.resolve("key").toString()));
    peer.put("with", Map.of("base_url", provider.url() + "/" + id));
    return peer;
  }

  /** Not ready until the text was fixed twice; answers of the first two rounds are slow. */
  private List<Step> answer(Request request) {
    String id = request.path().split("/")[1];
    if (id.equals("writer")) {
      String text = request.body().contains("fixed") ? "one\nfixed\nfixed\n" : "one\nfixed\n";
      return FakeProvider.stream(DialectFixture.CHAT.stream("m-writer", List.of(text)));
    }
    DialectFixture dialectFixture = DialectFixture.valueOf(id.toUpperCase(Locale.ROOT));
    int fixed = request.body().split("fixed", -1).length - 1;
    boolean slow = fixed < 2 && dialectFixture != DialectFixture.MESSAGES;
    String text = fixed < 2 && dialectFixture == DialectFixture.GEMINI ? NO : READY;
    List<Step> steps = new ArrayList<>();
    steps.add(new Step.Pause(slow ? 700 : 1));
    steps.addAll(
        FakeProvider.stream(
            dialectFixture.stream("m-" + id, List.of(text.substring(0, 7), text.substring(7)))));
    return steps;
  }

  @Test
  void threeRoundsWithFourDialectsAndTwoKillsEndUnanimousAndNothingIsBoughtTwice()
      throws Exception {
    provider.answers(this::answer);
    Path config = config();
    Path data = home.resolve("data");
    String[] with = {"--config", config.toString()};
    String session;
    try (DaemonProcess daemon = DaemonProcess.start(home, data, with)) {
      session =
          (String)
              daemon.post("/sessions", "k", Map.of("task", "t", "mode", "ship")).get("session_id");
      daemon.submit(session, "a", "one\n");
      daemon.post("/sessions/" + session + "/runs", "r", Map.of());
      settled(daemon, session, 1);
      daemon.program().kill();
    }
    try (DaemonProcess daemon = DaemonProcess.start(home, data, with)) {
      settled(daemon, session, 6);
      daemon.program().kill();
    }
    try (DaemonProcess daemon = DaemonProcess.start(home, data, with)) {
      daemon.becomes(session, "unanimous");

      assertEquals(true, daemon.post("/sessions/" + session + "/verify", null, Map.of()).get("ok"));
      String events = events(daemon, session);
      assertEquals(3, events.split("round.completed", -1).length - 1, events);
      assertTrue(events.contains("call.indeterminate"), events);
      daemon.program().terminate();
      daemon.program().exit();
    }
    // The quick one had answered before each kill: it was asked once a round, the others at most
    // twice in the rounds that were cut off.
    assertEquals(3, asked("messages"));
    assertTrue(asked("responses") <= 5, asked("responses") + " requests");
    assertEquals(2, asked("writer"));
    assertTrue(noCanary(data), "a key lies in the data directory");
  }

  /** Questions; a look at the list of models has no body and costs nothing. */
  private long asked(String peer) {
    return provider.requests().stream()
        .filter(request -> !request.body().isEmpty())
        .filter(request -> request.path().startsWith("/" + peer + "/"))
        .count();
  }

  /** Waits until so many answers are durable. */
  private static void settled(DaemonProcess daemon, String session, int answers) throws Exception {
    AtomicReference<String> last = new AtomicReference<>("");
    try {
      Eventually.holds(() -> {
        last.set(events(daemon, session));
        return last.get().split("call.settled", -1).length - 1 >= answers;
      });
    } catch (AssertionError e) {
      throw new AssertionError(answers + " answers did not come: " + last.get(), e);
    }
  }

  private static String events(DaemonProcess daemon, String session) {
    StringBuilder all = new StringBuilder();
    try {
      Map<?, ?> page = Map.of("next_after", 0L, "has_more", true);
      while (Boolean.TRUE.equals(page.get("has_more"))) {
        Object after = page.get("next_after");
        page = daemon.get("/sessions/" + session + "/events?limit=1000&after=" + after);
        all.append(JsonWriter.of(page.get("events")));
      }
      return all.toString();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean noCanary(Path data) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(KEY)) {
          return false;
        }
      }
    }
    return true;
  }
}

package crossreview.bench;

import static crossreview.testkit.PeerScript.notReady;

import crossreview.daemon.Daemon;
import crossreview.model.SessionId;
import crossreview.model.run.RunMode;
import crossreview.settings.Settings;
import crossreview.settings.SettingsReader;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import crossreview.testkit.TestStore;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Two hundred sessions of fifty rounds: lists and polls over HTTP, one after the other. */
final class LongSessions implements Benchmark {
  private static final int SESSIONS = 200;
  private static final int ROUNDS = 50;
  private static final int ASKED = 1_000;

  @Override
  public String name() {
    return "sessions_200_of_50_rounds";
  }

  @Override
  public Map<String, Object> measure(Path dir) throws Exception {
    List<String> ids = made(dir.resolve("store"));
    List<String> sets =
        List.of("data_dir=" + dir.resolve("store"), "http.port=0", "http.requests_per_minute=0");
    Settings settings =
        ((SettingsReader.SettingsResult.ValidSettings) SettingsReader.read(Map.of(), sets, dir))
            .settings();
    Vertx vertx = Vertx.vertx();
    try (Daemon daemon = Daemon.start(settings)) {
      String token = Files.readString(dir.resolve("store/operator.token")).strip();
      LoadGenerator loadGenerator = new LoadGenerator(vertx, URI.create(daemon.url()), token);
      long[] list = new long[ASKED];
      long[] poll = new long[ASKED];
      for (int i = -100; i < ASKED; i++) {
        String id = ids.get(Math.floorMod(i, SESSIONS));
        long began = System.nanoTime();
        loadGenerator.text("/api/v1/sessions?limit=100");
        long listed = System.nanoTime();
        loadGenerator.text("/api/v1/sessions/" + id + "/poll");
        if (i >= 0) {
          list[i] = listed - began;
          poll[i] = System.nanoTime() - listed;
        }
      }
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("list_p95_ms", RoundedNumber.ms(RoundedNumber.percentile(list, 0.95)));
      line.put("list_target_ms", 50);
      line.put("poll_p95_ms", RoundedNumber.ms(RoundedNumber.percentile(poll, 0.95)));
      line.put("poll_target_ms", 10);
      return line;
    } finally {
      ReviewHarness.get(vertx.close());
    }
  }

  /** Each round is about another text, and nobody is ready. */
  private static List<String> made(Path store) throws Exception {
    List<String> ids = new ArrayList<>();
    try (ReviewHarness bench =
        new ReviewHarness(
            TestStore.open(store),
            64,
            ScriptedPeer.reviewer("ada", notReady()),
            ScriptedPeer.reviewer("bob", notReady()))) {
      for (int i = 0; i < SESSIONS; i++) {
        SessionId id = bench.open(RunMode.REVIEW, "text 0 of " + i + "\n");
        for (int round = 1; round <= ROUNDS; round++) {
          bench.submit(id, "text " + round + " of " + i + "\n");
          bench.run(id);
        }
        ids.add(id.value());
      }
    }
    return ids;
  }
}

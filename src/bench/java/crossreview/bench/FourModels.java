package crossreview.bench;

import crossreview.peer.Peer;
import crossreview.peer.Price;
import crossreview.testkit.FakeProvider;
import crossreview.testkit.FakeProvider.Step;
import crossreview.testkit.ReviewBench;
import crossreview.testkit.Script;
import crossreview.testkit.ScriptedPeer;
import crossreview.testkit.TestVertx;
import crossreview.testkit.Tongue;
import crossreview.testkit.WiredPeer;
import crossreview.time.VertxTimers;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A session of one round whose four models answer in four dialects after a time of their own,
 * beside the same session with peers that need no wire.
 */
final class FourModels implements Figure {
  private static final int OWN_MILLIS = 50;
  private static final int WARM_UP = 100;
  private static final int SESSIONS = 100;
  private static final String READY = "{\"status\":\"READY\",\"summary\":\"fine\"}";

  @Override
  public String name() {
    return "four_models";
  }

  @Override
  public Map<String, Object> measure(Path dir) throws Exception {
    Vertx vertx = TestVertx.create();
    Map<String, Object> line = new LinkedHashMap<>();
    try (FakeProvider provider = FakeProvider.start(vertx)) {
      provider.answers(FourModels::answer);
      List<Peer> models = new ArrayList<>();
      List<Peer> plain = new ArrayList<>();
      for (Tongue tongue : Tongue.values()) {
        models.add(
            WiredPeer.at(vertx, provider.url() + "/" + tongue.name())
                .called(tongue.profile())
                .costing(new Price.Free())
                .peer(tongue));
        plain.add(
            ScriptedPeer.reviewer(tongue.profile(), Script.says(READY))
                .after(Duration.ofMillis(OWN_MILLIS), new VertxTimers(vertx)));
      }
      long[] wired = new long[SESSIONS];
      long[] round = new long[SESSIONS];
      long[] scripted = new long[SESSIONS];
      try (Panel over = new Panel(dir.resolve("models"), models.toArray(new Peer[0]));
          Panel none = new Panel(dir.resolve("plain"), plain.toArray(new Peer[0]))) {
        for (int i = 0; i < WARM_UP + SESSIONS; i++) {
          int at = Math.max(0, i - WARM_UP);
          scripted[at] = one(none);
          wired[at] = one(over);
          round[at] = over.lastRound();
        }
      }
      long own = OWN_MILLIS * 1_000_000L;
      line.put("peers_own_ms", OWN_MILLIS);
      line.put("round_adds_p50_ms", Numbers.ms(Numbers.median(round) - own));
      line.put("target_p50_ms", 15);
      line.put("session_adds_p50_ms", Numbers.ms(Numbers.median(wired) - own));
      line.put("session_adds_p95_ms", Numbers.ms(Numbers.percentile(wired, 0.95) - own));
      line.put("without_wires_p50_ms", Numbers.ms(Numbers.median(scripted) - own));
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
    return line;
  }

  private static long one(Panel panel) {
    long began = System.nanoTime();
    ReviewBench.get(panel.review());
    return System.nanoTime() - began;
  }

  private static List<Step> answer(FakeProvider.Request request) {
    Tongue tongue = Tongue.valueOf(request.path().split("/")[1]);
    List<Step> steps = new ArrayList<>(List.of(new Step.Pause(OWN_MILLIS)));
    steps.addAll(FakeProvider.json(200, tongue.whole("m-1", READY)));
    return steps;
  }
}

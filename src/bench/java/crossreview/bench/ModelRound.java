package crossreview.bench;

import crossreview.peer.CallPricing;
import crossreview.peer.Peer;
import crossreview.testkit.DialectFixture;
import crossreview.testkit.FakeProvider;
import crossreview.testkit.FakeProvider.Step;
import crossreview.testkit.ModelPeerBuilder;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import crossreview.testkit.TestVertx;
import crossreview.time.VertxTimerService;
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
final class ModelRound implements Benchmark {
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
      provider.answers(ModelRound::answer);
      List<Peer> models = new ArrayList<>();
      List<Peer> plain = new ArrayList<>();
      for (DialectFixture dialectFixture : DialectFixture.values()) {
        models.add(
            ModelPeerBuilder.at(vertx, provider.url() + "/" + dialectFixture.name())
                .called(dialectFixture.profile())
                .costing(new CallPricing.FreePricing())
                .peer(dialectFixture));
        plain.add(
            ScriptedPeer.reviewer(dialectFixture.profile(), PeerScript.says(READY))
                .after(Duration.ofMillis(OWN_MILLIS), new VertxTimerService(vertx)));
      }
      long[] wired = new long[SESSIONS];
      long[] round = new long[SESSIONS];
      long[] scripted = new long[SESSIONS];
      try (ReviewPanel over = new ReviewPanel(dir.resolve("models"), models.toArray(new Peer[0]));
          ReviewPanel none = new ReviewPanel(dir.resolve("plain"), plain.toArray(new Peer[0]))) {
        for (int i = 0; i < WARM_UP + SESSIONS; i++) {
          int at = Math.max(0, i - WARM_UP);
          scripted[at] = one(none);
          wired[at] = one(over);
          round[at] = over.lastRound();
        }
      }
      long own = OWN_MILLIS * 1_000_000L;
      line.put("peers_own_ms", OWN_MILLIS);
      line.put("round_adds_p50_ms", RoundedNumber.ms(RoundedNumber.median(round) - own));
      line.put("target_p50_ms", 15);
      line.put("session_adds_p50_ms", RoundedNumber.ms(RoundedNumber.median(wired) - own));
      line.put(
          "session_adds_p95_ms", RoundedNumber.ms(RoundedNumber.percentile(wired, 0.95) - own));
      line.put("without_wires_p50_ms", RoundedNumber.ms(RoundedNumber.median(scripted) - own));
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
    return line;
  }

  private static long one(ReviewPanel reviewPanel) {
    long began = System.nanoTime();
    ReviewHarness.get(reviewPanel.review());
    return System.nanoTime() - began;
  }

  private static List<Step> answer(FakeProvider.Request request) {
    DialectFixture dialectFixture = DialectFixture.valueOf(request.path().split("/")[1]);
    List<Step> steps = new ArrayList<>(List.of(new Step.Pause(OWN_MILLIS)));
    steps.addAll(FakeProvider.json(200, dialectFixture.whole("m-1", READY)));
    return steps;
  }
}

package crossreview.review;

import static crossreview.testkit.PeerScript.ready;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Money;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.EndReason;
import crossreview.model.run.PeerRole;
import crossreview.model.run.RunMode;
import crossreview.session.LedgerCall;
import crossreview.session.Session;
import crossreview.testkit.DialectFixture;
import crossreview.testkit.FakeProvider;
import crossreview.testkit.ModelPeerBuilder;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import crossreview.testkit.TestVertx;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A review whose model was shown a part of the text only. */
class CutPromptReviewTest {
  private static final ReviewLimits LIMITS =
      new ReviewLimits(8, 2, 60, Money.of("100"), 100_000, 256);

  @TempDir private Path dir;

  @Test
  void aReadyToAPartOfTheTextIsNoVote() {
    Vertx vertx = TestVertx.create();
    FakeProvider provider = FakeProvider.start(vertx);
    String ready = "{\"status\":\"READY\",\"summary\":\"Read the whole change.\"}";
    provider.answers(request ->
        FakeProvider.stream(DialectFixture.CHAT.stream(ModelPeerBuilder.MODEL, List.of(ready))));
    try (ReviewHarness bench =
        new ReviewHarness(
            dir,
            ModelPeerBuilder.at(vertx, provider.url())
                .called("cut")
                .peer(DialectFixture.CHAT, ModelPeerBuilder.MODEL, PeerRole.REVIEW),
            ScriptedPeer.reviewer("bob", ready()),
            ScriptedPeer.reviewer("cy", ready()))) {
      Session session = bench.run(bench.open(RunMode.REVIEW, "word\n".repeat(20_000), LIMITS));
      LedgerCall call =
          session.calls().values().stream().filter(c -> c.peer().equals("cut")).findFirst().get();

      assertEquals("prompt_truncated", session.rounds().getFirst().rejected().get("cut"));
      assertEquals(EndReason.HANDED_BACK, session.run().ended().reason());
      assertTrue(call.booked().compareTo(Money.ZERO) > 0);
      assertEquals(1, provider.requests().size());
    } finally {
      ReviewHarness.get(vertx.close());
    }
  }
}

package crossreview.review;

import static crossreview.testkit.ReviewHarness.CALLER;
import static crossreview.testkit.ReviewHarness.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.SessionId;
import crossreview.model.finding.FindingSuppression;
import crossreview.model.finding.SuppressionSet;
import crossreview.model.run.EndReason;
import crossreview.model.run.RunMode;
import crossreview.session.Session;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lasting rulings of a repository reach every peer of a run. */
class SuppressionReviewTest {
  private static final SuppressionSet RULINGS =
      new SuppressionSet(
          ".crossreview/config.json",
          "0123456789abcdef0123456789abcdef01234567",
          List.of(new FindingSuppression("ada", "gen/**", null, "it is generated")));

  @TempDir Path root;

  @Test
  void everyPeerIsShownTheRulingsAsDataAndTheSessionKeepsThem() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", PeerScript.ready());
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", PeerScript.ready());
    SessionId id;
    try (ReviewHarness bench = new ReviewHarness(root, ada, bob)) {
      id = bench.open(RunMode.REVIEW, "a plan\n");
      get(bench.reviews().start(id, request(RULINGS), CALLER));
      bench.ended(id);
    }

    String line = "{\"reviewer\":\"ada\",\"files\":\"gen/**\",\"reason\":\"it is generated\"}";
    for (ScriptedPeer peer : List.of(ada, bob)) {
      assertTrue(peer.asks().getFirst().prompt().stream().anyMatch(part -> part.contains(line)));
      assertEquals(RULINGS.entries(), peer.asks().getFirst().requestMaterial().suppressions());
    }
    try (ReviewHarness next = new ReviewHarness(root, ada, bob)) {
      assertEquals(RULINGS, next.view(id).suppressions(), "after a restart, too");
    }
  }

  @Test
  void anotherRulingIsAReasonToAskAgain() {
    ScriptedPeer ada =
        ScriptedPeer.reviewer(
            "ada", PeerScript.inTurn(PeerScript.notReady("no"), PeerScript.ready()));
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", PeerScript.ready());
    try (ReviewHarness bench = new ReviewHarness(root, ada, bob)) {
      SessionId id = bench.open(RunMode.REVIEW, "a plan\n");
      get(bench.reviews().start(id, request(null), CALLER));
      bench.ended(id);

      get(bench.reviews().start(id, request(null), CALLER));
      assertEquals(EndReason.NOTHING_NEW, bench.ended(id).run().ended().reason());

      get(bench.reviews().start(id, request(RULINGS), CALLER));
      Session session = bench.ended(id);
      assertEquals(2, ada.asks().size());
      assertEquals(2, session.rounds().size());
    }
  }

  private static RunRequest request(SuppressionSet suppressions) {
    return new RunRequest(null, null, null, null, suppressions, null, null, null);
  }
}

package crossreview.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.SessionId;
import crossreview.model.call.AnswerOrigin;
import crossreview.model.policy.ReusePlan;
import crossreview.model.run.RunMode;
import crossreview.session.Session;
import crossreview.testkit.Eventually;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.RulesBuilder;
import crossreview.testkit.ScriptedPeer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The receipt of a session whose votes are answers of another one. */
class ReusedReceiptTest {
  @TempDir Path root;

  private static SessionId converged(ReviewHarness bench) {
    SessionId id =
        bench.open(
            RunMode.REVIEW, "a plan\n", RulesBuilder.unanimous().reuse(new ReusePlan(1)).build());
    assertTrue(bench.run(id).closed());
    return id;
  }

  private static Map<?, ?> voteOfAda(Receipt receipt) {
    Map<?, ?> round = (Map<?, ?>) ((List<?>) receipt.content().get("rounds")).getFirst();
    return ((List<?>) round.get("votes"))
        .stream()
            .map(vote -> (Map<?, ?>) vote)
            .filter(vote -> "ada".equals(vote.get("peer")))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void itNamesTheCallThatEachAnswerIsOfAndIsProvedAgainstTheJournal() throws Exception {
    try (ReviewHarness bench =
        new ReviewHarness(
            root,
            ScriptedPeer.reviewer("ada", PeerScript.ready()),
            ScriptedPeer.reviewer("bob", PeerScript.ready()))) {
      bench.store().sessions().setViewUpdater(bench.store().views());
      SessionId first = converged(bench);
      SessionId second = converged(bench);
      Path folder = root.resolve("sessions").resolve(second.value());
      Path file = folder.resolve("receipt.json");
      Path earlier = root.resolve("sessions").resolve(first.value()).resolve("receipt.json");
      Eventually.holds(() -> Files.exists(file) && Files.exists(earlier));

      Session session = bench.view(second);
      AnswerOrigin origin = session.rounds().getFirst().votes().get("ada").reusedFrom();
      assertEquals(
          Map.of("session", first.value(), "round", 1L, "call", origin.call(), "at", origin.at()),
          voteOfAda(Receipt.read(Files.readAllBytes(file))).get("reused_from"));
      assertFalse(voteOfAda(Receipt.read(Files.readAllBytes(earlier))).containsKey("reused_from"));
      assertEquals(List.of(), SessionVerifier.verify(folder).damages());
    }
  }
}

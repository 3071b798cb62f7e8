package crossreview.review;

import static crossreview.testkit.PeerScript.garbage;
import static crossreview.testkit.PeerScript.inTurn;
import static crossreview.testkit.PeerScript.notReady;
import static crossreview.testkit.PeerScript.ready;
import static crossreview.testkit.ReviewHarness.CALLER;
import static crossreview.testkit.ReviewHarness.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.SessionId;
import crossreview.model.policy.ApprovalRule;
import crossreview.model.policy.CitationRule;
import crossreview.model.policy.PolicyRules;
import crossreview.model.run.EndReason;
import crossreview.model.run.RunMode;
import crossreview.report.MarkdownReport;
import crossreview.session.Session;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.RulesBuilder;
import crossreview.testkit.ScriptedPeer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A peer that is not told the task first: it objects freely, and approves nothing. */
class FramingBlindTest {
  private static final String TASK = "Review change.diff";

  @TempDir Path dir;

  private static PolicyRules blind(ApprovalRule rule) {
    Integer k = rule == ApprovalRule.K_OF_N ? 2 : null;
    return RulesBuilder.of(rule, k, CitationRule.REMARK, false)
        .framingBlind(List.of("ada"))
        .build();
  }

  private Session reviewed(ApprovalRule rule, Integer rounds, ScriptedPeer... peers) {
    try (ReviewHarness bench = new ReviewHarness(dir, peers)) {
      SessionId id = bench.open(RunMode.REVIEW, "a plan\n", blind(rule));
      get(bench.reviews().start(id, new RunRequest(null, rounds, null), CALLER));
      return bench.ended(id);
    }
  }

  private static String prompt(ScriptedPeer peer, int call) {
    return String.join("", peer.asks().get(call).prompt());
  }

  @ParameterizedTest
  @EnumSource(ApprovalRule.class)
  void aReadyWithoutTheTaskApprovesNothingBeforeTheSameIsSaidWithIt(ApprovalRule rule) {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", ready());
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());

    Session session = reviewed(rule, 1, ada, bob);

    assertFalse(prompt(ada, 0).contains(TASK));
    assertFalse(ada.asks().getFirst().requestMaterial().task().contains(TASK), "nor as a value");
    assertTrue(prompt(bob, 0).contains(TASK));
    assertTrue(prompt(ada, 1).contains(TASK), "the second look has the task");
    assertEquals(2, session.rounds().size(), "also where one round was asked for");
    assertTrue(session.closed());
    String report = MarkdownReport.markdown(session);
    assertTrue(
        report.contains(
            "Without the task ada said READY in round 1, with it READY in round 2, about the same"
                + " bytes."),
        report);
  }

  @Test
  void aRefusalWithTheTaskWinsOverTheApprovalWithoutIt() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", inTurn(ready(), notReady("not the task")));

    Session session =
        reviewed(ApprovalRule.UNANIMOUS, 1, ada, ScriptedPeer.reviewer("bob", ready()));

    assertFalse(session.closed());
    assertEquals(EndReason.HANDED_BACK, session.run().ended().reason());
  }

  @Test
  void anObjectionWithoutTheTaskCounts() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", notReady("no end"));

    Session session =
        reviewed(ApprovalRule.UNANIMOUS, 1, ada, ScriptedPeer.reviewer("bob", ready()));

    assertEquals(1, session.rounds().size());
    assertEquals(EndReason.HANDED_BACK, session.run().ended().reason());
  }

  @Test
  void aRepairInTheFirstRoundShowsTheTaskNeither() {
    PeerScript unclear = inTurn(garbage(), ready());
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", unclear);

    reviewed(ApprovalRule.UNANIMOUS, 1, ada, ScriptedPeer.reviewer("bob", ready()));

    assertFalse(prompt(ada, 1).contains(TASK));
    assertTrue(prompt(ada, 2).contains(TASK));
  }

  @Test
  void anotherRunAboutTheSameBytesIsNews() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", inTurn(notReady("no end"), ready()));
    try (ReviewHarness bench = new ReviewHarness(dir, ada, ScriptedPeer.reviewer("bob", ready()))) {
      SessionId id = bench.open(RunMode.REVIEW, "a plan\n", blind(ApprovalRule.UNANIMOUS));
      bench.run(id);

      Session session = bench.run(id);

      assertEquals(2, session.rounds().size());
      assertEquals(EndReason.UNANIMOUS_READY, session.finalized().reason());
      assertTrue(prompt(ada, 1).contains(TASK));
    }
  }
}

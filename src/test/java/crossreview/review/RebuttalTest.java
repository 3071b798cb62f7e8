package crossreview.review;

import static crossreview.testkit.PeerScript.inTurn;
import static crossreview.testkit.PeerScript.notReady;
import static crossreview.testkit.PeerScript.ready;
import static crossreview.testkit.PeerScript.says;
import static crossreview.testkit.ReviewHarness.CALLER;
import static crossreview.testkit.ReviewHarness.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.finding.FindingState;
import crossreview.model.finding.MoveMethod;
import crossreview.model.run.EndReason;
import crossreview.model.run.RunMode;
import crossreview.report.JudgeStatistics;
import crossreview.report.MarkdownReport;
import crossreview.session.LedgerFinding;
import crossreview.session.Session;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The owner of a finding is asked about it again, alone. */
class RebuttalTest {
  private static final String WHY = "Line 7 closes it.";

  @TempDir Path dir;

  private static String answer(boolean yields, String confidence) {
    return "{\"satisfied\": "
        + yields
        + ", \"confidence\": \""
        + confidence
        + "\", \"rationale\": \"line 7 is there\"}";
  }

  private static Session rebutted(ReviewHarness bench, SessionId id) {
    get(bench.reviews().judge(id, JudgeRequest.rebuttal("ada", "f1", WHY), CALLER));
    return bench.ended(id);
  }

  private static LedgerFinding finding(Session session) {
    return session.findings().at("f1");
  }

  @Test
  void anOwnerThatIsCertainWithdrawsItsFindingAndOnlyTheNextRoundApproves() {
    ScriptedPeer ada =
        ScriptedPeer.reviewer(
            "ada", inTurn(notReady("no end"), says(answer(true, "verified")), ready()));
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob)) {
      SessionId id = bench.open(RunMode.REVIEW, "a plan\n");
      bench.run(id);

      Session session = rebutted(bench, id);

      assertEquals(FindingState.WITHDRAWN, finding(session).state());
      assertEquals(MoveMethod.OWNER, finding(session).moves().getLast().moved().method());
      assertFalse(session.closed(), "a withdrawal approves nothing");
      assertEquals(1, session.rounds().size(), "and is not a vote");
      assertEquals(1, bob.asks().size(), "nobody else is asked");
      String prompt = String.join("", ada.asks().get(1).prompt());
      assertTrue(prompt.contains(WHY) && prompt.contains("no end"));
      String report = MarkdownReport.markdown(session);
      assertTrue(report.contains("withdrawn by its owner after a rebuttal"), report);
      assertTrue(report.contains("  - Rebuttal: " + WHY), report);
      assertTrue(JudgeStatistics.of(List.of(session), null, null).isEmpty(), "it is not a judge");

      Session approved = bench.run(id);

      assertEquals(EndReason.UNANIMOUS_READY, approved.finalized().reason());
      assertEquals(2, approved.rounds().size());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"satisfied\": false, \"confidence\": \"verified\", \"rationale\": \"it stands\"}",
        "{\"satisfied\": true, \"confidence\": \"inferred\", \"rationale\": \"perhaps\"}",
        "{\"satisfied\": true, \"confidence\": \"unknown\", \"rationale\": \"perhaps\"}",
        "{\"satisfied\": true, \"confidence\": \"verified\"}",
        "{\"status\": \"READY\", \"summary\": \"fine\", \"confidence\": \"verified\"}",
        "READY",
        "I withdraw it.",
        ""
      })
  void anyOtherAnswerLeavesTheFindingOpenAndBlocking(String answer) {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", inTurn(notReady("no end"), says(answer)));
    try (ReviewHarness bench = new ReviewHarness(dir, ada, ScriptedPeer.reviewer("bob", ready()))) {
      SessionId id = bench.open(RunMode.REVIEW, "a plan\n");
      bench.run(id);

      Session session = rebutted(bench, id);

      assertTrue(session.blocks(finding(session)));
      assertFalse(session.closed());
    }
  }

  @Test
  void anAnswerThatOnlyQuotesTheRebuttalWithdrawsNothing() {
    ScriptedPeer ada =
        ScriptedPeer.reviewer("ada", inTurn(notReady("no end"), says(answer(true, "verified"))));
    try (ReviewHarness bench = new ReviewHarness(dir, ada, ScriptedPeer.reviewer("bob", ready()))) {
      SessionId id = bench.open(RunMode.REVIEW, "a plan\n");
      bench.run(id);

      JudgeRequest quoted = JudgeRequest.rebuttal("ada", "f1", "Say " + answer(true, "verified"));
      get(bench.reviews().judge(id, quoted, CALLER));

      assertEquals(FindingState.OPEN, finding(bench.ended(id)).state());
    }
  }

  @Test
  void aFindingIsRebuttedOnceForTheSameMaterialAndOnlyBeforeItsOwner() {
    ScriptedPeer ada =
        ScriptedPeer.reviewer("ada", inTurn(notReady("no end"), says(answer(false, "verified"))));
    ScriptedPeer bob = ScriptedPeer.judge("bob", ready(), says(answer(true, "verified")));
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob)) {
      SessionId id = bench.open(RunMode.REVIEW, "a plan\n");
      bench.run(id);
      assertEquals("wrong_judges", refused(bench, id, "bob", "f1"));
      assertEquals("finding_unknown", refused(bench, id, "ada", "f9"));
      rebutted(bench, id);

      assertEquals("no_new_material", refused(bench, id, "ada", "f1"));
      assertEquals(2, ada.asks().size());
    }
  }

  @Test
  void aRuleIsNotAskedAgain() {
    PeerScript objection = notReady("no end");
    ScriptedPeer rule = ScriptedPeer.rule("ada", objection);
    try (ReviewHarness bench =
        new ReviewHarness(dir, rule, ScriptedPeer.reviewer("bob", ready()))) {
      SessionId id = bench.open(RunMode.REVIEW, "a plan\n");
      bench.run(id);

      assertEquals("owner_cannot_answer", refused(bench, id, "ada", "f1"));
    }
  }

  private static String refused(ReviewHarness bench, SessionId id, String owner, String finding) {
    return assertThrows(
            ProblemException.class,
            () ->
                get(bench.reviews().judge(id, JudgeRequest.rebuttal(owner, finding, WHY), CALLER)))
        .problem()
        .code();
  }
}

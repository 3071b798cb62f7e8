package crossreview.review;

import static crossreview.testkit.PeerScript.appending;
import static crossreview.testkit.PeerScript.notReady;
import static crossreview.testkit.PeerScript.ready;
import static crossreview.testkit.ReviewHarness.CALLER;
import static crossreview.testkit.ReviewHarness.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.SessionId;
import crossreview.model.run.RunMode;
import crossreview.report.MarkdownReport;
import crossreview.session.Session;
import crossreview.session.analysis.VoteAgreement;
import crossreview.testkit.Eventually;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a panel says of a peer's seat: its stance, and whether it counts. */
class StanceTest {
  private static final String STANCE = "Look for faults of security first.";

  @TempDir private Path dir;

  @Test
  void aStanceIsInThePromptOfItsPeerAloneAndInTheReportAndMakesAnotherVoterOfIt() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", ready()).seated(STANCE, true);
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());

    Session session = reviewed(RunMode.REVIEW, ada, bob);

    String prompt = String.join("", ada.asks().getFirst().prompt());
    assertTrue(prompt.contains(STANCE));
    assertTrue(
        prompt.indexOf("you still vote on the whole artifact") > prompt.indexOf(STANCE),
        "READY stays READY about everything");
    assertFalse(String.join("", bob.asks().getFirst().prompt()).contains(STANCE));
    assertTrue(MarkdownReport.markdown(session).contains("- Stance of ada: " + STANCE));
    assertEquals(
        "ada (m1, stance \"" + STANCE + "\")",
        VoteAgreement.voter(session, session.rounds().getFirst().votes().get("ada")));
    assertEquals(
        VoteAgreement.voter(session.panel().getFirst()),
        VoteAgreement.voter(session, session.rounds().getFirst().votes().get("ada")),
        "both say the same of a voter");
  }

  @Test
  void theFindingsOfATrialPeerReachNeitherAuthorsNorReviewersAndTheReportComparesIt() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", first -> notReady("no end").act(first));
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    ScriptedPeer dee = ScriptedPeer.reviewer("dee", notReady("no beginning")).seated(null, false);
    ScriptedPeer rex = ScriptedPeer.author("rex", appending("end"));

    Session session = reviewed(RunMode.SHIP, ada, bob, dee, rex);

    String author = String.join("", rex.asks().getFirst().prompt());
    assertTrue(author.contains("no end"));
    assertFalse(author.contains("no beginning"));
    assertFalse(String.join("", bob.asks().getLast().prompt()).contains("no beginning"));
    String report = MarkdownReport.markdown(session);
    assertTrue(report.contains("| dee (on trial) | NOT_READY"), report);
    assertTrue(report.contains("dee, blocking defect (does not block)"), report);
    assertTrue(report.contains("dee is on trial: its votes and findings count for nothing."));
    assertTrue(report.contains("On trial, not counted: dee voted as the panel decided in"), report);
  }

  private Session reviewed(RunMode mode, ScriptedPeer... peers) {
    try (ReviewHarness bench = new ReviewHarness(dir, peers)) {
      SessionId id = bench.open(mode, "text\n");
      get(bench.reviews().start(id, new RunRequest(null, 3, null), CALLER));
      Eventually.holds(() -> bench.view(id).hasRun() && bench.view(id).run().over());
      return bench.view(id);
    }
  }
}

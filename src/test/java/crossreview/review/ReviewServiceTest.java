package crossreview.review;

import static crossreview.testkit.PeerScript.appending;
import static crossreview.testkit.PeerScript.inTurn;
import static crossreview.testkit.PeerScript.notReady;
import static crossreview.testkit.PeerScript.ready;
import static crossreview.testkit.ReviewHarness.CALLER;
import static crossreview.testkit.ReviewHarness.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.SessionId;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.EndReason;
import crossreview.model.run.RunMode;
import crossreview.model.run.SessionOutcome;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.Session;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewServiceTest {
  @TempDir private Path dir;

  @Test
  void allReadyConvergesOnTheVotedBytes() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", ready());
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob)) {
      SessionId id = bench.open(RunMode.REVIEW, "text\n");

      Session session = bench.run(id);

      assertEquals(SessionOutcome.CONVERGED, session.finalized().outcome());
      assertEquals(session.current().sha256(), session.finalized().finalText().sha256());
      assertEquals("text\n", ada.asks().getFirst().requestMaterial().text());
    }
  }

  @Test
  void aRefusedDraftIsRevisedAndVotedOnAgain() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", inTurn(notReady("no end"), ready()));
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    ScriptedPeer rex = ScriptedPeer.author("rex", appending("end"));
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob, rex)) {
      SessionId id = bench.open(RunMode.SHIP, "text\n");

      Session session = bench.run(id);

      assertEquals(EndReason.UNANIMOUS_READY, session.finalized().reason());
      assertEquals(2, session.rounds().size());
      assertEquals(1, rex.asks().size());
      assertEquals(
          "no end", rex.asks().getFirst().requestMaterial().others().getFirst().statement());
      assertEquals("text\nend\n", ada.asks().get(1).requestMaterial().text());
      assertEquals("f1", ada.asks().get(1).requestMaterial().own().getFirst().id());
    }
  }

  @Test
  void reviewModeHandsBackAndNeverRewrites() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", notReady("no end"));
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    ScriptedPeer rex = ScriptedPeer.author("rex", appending("end"));
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob, rex)) {
      SessionId id = bench.open(RunMode.REVIEW, "text\n");

      Session session = bench.run(id);

      assertEquals(EndReason.HANDED_BACK, session.run().ended().reason());
      assertEquals(0, rex.asks().size());
      assertTrue(!session.closed());

      bench.submit(id, "text\nend\n");
      assertEquals(2, bench.run(id).rounds().size());
    }
  }

  @Test
  void theSameBytesAreNotAskedAboutTwice() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", notReady("no end"));
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob)) {
      SessionId id = bench.open(RunMode.REVIEW, "text\n");
      bench.run(id);

      Session session = bench.run(id);

      assertEquals(EndReason.NOTHING_NEW, session.run().ended().reason());
      assertEquals(1, ada.asks().size());
    }
  }

  @Test
  void theSameBlockersAfterTwoRevisionsEndTheRun() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", notReady("no end"));
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    ScriptedPeer rex = ScriptedPeer.author("rex", appending("x"));
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob, rex)) {
      Session session = bench.run(bench.open(RunMode.SHIP, "text\n"));

      assertEquals(EndReason.NO_PROGRESS, session.run().ended().reason());
      assertEquals(3, session.rounds().size());
    }
  }

  @Test
  void noRoundIsBegunBeyondTheLimit() {
    int[] turn = new int[1];
    ScriptedPeer ada =
        ScriptedPeer.reviewer(
            "ada", peerRequest -> notReady("thing " + turn[0]++).act(peerRequest));
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    ScriptedPeer rex = ScriptedPeer.author("rex", appending("x"));
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob, rex)) {
      ReviewLimits two = new ReviewLimits(2, 2, 60, null, 100_000, 256);
      Session session = bench.run(bench.open(RunMode.SHIP, "text\n", two));

      assertEquals(EndReason.MAX_ROUNDS_WITHOUT_UNANIMITY, session.run().ended().reason());
      assertEquals(2, ada.asks().size());
      assertEquals(1, rex.asks().size());
    }
  }

  @Test
  void anUnusableRevisionGoesToTheNextAuthorWithoutAVote() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", inTurn(notReady("no end"), ready()));
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    PeerScript unchanged =
        peerRequest -> new PeerScript.Act.Say(peerRequest.requestMaterial().text());
    PeerScript firstFails = inTurn(unchanged, appending("e")); // whoever is drawn first
    ScriptedPeer rex = ScriptedPeer.author("rex", firstFails);
    ScriptedPeer sam = ScriptedPeer.author("sam", firstFails);
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob, rex, sam)) {
      Session session = bench.run(bench.open(RunMode.SHIP, "text\n"));

      assertEquals(SessionOutcome.CONVERGED, session.finalized().outcome());
      assertEquals(2, ada.asks().size());
      assertEquals(List.of(1, 1), List.of(rex.asks().size(), sam.asks().size()));
    }
  }

  @Test
  void anAdviceRunNeverConverges() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", ready());
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob)) {
      SessionId id = bench.open(RunMode.REVIEW, "text\n");
      get(bench.reviews().start(id, new RunRequest(null, null, VerdictStatus.NOT_READY), CALLER));

      Session session = bench.ended(id);

      assertEquals(EndReason.HANDED_BACK, session.run().ended().reason());
      assertTrue(!session.closed());
    }
  }
}

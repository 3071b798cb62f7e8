package crossreview.review;

import static crossreview.testkit.PeerScript.notReady;
import static crossreview.testkit.PeerScript.ready;
import static crossreview.testkit.PeerScript.silence;
import static crossreview.testkit.ReviewHarness.CALLER;
import static crossreview.testkit.ReviewHarness.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.run.EndReason;
import crossreview.model.run.RunMode;
import crossreview.model.run.SessionOutcome;
import crossreview.session.Session;
import crossreview.store.log.Actor;
import crossreview.testkit.DeadProcesses;
import crossreview.testkit.Eventually;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.Samples;
import crossreview.testkit.ScriptedPeer;
import crossreview.testkit.TestStore;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that somebody or something interrupts. */
class InterruptedReviewsTest {
  @TempDir private Path dir;

  @Test
  void aCancelEndsASilentRoundAtOnce() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", ready());
    ScriptedPeer mute = ScriptedPeer.reviewer("mute", silence());
    try (ReviewHarness bench = new ReviewHarness(dir, ada, mute)) {
      SessionId id = bench.open(RunMode.REVIEW, "text\n");
      get(bench.reviews().start(id, new RunRequest(null, null, null), CALLER));
      Eventually.holds(() -> mute.asks().size() == 1);

      get(bench.reviews().cancel(id, "enough", CALLER));
      Session session = bench.ended(id); // the peer's own time is longer than this waits

      assertEquals(EndReason.SESSION_CANCELLED, session.finalized().reason());
      assertEquals(SessionOutcome.ABORTED, session.finalized().outcome());
      get(bench.reviews().cancel(id, "again", CALLER));
      assertEquals(session, bench.view(id));
    }
  }

  @Test
  void aSecondStartIsRefusedAndARepeatedOneIsAnsweredAlike() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", ready());
    ScriptedPeer mute = ScriptedPeer.reviewer("mute", silence());
    try (ReviewHarness bench = new ReviewHarness(dir, ada, mute)) {
      SessionId id = bench.open(RunMode.REVIEW, "text\n");
      Actor keyed = new Actor("caller", "k");
      RunRequest request = new RunRequest(null, null, null);

      StartOutcome first = get(bench.reviews().start(id, request, keyed));
      StartOutcome again = get(bench.reviews().start(id, request, keyed));

      assertEquals(first.run(), again.run());
      assertTrue(again.repeated());
      ProblemException problemException =
          assertThrows(
              ProblemException.class, () -> get(bench.reviews().start(id, request, CALLER)));
      assertEquals("run_already_running", problemException.problem().code());
      Eventually.holds(() -> mute.asks().size() == 1);
    }
  }

  /** Whoever lost the answer asks again, and the run may have gone far meanwhile. */
  @Test
  void aRepeatedStartIsAnsweredAlikeAfterTheRunHasRevisedTheText() {
    PeerScript once =
        peerRequest ->
            (peerRequest.round() == 1 ? notReady("it lacks a line") : ready()).act(peerRequest);
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", once);
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    ScriptedPeer rex = ScriptedPeer.author("rex", PeerScript.appending("a line that was missing"));
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob, rex)) {
      SessionId id = bench.open(RunMode.SHIP, "text\n");
      Actor keyed = new Actor("caller", "k");
      RunRequest request = new RunRequest(null, null, null);
      StartOutcome first = get(bench.reviews().start(id, request, keyed));
      assertEquals(2, bench.ended(id).rounds().size());

      StartOutcome again = get(bench.reviews().start(id, request, keyed));

      assertEquals(first.run(), again.run());
      assertTrue(again.repeated());
    }
  }

  @Test
  void aStoppedRunGoesOnWithTheAnswersThatAreThere() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", ready());
    SessionId id;
    try (ReviewHarness bench =
        new ReviewHarness(dir, ada, ScriptedPeer.reviewer("bob", silence()))) {
      id = bench.open(RunMode.REVIEW, "text\n");
      get(bench.reviews().start(id, new RunRequest(null, null, null), CALLER));
      Eventually.holds(() -> voted(bench.view(id), "ada"));
    }

    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob)) {
      get(bench.reviews().resume(id, "test", true));
      Session session = bench.ended(id);

      assertEquals(SessionOutcome.CONVERGED, session.finalized().outcome());
      assertEquals(1, ada.asks().size());
      assertEquals(1, bob.asks().size());
    }
  }

  @Test
  void aKilledRunGoesOnInTheNextProcess() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", ready());
    ReviewHarness killed = new ReviewHarness(dir, ada, ScriptedPeer.reviewer("bob", silence()));
    SessionId id = killed.open(RunMode.REVIEW, "text\n");
    get(killed.reviews().start(id, new RunRequest(null, null, null), CALLER));
    Eventually.holds(() -> voted(killed.view(id), "ada"));
    killed.kill();

    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    TestStore store = new TestStore.Options().processes(new DeadProcesses()).open(dir);
    try (ReviewHarness bench = new ReviewHarness(store, 8, ada, bob)) {
      get(bench.reviews().resume(id, "test", true));
      Session session = bench.ended(id);

      assertEquals(SessionOutcome.CONVERGED, session.finalized().outcome());
      assertEquals(1, ada.asks().size());
      assertEquals(Samples.LIMITS, session.limits());
    }
  }

  private static boolean voted(Session session, String peer) {
    return session.lastRound().filter(round -> round.votes().containsKey(peer)).isPresent();
  }
}

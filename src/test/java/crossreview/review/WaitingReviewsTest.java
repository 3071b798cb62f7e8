package crossreview.review;

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
import crossreview.testkit.Eventually;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import crossreview.testkit.TestStore;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More reviews than there are places for. */
class WaitingReviewsTest {
  private static final RunRequest REQUEST = new RunRequest(null, null, null);

  @TempDir private Path dir;

  @Test
  void theyBeginInTurnAndOneTooManyIsRefused() {
    ScriptedPeer mute = ScriptedPeer.reviewer("mute", silence());
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", ready());
    try (ReviewHarness bench = new ReviewHarness(TestStore.open(dir), 1, ada, mute)) {
      SessionId first = begun(bench);
      SessionId second = begun(bench);
      SessionId third = begun(bench);
      Eventually.holds(() -> mute.asks().size() == 1);

      SessionId fourth = bench.open(RunMode.REVIEW, "text\n");
      ProblemException full =
          assertThrows(
              ProblemException.class, () -> get(bench.reviews().start(fourth, REQUEST, CALLER)));
      assertEquals("queue_full", full.problem().code());
      assertEquals(30, full.problem().type().traits().retryAfterSeconds());
      assertTrue(bench.view(second).running(), "it waits, and its beginning is durable");
      assertEquals(1, bench.reviews().position(second));
      assertEquals(2, bench.reviews().position(third));

      get(bench.reviews().cancel(third, "never mind", CALLER));
      Eventually.holds(() -> bench.view(third).closed());
      assertEquals(EndReason.SESSION_CANCELLED, bench.view(third).finalized().reason());
      assertEquals(1, mute.asks().size(), "whoever is cancelled in the line asks nobody");
      get(bench.reviews().cancel(first, "enough", CALLER));
      Eventually.holds(() -> mute.asks().size() == 2);
      assertEquals(0, bench.reviews().position(second));
      get(bench.reviews().cancel(second, "enough", CALLER));
      bench.ended(second);
    }
  }

  private static SessionId begun(ReviewHarness bench) {
    SessionId id = bench.open(RunMode.REVIEW, "text\n");
    get(bench.reviews().start(id, REQUEST, CALLER));
    return id;
  }

  @Test
  void whatWaitedWhenTheDaemonStoppedGoesOnAtItsNextStart() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", ready());
    ScriptedPeer mute = ScriptedPeer.reviewer("bob", silence());
    SessionId waiting;
    try (ReviewHarness bench = new ReviewHarness(TestStore.open(dir), 1, ada, mute)) {
      begun(bench);
      waiting = begun(bench);
    }
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    try (ReviewHarness bench = new ReviewHarness(TestStore.open(dir), 1, ada, bob)) {
      get(bench.reviews().resume(waiting, "test", true));

      assertEquals(EndReason.UNANIMOUS_READY, bench.ended(waiting).finalized().reason());
    }
  }
}

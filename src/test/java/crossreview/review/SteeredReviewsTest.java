package crossreview.review;

import static crossreview.testkit.PeerScript.appending;
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
import crossreview.model.run.EndReason;
import crossreview.model.run.RunMode;
import crossreview.model.run.SessionOutcome;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import crossreview.testkit.Eventually;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that people steer, and what the peers are told of it. */
class SteeredReviewsTest {
  @TempDir private Path dir;
  private final AtomicReference<ReviewHarness> bench = new AtomicReference<>();

  private static void start(ReviewHarness bench, SessionId id) {
    get(bench.reviews().start(id, new RunRequest(null, null, null), CALLER));
  }

  private static void left(ReviewHarness bench, SessionId id) {
    Eventually.holds( // what was under way counts
        () ->
            bench.view(id).paused()
                && bench.view(id).run().revisions() == 1
                && bench.reviews().load().running() == 0);
  }

  /** Does something to the session before it answers as another script does. */
  private PeerScript meanwhile(SessionCommand sessionCommand, PeerScript then) {
    return peerRequest -> {
      bench
          .get()
          .reviews()
          .steer(peerRequest.session(), sessionCommand, CALLER); // decided when this returns
      return then.act(peerRequest);
    };
  }

  @Test
  void aPausedRunStaysPausedInTheNextProcessAndGoesOnWhenItIsResumed() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", inTurn(notReady("no end"), ready()));
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    ScriptedPeer rex =
        ScriptedPeer.author("rex", meanwhile(new SessionCommand.Pause("look"), appending("end")));
    SessionId id;
    try (ReviewHarness first = new ReviewHarness(dir, ada, bob, rex)) {
      bench.set(first);
      id = first.open(RunMode.SHIP, "text\n");
      start(first, id);
      left(first, id);
    }
    try (ReviewHarness next = new ReviewHarness(dir, ada, bob, rex)) {
      get(next.reviews().resume(id, "test", true));
      left(next, id);
      assertEquals(1, ada.asks().size(), "nothing is begun while it is paused");

      get(next.reviews().steer(id, new SessionCommand.Resume(), CALLER));

      assertEquals(SessionOutcome.CONVERGED, next.ended(id).finalized().outcome());
      assertEquals(2, ada.asks().size());
    }
  }

  @Test
  void aPausedRunThatNobodyConductsIsCancelledAllTheSame() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", notReady("no end"));
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    ScriptedPeer rex =
        ScriptedPeer.author("rex", meanwhile(new SessionCommand.Pause("look"), appending("end")));
    try (ReviewHarness here = new ReviewHarness(dir, ada, bob, rex)) {
      bench.set(here);
      SessionId id = here.open(RunMode.SHIP, "text\n");
      start(here, id);
      left(here, id);

      get(here.reviews().cancel(id, "enough", CALLER));

      assertEquals(EndReason.SESSION_CANCELLED, here.ended(id).finalized().reason());
    }
  }

  @Test
  void aConstraintIsShownToEverybodyFromTheNextRoundOn() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", inTurn(notReady("no end"), ready()));
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    ScriptedPeer rex =
        ScriptedPeer.author(
            "rex", meanwhile(new SessionCommand.Constrain("keep the name"), appending("end")));
    try (ReviewHarness here = new ReviewHarness(dir, ada, bob, rex)) {
      bench.set(here);
      SessionId id = here.open(RunMode.SHIP, "text\n");

      here.run(id);

      String said = "\"keep the name\" (caller)";
      for (ScriptedPeer peer : List.of(ada, bob)) {
        assertFalse(String.join("", peer.asks().get(0).prompt()).contains(said));
        assertTrue(String.join("", peer.asks().get(1).prompt()).contains(said));
      }
    }
  }

  @Test
  void theFirstRoundIsBlindAndLaterOnesShowOthersBlockersWithoutTheirOwners() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", inTurn(notReady("no end"), ready()));
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    ScriptedPeer rex = ScriptedPeer.author("rex", appending("end"));
    try (ReviewHarness here = new ReviewHarness(dir, ada, bob, rex)) {
      SessionId id = here.open(RunMode.SHIP, "text\n");

      here.run(id);

      assertFalse(String.join("", bob.asks().get(0).prompt()).contains("no end"));
      String later = String.join("", bob.asks().get(1).prompt());
      assertTrue(later.contains("no end"), later);
      assertFalse(Pattern.compile("\\bada\\b").matcher(later).find(), "nobody is named");
    }
  }

  @Test
  void aRepairShowsNothingThatTheReviewDidNotShow() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", notReady("no end"));
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", inTurn(garbage(), ready()));
    try (ReviewHarness here = new ReviewHarness(dir, ada, bob)) {
      bench.set(here);
      SessionId id = here.open(RunMode.REVIEW, "text\n");

      Session session = here.run(id);

      List<String> review = bob.asks().get(0).prompt();
      List<String> repair = bob.asks().get(1).prompt();
      int common = review.size() - 1; // the last part says what to do now
      assertEquals(review.subList(0, common), repair.subList(0, common));
      assertFalse(String.join("", repair).contains("no end"), "the vote of another is not shown");
      assertEquals(2, session.lastRound().orElseThrow().votes().size());
    }
  }
}

package crossreview.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Money;
import crossreview.model.SessionId;
import crossreview.model.call.CallPurpose;
import crossreview.model.run.EndReason;
import crossreview.model.run.RunMode;
import crossreview.model.run.SessionOutcome;
import crossreview.peer.PeerRequest;
import crossreview.session.LedgerCall;
import crossreview.session.Session;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process dies at every fsync of a review in sections, one of which needs a repair turn: no
 * answer about a section is bought twice, and the vote is the same.
 */
class KillInSectionsIT {
  private static final String TEXT = SplitReviewTest.diff(8, 100);

  @TempDir private Path root;

  private final ScriptedPeer ada = ScriptedPeer.reviewer("ada", this::says);
  private final ScriptedPeer bob = ScriptedPeer.reviewer("bob", PeerScript.ready());

  /** About the last file it says nothing clear, until it is asked for a clear word. */
  private PeerScript.Act says(PeerRequest request) {
    boolean last = String.join("", request.prompt()).contains("+a line of src/f8.c");
    boolean review = request.callPurpose() == CallPurpose.REVIEW;
    return (last && review ? PeerScript.garbage() : PeerScript.ready()).act(request);
  }

  @Test
  void noStepIsAPlaceWhereAnAnswerAboutASectionIsLostOrBoughtTwice() throws Exception {
    CrashSweep.Scenario scenario =
        new CrashSweep.Scenario() {
          @Override
          public SessionId open(ReviewHarness bench) {
            return bench.open(RunMode.REVIEW, TEXT);
          }

          @Override
          public boolean over(Session session) {
            return session.closed();
          }

          @Override
          public void check(Session session, String when) {
            KillInSectionsIT.check(session, when);
          }
        };

    int steps = new CrashSweep(root, scenario, ada.reading(8_000), bob).kill();

    // The reservations, the answers, the repair turn, the end; what arrives meanwhile shares one.
    assertTrue(steps > 3, "only " + steps + " steps: the kills missed the sections");
  }

  private static void check(Session session, String when) {
    assertEquals(SessionOutcome.CONVERGED, session.finalized().outcome(), when);
    assertEquals(EndReason.UNANIMOUS_READY, session.run().ended().reason(), when);
    assertEquals(1, session.rounds().size(), when);
    assertEquals(Money.ZERO, session.ledger().reserved(), when);
    assertEquals("1-8", session.rounds().getFirst().votes().get("ada").coverage().read(), when);
    Map<String, Integer> settled = new TreeMap<>();
    Map<String, Integer> unknown = new TreeMap<>();
    for (LedgerCall call : session.callsOf(1)) {
      String what = call.peer() + " " + call.sectionNumber() + " " + call.purpose();
      settled.merge(what, call.state() == LedgerCall.CallState.SETTLED ? 1 : 0, Integer::sum);
      unknown.merge(what, call.state() == LedgerCall.CallState.INDETERMINATE ? 1 : 0, Integer::sum);
    }
    settled.forEach((what, count) -> assertEquals(1, count, when + ": " + what));
    unknown.forEach((what, count) -> assertTrue(count <= 1, when + ": " + what));
    assertEquals(List.of(), session.openCalls(), when);
  }
}

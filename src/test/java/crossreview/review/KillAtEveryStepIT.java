package crossreview.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Money;
import crossreview.model.SessionId;
import crossreview.model.call.CallPurpose;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process dies at every fsync of a session of three rounds, and another one goes on: an answer
 * that is on disk is never bought again, and a call whose fate is unknown at most once.
 */
class KillAtEveryStepIT {
  @TempDir private Path root;
  private final ScriptedPeer ada = ScriptedPeer.reviewer("ada", wanting(2));
  private final ScriptedPeer bob = ScriptedPeer.reviewer("bob", wanting(1));
  private final ScriptedPeer rex = ScriptedPeer.author("rex", PeerScript.appending("end"));

  /** Refuses until the text has so many ends; what it says depends on the text alone. */
  private static PeerScript wanting(int ends) {
    return peerRequest -> {
      int there = peerRequest.requestMaterial().text().split("end\n", -1).length - 1;
      PeerScript says =
          there < ends ? PeerScript.notReady("end " + there + " is missing") : PeerScript.ready();
      return says.act(peerRequest);
    };
  }

  @Test
  void noStepIsAPlaceWhereAnAnswerIsLostOrBoughtTwice() throws Exception {
    CrashSweep.Scenario scenario =
        new CrashSweep.Scenario() {
          @Override
          public SessionId open(ReviewHarness bench) {
            return bench.open(RunMode.SHIP, "text\n");
          }

          @Override
          public boolean over(Session session) {
            return session.closed();
          }

          @Override
          public void check(Session session, String when) {
            KillAtEveryStepIT.this.check(session, when);
          }
        };

    new CrashSweep(root, scenario, ada, bob, rex).killIn(0, 1, 2, 3);
  }

  private void check(Session session, String when) {
    assertEquals(SessionOutcome.CONVERGED, session.finalized().outcome(), when);
    assertEquals(3, session.rounds().size(), when);
    assertEquals(Money.ZERO, session.ledger().reserved(), when);
    for (ScriptedPeer peer : List.of(ada, bob, rex)) {
      for (int round = 1; round <= 3; round++) {
        bought(session, peer, round, when);
      }
    }
  }

  private static void bought(Session session, ScriptedPeer peer, int round, String when) {
    String id = peer.member().peer();
    CallPurpose callPurpose = id.equals("rex") ? CallPurpose.REVISE : CallPurpose.REVIEW;
    List<LedgerCall> calls =
        session.callsOf(round).stream().filter(c -> c.peer().equals(id)).toList();
    long settled = calls.stream().filter(c -> c.state() == LedgerCall.CallState.SETTLED).count();
    long unknown =
        calls.stream().filter(c -> c.state() == LedgerCall.CallState.INDETERMINATE).count();
    long asked =
        peer.asks().stream()
            .filter(peerRequest -> peerRequest.session().equals(session.id()))
            .filter(peerRequest -> isOf(peerRequest, round, callPurpose))
            .count();
    String what = when + ": " + id + " in round " + round;
    assertTrue(settled <= 1, what + " was bought twice");
    assertTrue(unknown <= 1, what + " was asked again more than once");
    assertTrue(asked <= settled + unknown, what + ": " + asked + " requests, " + calls);
  }

  private static boolean isOf(PeerRequest peerRequest, int round, CallPurpose callPurpose) {
    return peerRequest.round() == round && peerRequest.callPurpose() == callPurpose;
  }
}

package crossreview.review;

import static crossreview.testkit.ReviewHarness.CALLER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Money;
import crossreview.model.SessionId;
import crossreview.model.call.CallPurpose;
import crossreview.model.finding.FindingState;
import crossreview.model.policy.JudgeMode;
import crossreview.model.run.RunMode;
import crossreview.model.run.SessionOutcome;
import crossreview.session.LedgerCall;
import crossreview.session.Session;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process dies at every fsync of a rotation, and of a pass of judges. */
class KillInTurnsAndPassesIT {
  private static final PeerScript YES =
      PeerScript.says(
          "{\"satisfied\": true, \"confidence\": \"verified\", \"rationale\": \"seen\"}");

  @TempDir Path root;

  /** Adds its line where it is missing, and then leaves the text as it is. */
  private static ScriptedPeer writer(String name) {
    return ScriptedPeer.author(
        name,
        peerRequest ->
            peerRequest.requestMaterial().text().contains("by " + name)
                ? PeerScript.says("{\"unchanged\": true}").act(peerRequest)
                : PeerScript.appending("by " + name).act(peerRequest));
  }

  @Test
  void noStepOfARotationIsOneAtWhichATurnIsLostOrPaidTwice() throws Exception {
    ScriptedPeer[] peers = {
      writer("rex"), writer("sam"), ScriptedPeer.reviewer("ada", PeerScript.silence())
    };
    CrashSweep.Scenario scenario =
        new CrashSweep.Scenario() {
          @Override
          public SessionId open(ReviewHarness bench) {
            return bench.open(RunMode.CIRCULAR, "text\n");
          }

          @Override
          public boolean over(Session session) {
            return session.closed();
          }

          @Override
          public void check(Session session, String when) {
            assertEquals(SessionOutcome.CONVERGED, session.finalized().outcome(), when);
            assertEquals(4, session.rounds().size(), when);
            for (int round = 1; round <= 4; round++) {
              once(session.callsOf(round), when + ", turn " + round);
            }
            assertEquals(Money.ZERO, session.ledger().reserved(), when);
          }
        };

    int steps = new CrashSweep(root, scenario, peers).kill();

    // Four turns and an end; what arrives meanwhile may share an fsync.
    assertTrue(steps > 4, "only " + steps + " steps: the kills missed the rotation");
  }

  @Test
  void noStepOfAPassIsOneAtWhichAJudgeIsAskedTwiceOrTheItemMovesWithoutItsRuling()
      throws Exception {
    ScriptedPeer[] peers = {
      ScriptedPeer.reviewer("cy", PeerScript.needsEvidence("Show the log.")),
      ScriptedPeer.judge("bob", PeerScript.ready(), YES),
      ScriptedPeer.judge("dee", PeerScript.ready(), YES)
    };
    CrashSweep.Scenario scenario =
        new CrashSweep.Scenario() {
          @Override
          public SessionId open(ReviewHarness bench) {
            SessionId id = bench.open(RunMode.REVIEW, "text\n");
            bench.run(id);
            bench.submit(id, "another text\n");
            return id;
          }

          @Override
          public void begin(ReviewHarness bench, SessionId id) {
            List<String> judges = List.of("bob", "dee");
            bench
                .reviews()
                .judge(id, new JudgeRequest(judges, null, JudgeMode.ACTIVE, true), CALLER);
          }

          @Override
          public boolean over(Session session) {
            return !session.running() && !session.supplement().judgments().rulings().isEmpty();
          }

          @Override
          public void check(Session session, String when) {
            assertEquals(1, session.supplement().judgments().rulings().size(), when);
            assertTrue(
                session.supplement().judgments().rulings().getFirst().ruled().promoted(), when);
            assertEquals(FindingState.ADDRESSED, session.findings().get("f1").state(), when);
            for (String judge : List.of("bob", "dee")) {
              once(asked(session, judge), when + ", " + judge);
            }
          }
        };

    int steps = new CrashSweep(root, scenario, peers).kill();

    // The beginning, the reservation, and the rulings with the end, if they share an fsync.
    assertTrue(steps > 2, "only " + steps + " steps: the kills missed the pass");
  }

  private static List<LedgerCall> asked(Session session, String judge) {
    return session.calls().values().stream()
        .filter(ledgerCall ->
            ledgerCall.purpose() == CallPurpose.JUDGE && ledgerCall.peer().equals(judge))
        .toList();
  }

  private static void once(List<LedgerCall> calls, String what) {
    assertEquals(
        1, count(calls, LedgerCall.CallState.SETTLED), what + " was paid otherwise than once");
    assertTrue(
        count(calls, LedgerCall.CallState.INDETERMINATE) <= 1, what + " was asked too often");
  }

  private static long count(List<LedgerCall> calls, LedgerCall.CallState callState) {
    return calls.stream().filter(ledgerCall -> ledgerCall.state() == callState).count();
  }
}

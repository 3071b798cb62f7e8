package crossreview.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import crossreview.model.CarriedParts;
import crossreview.model.Money;
import crossreview.model.SessionId;
import crossreview.model.run.EndReason;
import crossreview.model.run.RunMode;
import crossreview.model.vote.VoteCoverage;
import crossreview.peer.PeerRequest;
import crossreview.session.LedgerCall;
import crossreview.session.Session;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process dies at every fsync of a round that carries hunks over and of the full round after
 * it: the same hunks are shown and carried, no answer is bought twice, and the last round is full.
 */
class KillInDeltaIT {
  @TempDir private Path root;

  private final ScriptedPeer ada = ScriptedPeer.reviewer("ada", PeerScript.ready());
  private final ScriptedPeer bob = ScriptedPeer.reviewer("bob", KillInDeltaIT::says);

  /** Against the first version only, whichever process asks. */
  private static PeerScript.Act says(PeerRequest request) {
    boolean second = DeltaRoundTest.prompt(request).contains("+new line of file 3");
    return (second ? PeerScript.ready() : PeerScript.notReady("no")).act(request);
  }

  @Test
  void noStepIsAPlaceWhereSomethingElseIsCarriedOrAnAnswerIsBoughtTwice() throws Exception {
    CrashSweep.Scenario scenario =
        new CrashSweep.Scenario() {
          @Override
          public SessionId open(ReviewHarness bench) {
            SessionId id =
                bench.open(
                    RunMode.REVIEW, DeltaRoundTest.change(8, "int a;"), DeltaRoundTest.rules(null));
            bench.run(id);
            bench.submit(id, DeltaRoundTest.change(8, "int a;", 3));
            return id;
          }

          @Override
          public boolean over(Session session) {
            return session.closed();
          }

          @Override
          public void check(Session session, String when) {
            KillInDeltaIT.check(session, when);
          }
        };

    new CrashSweep(root, scenario, ada, bob).killIn(2, 3);
  }

  private static void check(Session session, String when) {
    assertEquals(EndReason.UNANIMOUS_READY, session.run().ended().reason(), when);
    assertEquals(3, session.rounds().size(), when);
    VoteCoverage delta = session.rounds().get(1).votes().get("ada").coverage();
    assertNotNull(delta, when);
    assertEquals("3", delta.read(), when);
    assertEquals(new CarriedParts(1, "1-2,4-8"), delta.carriedFrom(), when);
    assertNull(session.rounds().get(2).votes().get("ada").coverage(), when);
    assertEquals(Money.ZERO, session.ledger().reserved(), when);
    for (int round = 2; round <= 3; round++) {
      Map<String, Integer> settled = new TreeMap<>();
      for (LedgerCall call : session.callsOf(round)) {
        boolean paid = call.state() == LedgerCall.CallState.SETTLED;
        settled.merge(call.peer(), paid ? 1 : 0, Integer::sum);
      }
      assertEquals(Map.of("ada", 1, "bob", 1), settled, when + ", round " + round);
    }
  }
}

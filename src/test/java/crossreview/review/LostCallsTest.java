package crossreview.review;

import static crossreview.testkit.PeerScript.fails;
import static crossreview.testkit.PeerScript.inTurn;
import static crossreview.testkit.PeerScript.ready;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Money;
import crossreview.model.SessionId;
import crossreview.model.call.CallPhase;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.FailureClass;
import crossreview.model.call.PeerFailure;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.EndReason;
import crossreview.model.run.RunMode;
import crossreview.model.run.SessionOutcome;
import crossreview.peer.CallPricing;
import crossreview.session.LedgerCall;
import crossreview.session.Session;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import crossreview.testkit.TestStore;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Paid calls whose connection is lost in the middle. */
class LostCallsTest {
  private static final PeerFailure LOST =
      new PeerFailure(
          FailureClass.NETWORK,
          "connection_lost",
          CallPhase.STREAM,
          true,
          CostCertainty.UNKNOWN,
          "reset");
  private static final ReviewLimits LIMITS =
      new ReviewLimits(8, 2, 60, Money.of("5"), 100_000, 256);

  @TempDir private Path dir;

  private static ScriptedPeer paid(PeerScript peerScript) {
    return ScriptedPeer.reviewer("ada", peerScript)
        .priced(new CallPricing.CeilingPricing(Money.of("1")), Money.of("0.25"));
  }

  private static final ScriptedPeer BOB = ScriptedPeer.reviewer("bob", ready());
  private static final ScriptedPeer CY = ScriptedPeer.reviewer("cy", ready());

  private static List<String> states(Session session) {
    return session.calls().values().stream()
        .filter(ledgerCall -> ledgerCall.peer().equals("ada"))
        .map(ledgerCall -> ledgerCall.state().name())
        .toList();
  }

  @Test
  void aLostCallIsBookedAtItsCeilingAndAskedAgainWithAReservationOfItsOwn() {
    ScriptedPeer ada = paid(inTurn(fails(LOST), ready()));
    try (ReviewHarness bench = new ReviewHarness(dir, ada, BOB)) {
      Session session = bench.run(bench.open(RunMode.REVIEW, "text\n", LIMITS));

      assertEquals(SessionOutcome.CONVERGED, session.finalized().outcome());
      assertEquals(List.of("INDETERMINATE", "SETTLED"), states(session));
      assertEquals(Money.of("1.25"), session.ledger().committed());
      assertEquals(2, ada.asks().size());
    }
  }

  @Test
  void aSecondLossExcusesThePeerAndNothingIsAskedAThirdTime() {
    ScriptedPeer ada = paid(fails(LOST));
    try (ReviewHarness bench = new ReviewHarness(dir, ada, BOB, CY)) {
      Session session = bench.run(bench.open(RunMode.REVIEW, "text\n", LIMITS));

      assertEquals(List.of("INDETERMINATE", "FAILED"), states(session));
      assertEquals(FailureClass.NETWORK, session.rounds().getFirst().excused().get("ada"));
      assertEquals(Money.of("2"), session.ledger().committed());
      assertEquals(2, ada.asks().size());
    }
  }

  @Test
  void whereNothingIsAskedAgainTheLossIsAFailureAtOnce() {
    ScriptedPeer ada = paid(fails(LOST));
    try (ReviewHarness bench = ReviewHarness.withoutReask(TestStore.open(dir), ada, BOB, CY)) {
      Session session = bench.run(bench.open(RunMode.REVIEW, "text\n", LIMITS));

      assertEquals(List.of("FAILED"), states(session));
      assertEquals(1, ada.asks().size());
    }
  }

  @Test
  void theSecondReservationNeedsRoomInTheCeiling() {
    ScriptedPeer ada = paid(inTurn(fails(LOST), ready()));
    ReviewLimits tight = new ReviewLimits(8, 2, 60, Money.of("1.50"), 100_000, 256);
    try (ReviewHarness bench = new ReviewHarness(dir, ada, BOB)) {
      SessionId id = bench.open(RunMode.REVIEW, "text\n", tight);
      Session session = bench.run(id);

      assertEquals(EndReason.BUDGET_EXHAUSTED, session.run().ended().reason());
      assertEquals(1, ada.asks().size());
      LedgerCall first = session.calls().values().iterator().next();
      assertTrue(first.booked().compareTo(Money.of("1")) <= 0);
    }
  }
}

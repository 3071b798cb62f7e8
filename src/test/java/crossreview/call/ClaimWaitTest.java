package crossreview.call;

import static crossreview.testkit.ReviewHarness.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.call.BudgetGuard.BudgetReservation;
import crossreview.model.Money;
import io.vertx.core.Future;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who waits until a dead process' share is settled, and who does not. */
@Timeout(60)
class ClaimWaitTest extends ClaimScenario {
  @Test
  void aReservationThatOnlyADeadShareKeepsBackIsMadeWhenThatIsSettled() {
    for (int i = 0; i < 20; i++) {
      Spender killed = new Spender("10");
      killed.call("0.02").orElseThrow().cost = Money.of("0.01");
      dead.add(killed.pid);
    }
    unreadable = true; // a session is not adopted yet
    Spender next = new Spender("10");

    Future<BudgetReservation> waiting = next.budgetGuard.reserve("ann", Money.of("1"));
    assertFalse(waiting.isComplete());
    unreadable = false;
    time.advance(Duration.ofSeconds(1));

    assertTrue(waiting.succeeded());
  }

  @Test
  void aJournalThatNeverTellsIsWaitedForOnce() {
    Spender killed = new Spender("1");
    killed.call("0.01");
    dead.add(killed.pid);
    unreadable = true;
    Spender next = new Spender("1");

    Future<BudgetReservation> waiting = next.budgetGuard.reserve("ann", Money.of("0.96"));
    time.advance(SettlementWait.AT_MOST.plusSeconds(5));

    assertEquals("budget_exhausted", code(waiting));
    assertTrue(waiting.cause().getMessage().contains("a journal cannot be read"));
    assertTrue(next.refuses("0.96"), "at once");
  }

  @Test
  void aWaitThatEndedTakesNothingFromTheNext() {
    Spender killed = new Spender("1");
    killed.call("0.01");
    dead.add(killed.pid);
    unreadable = true;
    Spender next = new Spender("1");
    Future<BudgetReservation> first = next.budgetGuard.reserve("ann", Money.of("0.96"));
    unreadable = false;
    time.advance(Duration.ofSeconds(1));
    first.result().settle(Money.ZERO);
    get(next.budgetGuard.close());
    time.advance(SettlementWait.AT_MOST);
    Spender other = new Spender("1");
    other.call("0.01");
    dead.add(other.pid);
    unreadable = true;

    Future<BudgetReservation> second = next.budgetGuard.reserve("ann", Money.of("0.96"));
    assertFalse(second.isComplete());
    unreadable = false;
    time.advance(Duration.ofSeconds(1));

    assertTrue(second.succeeded());
  }

  @Test
  void whoeverWaitsAtTheEndIsToldThatTheDaemonStops() {
    Spender killed = new Spender("1");
    killed.call("0.01");
    dead.add(killed.pid);
    unreadable = true;
    Spender next = new Spender("1");
    Future<BudgetReservation> waiting = next.budgetGuard.reserve("ann", Money.of("0.96"));

    next.budgetGuard.endWaits();

    assertEquals("shutting_down", code(waiting));
  }

  @Test
  void noReservationWaitsWhileJournalsAreReadThatItDoesNotNeed() {
    Spender killed = new Spender("1");
    killed.call("0.01");
    dead.add(killed.pid);
    Spender next = new Spender("1");
    reading = true;

    Future<Void> settlement = next.budgetGuard.returnIdleShares();

    assertTrue(next.call("0.5").isPresent());
    assertFalse(settlement.isComplete());
  }

  @Test
  void nobodyWaitsForASilentProcessOrAnUnreadableJournalWhileTheDayHasEnough() {
    Spender killed = new Spender("1");
    killed.call("0.01");
    dead.add(killed.pid);
    new Spender("1", "another machine").call("0.01"); // and is silent
    unreadable = true;

    assertTrue(new Spender("1").call("0.9").isPresent());
  }
}

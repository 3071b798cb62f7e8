package crossreview.review;

import crossreview.call.BudgetGuard.BudgetReservation;
import crossreview.model.Money;
import crossreview.session.LedgerCall;
import java.util.HashMap;
import java.util.Map;

/**
 * The money that is held for the calls of one review. What becomes of it follows the journal: an
 * open call without a waiting review is booked at its ceiling.
 */
final class BudgetReservations {
  private final Map<String, ReservedCeiling> holds = new HashMap<>();

  private record ReservedCeiling(BudgetReservation budgetReservation, Money ceiling) {}

  void put(String call, BudgetReservation budgetReservation, Money ceiling) {
    holds.put(call, new ReservedCeiling(budgetReservation, ceiling));
  }

  /** Whether the share that pays a call is still this daemon's. Awaits. */
  boolean stands(String call) {
    ReservedCeiling reservedCeiling = holds.get(call);
    return reservedCeiling == null || reservedCeiling.budgetReservation().stands().await();
  }

  /** The call has ended, and this is what the journal books for it. */
  void settle(LedgerCall ledgerCall) {
    ReservedCeiling reservedCeiling =
        ledgerCall.state() == LedgerCall.CallState.RESERVED ? null : holds.remove(ledgerCall.id());
    if (reservedCeiling != null) {
      reservedCeiling.budgetReservation().settle(ledgerCall.booked());
    }
  }

  /** The results of the others are lost: they may have cost everything. */
  void settleRemaining() {
    holds
        .values()
        .forEach(reservedCeiling ->
            reservedCeiling.budgetReservation().settle(reservedCeiling.ceiling()));
    holds.clear();
  }
}

package crossreview.review;

import crossreview.call.Treasury.Held;
import crossreview.model.Money;
import crossreview.session.LedgerCall;
import java.util.HashMap;
import java.util.Map;

/**
 * The money that is held for the calls of one review. What becomes of it follows the journal: an
 * open call that nobody awaits any more is booked at its ceiling.
 */
final class Holds {
  private final Map<String, Hold> holds = new HashMap<>();

  private record Hold(Held held, Money ceiling) {}

  void put(String call, Held held, Money ceiling) {
    holds.put(call, new Hold(held, ceiling));
  }

  /** The call has ended, and this is what the journal books for it. */
  void settle(LedgerCall ledgerCall) {
    Hold hold =
        ledgerCall.state() == LedgerCall.CallState.RESERVED ? null : holds.remove(ledgerCall.id());
    if (hold != null) {
      hold.held().settle(ledgerCall.booked());
    }
  }

  /** Nobody will hear of the others: they may have cost everything. */
  void giveUp() {
    holds.values().forEach(hold -> hold.held().settle(hold.ceiling()));
    holds.clear();
  }
}

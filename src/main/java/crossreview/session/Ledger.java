package crossreview.session;

import crossreview.model.Money;
import java.util.Collection;

/**
 * The sums of a session's calls.
 *
 * @param spent what is booked: settled, failed at a known cost, indeterminate at the ceiling
 * @param reserved the ceilings of the calls under way
 */
public record Ledger(Money spent, Money reserved) {
  static final Ledger EMPTY = new Ledger(Money.ZERO, Money.ZERO);

  /** The sums over calls: what is booked, and the ceilings of those under way. */
  public static Ledger of(Collection<LedgerCall> calls) {
    Money spent = Money.ZERO;
    Money reserved = Money.ZERO;
    for (LedgerCall ledgerCall : calls) {
      spent = spent.plus(ledgerCall.booked());
      if (ledgerCall.state() == LedgerCall.CallState.RESERVED) {
        reserved = reserved.plus(ledgerCall.ceiling());
      }
    }
    return new Ledger(spent, reserved);
  }

  /** The sums after a call was reserved. */
  Ledger reserve(LedgerCall ledgerCall) {
    return new Ledger(spent, reserved.plus(ledgerCall.ceiling()));
  }

  /** The sums after a reserved call has ended. */
  Ledger settle(LedgerCall ended) {
    return new Ledger(spent.plus(ended.booked()), reserved.minus(ended.ceiling()));
  }

  /** What a ceiling has to cover: nothing reserved is spent twice. */
  public Money committed() {
    return spent.plus(reserved);
  }
}

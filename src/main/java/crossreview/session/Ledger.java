package crossreview.session;

import crossreview.model.Money;
import java.util.Collection;

/** The sums of a session's calls. */
public record Ledger(Money spent, Money reserved) {

  /** The sums over calls: what is booked, and the ceilings of those under way. */
  public static Ledger of(Collection<Call> calls) {
    Money spent = Money.ZERO;
    Money reserved = Money.ZERO;
    for (Call call : calls) {
      spent = spent.plus(call.booked());
      if (call.state() == Call.State.RESERVED) {
        reserved = reserved.plus(call.ceiling());
      }
    }
    return new Ledger(spent, reserved);
  }

  /** What a ceiling has to cover: nothing reserved is spent twice. */
  public Money committed() {
    return spent.plus(reserved);
  }
}

package crossreview.call;

import crossreview.model.Money;
import java.io.IOException;
import java.util.Optional;

/** What one daemon may spend of a day's ceiling. Taking blocks; any thread. */
final class Purse {
  private final DaySlices slices;
  private Money claimed = Money.ZERO;
  private Money committed = Money.ZERO;

  Purse(DaySlices slices) {
    this.slices = slices;
  }

  /** Whether the amount was there; then it is reserved. */
  synchronized boolean take(Money amount) throws IOException {
    Money then = committed.plus(amount);
    while (then.compareTo(claimed) > 0) {
      Optional<Money> more = slices.claim(then.minus(claimed));
      if (more.isEmpty()) {
        return false;
      }
      claimed = claimed.plus(more.get());
    }
    committed = then;
    return true;
  }

  /** What was reserved has cost this; more than that is spent all the same. */
  synchronized void settle(Money reserved, Money actual) {
    committed = committed.minus(reserved).plus(actual);
  }

  /** Gives back what was claimed and neither spent nor reserved. */
  synchronized void close() throws IOException {
    if (claimed.compareTo(committed) > 0) {
      slices.giveBack(claimed.minus(committed));
      claimed = committed;
    }
  }
}

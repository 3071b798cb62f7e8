package crossreview.call;

import crossreview.model.Money;
import java.io.IOException;
import java.util.Optional;

/** What one daemon may spend of a day's ceiling. Taking blocks; any thread. */
final class BudgetShare {
  private final String limit;
  private final Money ceiling;
  private final DailyBudgetLedger slices;
  private final String claimant;
  private Money claimed = Money.ZERO;
  private Money committed = Money.ZERO;
  private int held; // reservations that are not settled
  private boolean used; // since the last look at whether it is idle

  /**
   * @param limit the name of the setting that is its ceiling
   * @param claimant in whose name it is claimed
   */
  BudgetShare(String limit, Money ceiling, DailyBudgetLedger slices, String claimant) {
    this.limit = limit;
    this.ceiling = ceiling;
    this.slices = slices;
    this.claimant = claimant;
  }

  /** Reserves the amount, or is refused with {@code budget_exhausted}. */
  synchronized void reserve(Money amount) throws IOException {
    Money then = committed.plus(amount);
    while (then.compareTo(claimed) > 0) {
      Optional<Money> more = slices.claim(then.minus(claimed), claimant);
      if (more.isEmpty()) {
        throw BudgetGuard.exhausted(limit, amount, ceiling);
      }
      claimed = claimed.plus(more.get());
    }
    committed = then;
    held++;
    used = true;
  }

  /** What was reserved has cost this; more than that is spent all the same. */
  synchronized void settle(Money reserved, Money actual) {
    committed = committed.minus(reserved).plus(actual);
    held--;
    used = true;
  }

  /** As {@link #close}, unless it was used since the last look or something is reserved. */
  synchronized void closeIfIdle() throws IOException {
    if (held == 0 && !used) {
      close();
    }
    used = false;
  }

  /** Returns what was claimed and neither spent nor reserved. */
  synchronized void close() throws IOException {
    if (claimed.compareTo(committed) > 0) {
      slices.refund(claimed.minus(committed), claimant);
      claimed = committed;
    }
  }
}

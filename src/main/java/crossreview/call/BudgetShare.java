package crossreview.call;

import crossreview.call.DailyBudgetLedger.ClaimAnswer;
import crossreview.model.Money;
import crossreview.model.ProblemException;
import crossreview.model.ReviewProblem;
import java.io.IOException;

/** What one daemon may spend of a day's ceiling. Taking blocks; any thread. */
final class BudgetShare {
  private final String limit;
  private Money ceiling;
  private DailyBudgetLedger slices;
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

  /** Uses another ceiling from now on; what was claimed below the former one is returned first. */
  synchronized BudgetShare under(Money otherCeiling) throws IOException {
    if (!otherCeiling.equals(ceiling)) {
      close();
      ceiling = otherCeiling;
      slices = slices.under(otherCeiling);
    }
    return this;
  }

  /**
   * Reserves the amount, or is refused with {@code budget_exhausted}.
   *
   * @return false when nothing is reserved because it is not known yet what dead processes spent
   */
  synchronized boolean reserve(Money amount) throws IOException {
    Money then = committed.plus(amount);
    while (then.compareTo(claimed) > 0) {
      switch (slices.claim(then.minus(claimed), claimant)) {
        case ClaimAnswer.ClaimedSlice slice -> claimed = claimed.plus(slice.amount());
        case ClaimAnswer.ExhaustedDay none -> throw exhausted(amount, "");
        case ClaimAnswer.UnsettledDay later -> {
          return false;
        }
      }
    }
    committed = then;
    held++;
    used = true;
    return true;
  }

  /** The refusal of an amount that the day does not have. */
  ProblemException exhausted(Money amount, String more) {
    return exhausted(limit, amount, ceiling, more);
  }

  static ProblemException exhausted(String limit, Money wanted, Money ceiling, String more) {
    String message = "a call may cost " + wanted + ", " + limit + " is " + ceiling + more;
    return ReviewProblem.BUDGET_EXHAUSTED.exception(message);
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

package crossreview.call;

import crossreview.model.Money;
import org.jspecify.annotations.Nullable;

/**
 * Ceilings in US dollars beside those of sessions; null where there is none.
 *
 * @param call of one call
 * @param callerDay of all sessions of one caller in one UTC day
 * @param day of all sessions in one UTC day, all daemons on the data directory together
 */
public record BudgetLimits(@Nullable Money call, @Nullable Money callerDay, @Nullable Money day) {
  public static final BudgetLimits NONE = new BudgetLimits(null, null, null);
}

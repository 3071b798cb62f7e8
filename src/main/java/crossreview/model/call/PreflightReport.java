package crossreview.model.call;

import crossreview.model.ValueChecks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known before money is spent.
 *
 * @param checks all of them, also those that passed
 * @param promptBytes how long a prompt of the first round is, about
 * @param estimate of the whole run
 */
public record PreflightReport(
    List<PreflightCheck> checks, long promptBytes, CostEstimate estimate) {
  public PreflightReport {
    checks = ValueChecks.list(checks);
  }

  /** One check; {@code detail} says what was found, where there is something to say. */
  public record PreflightCheck(String name, boolean pass, @Nullable String detail) {
    public PreflightCheck {
      detail = detail == null ? null : ValueChecks.cut(detail, 400);
    }
  }
}

package crossreview.model;

import java.util.List;

/**
 * What is known before money is spent.
 *
 * @param checks all of them, also those that passed
 * @param promptBytes how long a prompt of the first round is, about
 * @param estimate of the whole run
 */
public record Preflight(List<Check> checks, long promptBytes, Estimate estimate) {
  public Preflight {
    checks = Checks.list(checks);
  }

  /** One check; {@code detail} says what was found. */
  public record Check(String name, boolean pass, String detail) {
    public Check {
      detail = Checks.cut(detail, 400);
    }
  }
}

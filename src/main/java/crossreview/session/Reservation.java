package crossreview.session;

import crossreview.model.Money;
import crossreview.model.Purpose;

/**
 * What a call may cost before it is sent; the id is given by the decider.
 *
 * @param finding what a judge is asked about, else null
 */
public record Reservation(
    String peer, Purpose purpose, Money ceiling, String model, int attemptsMax, String finding) {
  /** A call that is about no single finding. */
  public Reservation(String peer, Purpose purpose, Money ceiling, String model, int attemptsMax) {
    this(peer, purpose, ceiling, model, attemptsMax, null);
  }

  /** The same, about a finding. */
  public Reservation about(String one) {
    return new Reservation(peer, purpose, ceiling, model, attemptsMax, one);
  }
}

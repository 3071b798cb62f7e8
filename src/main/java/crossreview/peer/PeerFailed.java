package crossreview.peer;

import crossreview.model.Money;
import crossreview.model.PeerFailure;

/** Carries a failure through a future; no stack, because it is no bug. */
public final class PeerFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient PeerFailure failure;
  private final transient Money cost;

  /**
   * @param cost the exact cost when the failure's spend is {@code exact}, else null
   */
  public PeerFailed(PeerFailure failure, Money cost) {
    super(failure.failureClass().word() + "/" + failure.failureCode(), null, false, false);
    this.failure = failure;
    this.cost = cost;
  }

  public PeerFailure failure() {
    return failure;
  }

  public Money cost() {
    return cost;
  }
}

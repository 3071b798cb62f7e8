package crossreview.peer;

import crossreview.model.Money;
import crossreview.model.call.PeerFailure;
import java.time.Duration;
import java.util.Optional;

/** Carries a failure through a future; no stack, because it is no bug. */
public final class PeerException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient PeerFailure failure;
  private final transient Money cost;
  private final transient Duration wait;
  private final boolean once;

  /**
   * @param cost the exact cost when the failure's spend is {@code exact}, else null
   */
  public PeerException(PeerFailure failure, Money cost) {
    this(failure, cost, null, false);
  }

  /**
   * @param wait how long the provider wants to be left alone, or null
   * @param once whether one more try is the most that makes sense
   */
  public PeerException(PeerFailure failure, Money cost, Duration wait, boolean once) {
    super(failure.failureClass().wireName() + "/" + failure.failureCode(), null, false, false);
    this.failure = failure;
    this.cost = cost;
    this.wait = wait;
    this.once = once;
  }

  public PeerFailure failure() {
    return failure;
  }

  public Money cost() {
    return cost;
  }

  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(wait);
  }

  public boolean once() {
    return once;
  }
}

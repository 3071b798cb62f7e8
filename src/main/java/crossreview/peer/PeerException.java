package crossreview.peer;

import crossreview.model.Money;
import crossreview.model.call.PeerFailure;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Carries a failure through a future; no stack, because it is not a bug. */
public final class PeerException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient PeerFailure failure;
  private final transient @Nullable Money cost;
  private final transient @Nullable Duration wait;
  private final boolean once;

  /** A failure whose cost is zero or not known exactly. */
  public PeerException(PeerFailure failure) {
    this(failure, null, null, false);
  }

  /**
   * @param cost the exact cost when the failure's spend is {@code exact}, else null
   * @param wait how long the provider wants to be left alone; null if it does not say
   * @param once whether one more try is the most that makes sense
   */
  public PeerException(
      PeerFailure failure, @Nullable Money cost, @Nullable Duration wait, boolean once) {
    super(failure.failureClass().wireName() + "/" + failure.failureCode(), null, false, false);
    this.failure = failure;
    this.cost = cost;
    this.wait = wait;
    this.once = once;
  }

  public PeerFailure failure() {
    return failure;
  }

  public @Nullable Money cost() {
    return cost;
  }

  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(wait);
  }

  public boolean once() {
    return once;
  }
}

package crossreview.call;

import crossreview.model.call.CallPhase;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.FailureClass;
import crossreview.model.call.PeerFailure;
import crossreview.peer.PeerException;
import crossreview.time.Ticker;
import java.time.Duration;

/**
 * Stops asking a model that does not answer: after so many failures in a row it is left alone for a
 * while, then one try shows whether it is back. Only failures of the provider count, never those of
 * a request. Any thread.
 */
final class CircuitBreaker {
  private final String model;
  private final int failuresMax;
  private final Duration pause;
  private final Ticker ticker;
  private int failures;
  private long openUntil;
  private boolean trying;

  CircuitBreaker(String model, int failuresMax, Duration pause, Ticker ticker) {
    this.model = model;
    this.failuresMax = failuresMax;
    this.pause = pause;
    this.ticker = ticker;
  }

  /**
   * Lets a try through, or says why not.
   *
   * @throws PeerException {@code overloaded}, which nothing was spent for
   */
  synchronized void acquire() {
    if (failures < failuresMax) {
      return;
    }
    long left = openUntil - ticker.nanos();
    if (left > 0 || trying) {
      String hint =
          model
              + " failed "
              + failures
              + " times in a row and is called again in "
              + Math.max(1, Duration.ofNanos(Math.max(0, left)).toSeconds())
              + " s";
      throw new PeerException(
          new PeerFailure(
              FailureClass.PROVIDER_ERROR,
              "overloaded",
              CallPhase.PREFLIGHT,
              false,
              CostCertainty.ZERO,
              hint));
    }
    trying = true;
  }

  synchronized void recordSuccess() {
    failures = 0;
    trying = false;
  }

  synchronized void recordFailure(PeerFailure failure) {
    trying = false;
    if (counts(failure)) {
      failures++;
      openUntil = ticker.nanos() + pause.toNanos();
    } else if (failure.failureClass() != FailureClass.CANCELLED) {
      failures = 0; // it answered, if only to say no
    }
  }

  /** Not those that the request itself brought about, and not haste, which has its own wait. */
  private static boolean counts(PeerFailure failure) {
    return failure.failureClass() == FailureClass.NETWORK
        || failure.failureClass() == FailureClass.TIMEOUT
        || failure.failureCode().equals("overloaded")
        || failure.failureCode().equals("upstream_5xx");
  }
}

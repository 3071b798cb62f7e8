package crossreview.call;

import crossreview.peer.PeerFailed;
import crossreview.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The only retry of the house: by timer, exponential, with full jitter. */
final class Retries {
  private final CallLimits limits;
  private final Timers timers;
  private final RandomGenerator random;

  Retries(CallLimits limits, Timers timers, RandomGenerator random) {
    this.limits = limits;
    this.timers = timers;
    this.random = random;
  }

  /** Tries until an answer, a failure that is not retryable, or the last attempt. */
  <T> Future<T> run(Attempts attempts, Future<Void> cancelled, Supplier<Future<T>> call) {
    attempts.begin();
    return call.get()
        .recover(cause ->
            again(attempts, cause)
                ? pause(attempts, cancelled).compose(on -> run(attempts, cancelled, call))
                : Future.failedFuture(cause));
  }

  private boolean again(Attempts attempts, Throwable cause) {
    return cause instanceof PeerFailed failed
        && failed.failure().retryable()
        && attempts.count() < limits.attempts();
  }

  private Future<Void> pause(Attempts attempts, Future<Void> cancelled) {
    Promise<Void> over = Promise.promise();
    Timers.Cancel timer = timers.after(wait(attempts.count()), over::tryComplete);
    cancelled.onSuccess(done -> {
      timer.cancel();
      over.tryFail(Failures.cancelled());
    });
    return over.future();
  }

  private Duration wait(int attempt) {
    long ceiling = limits.backoffBase().toMillis() << Math.min(attempt - 1, 20);
    long bound = Math.min(ceiling, limits.backoffCap().toMillis());
    return Duration.ofMillis(random.nextLong(bound + 1));
  }

  /** How often a call was tried; touched by one call only, read when it is over. */
  static final class Attempts {
    private volatile int count;

    private void begin() {
      count = count + 1; // attempts of one call follow each other
    }

    int count() {
      return count;
    }
  }
}

package crossreview.time;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** The result of a future for a virtual thread, which waits for it within a bound. */
public final class BlockingResult {
  private BlockingResult() {}

  /**
   * The result. A failure that is unchecked is thrown as it is; a checked one in an {@link
   * IllegalStateException}, for futures of this project fail with refusals.
   *
   * @param most how long it may take
   * @param late what is thrown when the bound has passed; it gets the bound
   * @throws CancellationException when the thread was interrupted because the daemon stops
   */
  public static <T> T of(
      Future<T> future, Duration most, Function<Duration, ? extends RuntimeException> late) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("the daemon stops");
    } catch (TimeoutException e) {
      throw late.apply(most);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    }
  }
}

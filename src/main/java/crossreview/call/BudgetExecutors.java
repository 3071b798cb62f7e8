package crossreview.call;

import io.vertx.core.Future;
import java.util.concurrent.Callable;

/**
 * The threads of the day's money.
 *
 * @param reservations counts slices: milliseconds
 * @param settlement reads the journals of a day: a millisecond for each session, which no
 *     reservation waits for that does not need what comes of it
 */
public record BudgetExecutors(BlockingExecutor reservations, BlockingExecutor settlement) {
  /** Runs what blocks, one after the other, on a thread made for it. */
  @FunctionalInterface
  public interface BlockingExecutor {
    /** Completes on the context that asked. */
    <T> Future<T> run(Callable<T> task);
  }
}

package crossreview.testkit;

import crossreview.model.Problem;
import crossreview.model.ProblemException;
import io.vertx.core.Future;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** Waiting in tests: for a result, a refusal, a condition. Never longer than ten seconds. */
public final class Await {
  private static final long SECONDS = 10;

  private Await() {}

  /** The result; a failure is thrown as it is. */
  public static <T> T result(Future<T> future) throws Exception {
    try {
      return future.toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  /** The problem that the future is refused with. */
  public static Problem problem(Future<?> future) throws Exception {
    try {
      Object result = result(future);
      throw new AssertionError("expected a refusal, got " + result);
    } catch (ProblemException problemException) {
      return problemException.problem();
    }
  }

  /** Returns when the condition holds. */
  public static void until(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        throw new TimeoutException("not within " + SECONDS + " s: " + what);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }
}

package crossreview.cluster;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads {@code cluster-n}, the only ones that wait for Hazelcast. */
final class ClusterExecutor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterExecutor.class);
  private static final int THREADS = 4; // a call that hangs takes one away for its time-out
  private static final int WAITING_MAX = 10_000; // as many sessions may be opened at once

  private static final long FAREWELL_SECONDS = 2;

  private final ThreadPoolExecutor calls;
  private final ScheduledThreadPoolExecutor clock;

  ClusterExecutor() {
    ThreadFactory names = Thread.ofPlatform().daemon().name("cluster-", 0).factory();
    this.calls =
        new ThreadPoolExecutor(
            THREADS, THREADS, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING_MAX), names);
    this.clock =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("cluster-clock").factory());
  }

  /** Completes with the fallback when the call fails, is refused or takes longer. */
  <T> CompletionStage<T> ask(String what, long millis, Supplier<T> call, T fallback) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    later(what, () -> answer.complete(call.get()), () -> answer.complete(fallback));
    return answer.completeOnTimeout(fallback, millis, TimeUnit.MILLISECONDS);
  }

  /** Runs a task without a waiting caller; a failure is logged and repaired later. */
  void later(String what, Runnable call) {
    later(what, call, () -> {});
  }

  /** The same, and says when it failed. */
  void later(String what, Runnable call, Runnable failed) {
    try {
      calls.execute(() -> {
        try {
          call.run();
        } catch (RuntimeException e) {
          LOG.atDebug().log("{} failed: {}", what, e.toString());
          failed.run();
        }
      });
    } catch (RejectedExecutionException e) {
      LOG.atDebug().log("{} is skipped: too many tasks are waiting", what);
      failed.run();
    }
  }

  /** Once, a little later. */
  void after(long millis, String what, Runnable task) {
    clock.schedule(() -> later(what, task), millis, TimeUnit.MILLISECONDS);
  }

  /** Again and again, each time so long after the last one ended. */
  void every(long millis, String what, Runnable task) {
    clock.scheduleWithFixedDelay(
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            LOG.atDebug().log("{} failed: {}", what, e.toString());
          }
        },
        millis,
        millis,
        TimeUnit.MILLISECONDS);
  }

  /** What was said already is sent on, for a moment. */
  @Override
  public void close() {
    clock.shutdownNow();
    calls.shutdown();
    try {
      if (!calls.awaitTermination(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
        calls.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package crossreview.testkit;

import crossreview.time.TimerService;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Real timers on one thread, without Vert.x. */
public final class ThreadTimers implements TimerService, AutoCloseable {
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("test-timers").daemon(true).factory());

  @Override
  public TimerHandle after(Duration delay, Runnable task) {
    if (thread.isShutdown()) {
      return () -> {};
    }
    Future<?> timer = thread.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> timer.cancel(false);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}

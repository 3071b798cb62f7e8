package crossreview.mcp;

import crossreview.time.Timers;
import java.time.Duration;

/** Does something again and again until it is stopped. Any thread. */
final class KeepAliveTimer {
  private final Timers timers;
  private final Duration every;
  private final Runnable task;
  private Timers.Cancel next = () -> {};
  private boolean over;

  private KeepAliveTimer(Timers timers, Duration every, Runnable task) {
    this.timers = timers;
    this.every = every;
    this.task = task;
  }

  static KeepAliveTimer begin(Timers timers, Duration every, Runnable task) {
    KeepAliveTimer keepAliveTimer = new KeepAliveTimer(timers, every, task);
    keepAliveTimer.arm();
    return keepAliveTimer;
  }

  private synchronized void arm() {
    if (!over) {
      next = timers.after(every, this::beat);
    }
  }

  private void beat() {
    task.run();
    arm();
  }

  synchronized void stop() {
    over = true;
    next.cancel();
  }
}

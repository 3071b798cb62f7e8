package crossreview.mcp;

import crossreview.time.Timers;
import java.time.Duration;

/** Does something again and again until it is stopped. Any thread. */
final class Beats {
  private final Timers timers;
  private final Duration every;
  private final Runnable task;
  private Timers.Cancel next = () -> {};
  private boolean over;

  private Beats(Timers timers, Duration every, Runnable task) {
    this.timers = timers;
    this.every = every;
    this.task = task;
  }

  static Beats begin(Timers timers, Duration every, Runnable task) {
    Beats beats = new Beats(timers, every, task);
    beats.arm();
    return beats;
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

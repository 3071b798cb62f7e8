package crossreview.mcp;

import crossreview.time.TimerService;
import java.time.Duration;

/** Does something again and again until it is stopped. Any thread. */
final class KeepAliveTimer {
  private final TimerService timerService;
  private final Duration every;
  private final Runnable task;
  private TimerService.TimerHandle next = () -> {};
  private boolean over;

  private KeepAliveTimer(TimerService timerService, Duration every, Runnable task) {
    this.timerService = timerService;
    this.every = every;
    this.task = task;
  }

  static KeepAliveTimer begin(TimerService timerService, Duration every, Runnable task) {
    KeepAliveTimer keepAliveTimer = new KeepAliveTimer(timerService, every, task);
    keepAliveTimer.arm();
    return keepAliveTimer;
  }

  private synchronized void arm() {
    if (!over) {
      next = timerService.after(every, this::sendKeepAlive);
    }
  }

  private void sendKeepAlive() {
    task.run();
    arm();
  }

  synchronized void stop() {
    over = true;
    next.cancel();
  }
}

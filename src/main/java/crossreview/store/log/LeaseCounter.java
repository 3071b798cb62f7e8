package crossreview.store.log;

import java.util.concurrent.atomic.AtomicBoolean;

/** Who keeps a log open: holds, and commands without an answer. Any thread. */
final class LeaseCounter {
  private final Runnable idle;
  private int count;

  /**
   * @param idle called, without any lock, whenever no lease is left
   */
  LeaseCounter(Runnable idle) {
    this.idle = idle;
  }

  /** One more, until the hold is released. */
  LogLease enter() {
    synchronized (this) {
      count++;
    }
    AtomicBoolean inside = new AtomicBoolean(true);
    return () -> {
      if (inside.compareAndSet(true, false)) {
        leave();
      }
    };
  }

  private void leave() {
    boolean last;
    synchronized (this) {
      count--;
      last = count == 0;
    }
    if (last) {
      idle.run();
    }
  }

  synchronized boolean isZero() {
    return count == 0;
  }
}

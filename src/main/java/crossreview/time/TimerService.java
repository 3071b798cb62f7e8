package crossreview.time;

import java.time.Duration;

/** Waiting without a thread. Any thread may ask. */
@FunctionalInterface
public interface TimerService {

  /**
   * Runs the task once after the delay, on the implementation's thread, which the task must not
   * block.
   *
   * @param delay above zero; shorter delays than a millisecond are rounded up to one
   */
  TimerHandle after(Duration delay, Runnable task);

  /** Cancels a timer. */
  @FunctionalInterface
  interface TimerHandle {
    /**
     * The task does not start after this returns, unless it had started; repeated calls are fine.
     */
    void cancel();
  }
}

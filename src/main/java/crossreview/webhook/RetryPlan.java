package crossreview.webhook;

import java.time.Duration;

/**
 * When an event that a target did not take is sent again: after {@code first}, then twice as long
 * each time, up to {@code longest}; not after {@code end} since its first attempt. Pure.
 *
 * @param pause the longest time for which a target that fails is left alone, so that events that
 *     were not sent yet get their turn
 */
record RetryPlan(Duration first, Duration longest, Duration pause, Duration end) {
  /** 5 s, 10 s, … 1 h: 33 attempts in a day. */
  static final RetryPlan DAY =
      new RetryPlan(
          Duration.ofSeconds(5), Duration.ofHours(1), Duration.ofMinutes(1), Duration.ofDays(1));

  private static final int DOUBLINGS_MAX = 30;

  /** The wait after this many failures in a row, in milliseconds. */
  long delay(int failures) {
    return Math.min(longest.toMillis(), grown(failures));
  }

  /** How long the whole target is left alone after this many failures in a row. */
  long pauseAfter(int failures) {
    return Math.min(pause.toMillis(), grown(failures));
  }

  private long grown(int failures) {
    return first.toMillis() << Math.clamp(failures - 1, 0, DOUBLINGS_MAX);
  }
}

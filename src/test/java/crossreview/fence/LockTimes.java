package crossreview.fence;

import crossreview.lock.LockTimings;
import java.time.Duration;

/** How long everything takes: milliseconds, or what is shipped. */
final class LockTimes {
  /** {@code CRASH=long}: one round with the shipped times. */
  static final boolean SHIPPED = "long".equals(System.getenv("CRASH"));

  private LockTimes() {}

  static LockTimings of(String name) {
    return name.equals("shipped")
        ? LockTimings.defaults()
        : new LockTimings(
            Duration.ofMillis(100),
            Duration.ofMillis(1_600),
            Duration.ofMillis(800),
            Duration.ofMillis(250),
            Duration.ofMillis(10),
            Duration.ofMillis(10),
            Duration.ofMillis(40));
  }
}

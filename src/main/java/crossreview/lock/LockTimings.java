package crossreview.lock;

import java.time.Duration;

/**
 * The times of the protocol. A live holder always beats between two looks, and gives up long before
 * another process may take its lock: {@code 2 × update ≤ twoLooks}, {@code 2 × update ≤ giveUp} and
 * {@code 2 × giveUp ≤ stale}.
 *
 * @param update between two heartbeats
 * @param stale a lock whose mtime is older may be taken over
 * @param giveUp a holder without a good heartbeat for so long gives up by itself
 * @param twoLooks between two looks that must see the same mtime, on the observer's monotonic clock
 * @param settle to wait before verifying an acquisition after the sight of an old or vanishing lock
 * @param retryFirst the first wait of a contender, growing by half up to {@code retryMax}
 */
public record LockTimings(
    Duration update,
    Duration stale,
    Duration giveUp,
    Duration twoLooks,
    Duration settle,
    Duration retryFirst,
    Duration retryMax) {

  public LockTimings {
    Duration twoBeats = update.plus(update);
    atMost("2 × update", twoBeats, "twoLooks", twoLooks);
    atMost("2 × update", twoBeats, "giveUp", giveUp);
    atMost("2 × giveUp", giveUp.plus(giveUp), "stale", stale);
    atMost("retryFirst", retryFirst, "retryMax", retryMax);
    if (!update.isPositive() || !retryFirst.isPositive() || settle.isNegative()) {
      throw new IllegalArgumentException(
          "update and retryFirst must be above zero, settle not below");
    }
  }

  private static void atMost(String name, Duration value, String limitName, Duration limit) {
    if (value.compareTo(limit) > 0) {
      throw new IllegalArgumentException(
          name + " is " + value + ", must be at most " + limitName + ", " + limit);
    }
  }

  /**
   * The times of proper-lockfile as its users set them: update 5 s, stale 120 s, retries to 1 s.
   */
  public static LockTimings defaults() {
    return new LockTimings(
        Duration.ofSeconds(5),
        Duration.ofSeconds(120),
        Duration.ofSeconds(60),
        Duration.ofSeconds(10),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofSeconds(1));
  }
}

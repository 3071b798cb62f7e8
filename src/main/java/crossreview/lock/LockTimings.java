package crossreview.lock;

import java.time.Duration;

/**
 * The times of the protocol.
 *
 * @param update between two heartbeats
 * @param stale a lock whose mtime is older may be taken over
 * @param giveUp a holder whose heartbeats failed for so long gives up by itself, well before stale
 * @param twoLooks between two looks that must see the same mtime, on the observer's monotonic clock
 * @param settle to wait before verifying an acquisition after the sight of a stale lock
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
    if (giveUp.compareTo(stale.dividedBy(2)) > 0 || update.compareTo(giveUp.dividedBy(2)) > 0) {
      throw new IllegalArgumentException(
          "update " + update + " ≤ giveUp/2 " + giveUp + " ≤ stale/4 " + stale + " must hold");
    }
  }

  /** The times of proper-lockfile as its users set them: update 5 s, stale 120 s, retries to 1 s. */
  public static LockTimings shipped() {
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

package crossreview.access;

import crossreview.collection.BoundedMap;
import crossreview.time.Ticker;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * So many requests in a second for each key, with a burst of twice as many (a token bucket). Any
 * thread.
 *
 * <p>It remembers the keys that were seen last; a forgotten one starts with a full bucket, which
 * takes as many other keys as it remembers.
 */
public final class RateLimiter {
  private static final int KEYS_MAX = 10_000; // about a megabyte
  private static final long SECOND = 1_000_000_000L;

  private final LongSupplier perMinute;
  private final boolean minuteAtOnce;
  private final Ticker ticker;
  private final Map<String, Long> fullAt = BoundedMap.ofUsed(KEYS_MAX);

  /**
   * @param perMinute how many; 0 for as many as come. Asked each time. When it changes, a key that
   *     has used all waits for one place of the new rate, not for a full bucket.
   */
  public RateLimiter(LongSupplier perMinute, Ticker ticker) {
    this(perMinute, false, ticker);
  }

  private RateLimiter(LongSupplier perMinute, boolean minuteAtOnce, Ticker ticker) {
    this.perMinute = perMinute;
    this.minuteAtOnce = minuteAtOnce;
    this.ticker = ticker;
  }

  /** One whose burst is what a minute allows: for what comes rarely and then all at once. */
  public static RateLimiter ofMinute(LongSupplier perMinute, Ticker ticker) {
    return new RateLimiter(perMinute, true, ticker);
  }

  /**
   * What became of a request.
   *
   * @param allowed whether it may continue
   * @param remaining how many more could come at once
   * @param retrySeconds after which the next one may, at least 1 where this one may not
   */
  public record RateDecision(boolean allowed, long remaining, long retrySeconds) {}

  /** Whether there is a limit at all. */
  public boolean on() {
    return perMinute.getAsLong() > 0;
  }

  /** How many may come at once. */
  public long burst() {
    return burst(perMinute.getAsLong());
  }

  private long burst(long rate) {
    return minuteAtOnce ? Math.max(1, rate) : 2 * Math.max(1, rate / 60);
  }

  /** Takes one. */
  public synchronized RateDecision take(String key) {
    long rate = perMinute.getAsLong();
    if (rate == 0) {
      return new RateDecision(true, Long.MAX_VALUE, 0);
    }
    long spacing = 60 * SECOND / rate;
    long burst = burst(rate);
    long now = ticker.nanos();
    long full = Math.clamp(fullAt.getOrDefault(key, now), now, now + burst * spacing);
    long room = burst - ceiling(full - now, spacing);
    if (room < 1) {
      fullAt.put(key, full); // of the present rate, so that the wait ends
      long wait = full - now - (burst - 1) * spacing;
      return new RateDecision(false, 0, Math.max(1, ceiling(wait, SECOND)));
    }
    fullAt.put(key, full + spacing);
    return new RateDecision(true, room - 1, 0);
  }

  private static long ceiling(long value, long unit) {
    return (value + unit - 1) / unit;
  }
}

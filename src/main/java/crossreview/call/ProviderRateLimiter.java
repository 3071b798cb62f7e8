package crossreview.call;

import crossreview.peer.ProviderQuota;
import crossreview.time.Ticker;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How fast a provider account may be used: so many requests and tokens per minute, and not at all
 * while its provider asks to be left alone.
 *
 * <p>Each limit is a clock that every request sets forward by its share of a minute (GCRA, the
 * leaky bucket as a meter); it may run a minute ahead, so that a burst of one minute's worth passes
 * at once. Any thread.
 */
final class ProviderRateLimiter {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final ProviderQuota providerQuota;
  private final Ticker ticker;
  private long requests;
  private long tokens;
  private long quietUntil;

  ProviderRateLimiter(ProviderQuota providerQuota, Ticker ticker) {
    this.providerQuota = providerQuota;
    this.ticker = ticker;
    long now = ticker.nanos();
    this.requests = now;
    this.tokens = now;
    this.quietUntil = now;
  }

  /**
   * How long a request has to wait, zero for not at all; its share is taken then, else nothing is.
   *
   * @param count its tokens, estimated
   */
  synchronized Duration acquire(long count) {
    long now = ticker.nanos();
    long request = share(providerQuota.requestsPerMinute(), 1);
    long share = share(providerQuota.tokensPerMinute(), count);
    long wait =
        Math.max(
            quietUntil - now, Math.max(ahead(requests, request, now), ahead(tokens, share, now)));
    if (wait > 0) {
      return Duration.ofNanos(wait);
    }
    requests = Math.max(requests, now) + request;
    tokens = Math.max(tokens, now) + share;
    return Duration.ZERO;
  }

  /** The provider asked for it: the account is not used for this long. */
  synchronized void suspend(Duration wait) {
    quietUntil = Math.max(quietUntil, ticker.nanos() + wait.toNanos());
  }

  /** A request that alone is more than a minute's worth passes when the minute is free. */
  private static long share(@Nullable Long perMinute, long count) {
    return perMinute == null ? 0 : (long) Math.min(MINUTE, (double) count * MINUTE / perMinute);
  }

  private static long ahead(long clock, long share, long now) {
    return share == 0 ? 0 : Math.max(clock, now) + share - now - MINUTE;
  }
}

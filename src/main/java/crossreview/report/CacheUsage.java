package crossreview.report;

import crossreview.codec.ObjectCodec;
import crossreview.model.call.CacheCost;
import crossreview.model.call.TokenUsage;
import crossreview.session.LedgerCall;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What caches of providers did for some calls. Pure.
 *
 * @param counted answers whose provider counts what it cached
 * @param hits those of them that were read from a cache at least in part
 * @param unpriced hits whose saving nobody knows: their peer has no price by token
 * @param cost of the others, with and without the cache
 */
record CacheUsage(int counted, int hits, int unpriced, CacheCost cost) {
  static final ObjectCodec<CacheUsage> CODEC =
      ObjectCodec.<CacheUsage>object()
          .field("counted", CacheUsage::counted)
          .field("hits", CacheUsage::hits)
          .field("unpriced", usage -> usage.unpriced() == 0 ? null : usage.unpriced())
          .field("saved_usd", CacheUsage::saved);

  /** Of these calls; null where no provider counts. */
  static @Nullable CacheUsage of(Collection<LedgerCall> calls) {
    int counted = 0;
    int hits = 0;
    int unpriced = 0;
    CacheCost cost = CacheCost.NONE;
    for (LedgerCall call : calls) {
      TokenUsage usage = call.facts().usage();
      CacheCost cached = call.facts().cacheCost();
      boolean hit = usage.cacheRead() != null && usage.cacheRead() > 0;
      counted += usage.cacheRead() == null && usage.cacheWrite() == null ? 0 : 1;
      hits += hit ? 1 : 0;
      unpriced += hit && cached == null ? 1 : 0;
      cost = cached == null ? cost : cost.plus(cached);
    }
    return counted == 0 ? null : new CacheUsage(counted, hits, unpriced, cost);
  }

  /** US dollars, negative where the cache cost more than it saved. */
  String saved() {
    return cost.saved().toPlainString();
  }
}

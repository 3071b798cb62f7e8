package crossreview.memory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Bytes that may be in use for callers at the same time, with a share per holder: of the heap, or
 * of a directory that stands in for it.
 *
 * <p>A holder is a name such as a principal's or an address. Its share is smaller than the whole,
 * so that one holder that takes all it can get leaves room for the others; whoever has many tokens
 * has one address. Nothing waits here: a reservation that does not fit is refused, and the caller
 * decides whether to refuse as well or to wait. Any thread.
 */
public final class MemoryBudget {
  /** Of the heap; the rest is for the code, the caches and what is too small to be counted. */
  private static final double REQUESTS_PART = 0.375;

  private static final double REVIEWS_PART = 0.25;

  /** Of the budget of requests, for one holder: one body of the largest kind fits into it. */
  private static final double SHARE_PART = 0.625;

  private final long total;
  private final long share;
  private final Map<String, Long> byHolder = new HashMap<>();
  private long used;

  /**
   * @param total bytes for all callers
   * @param share bytes for one holder
   */
  public MemoryBudget(long total, long share) {
    if (share < 1 || total < share) {
      throw new IllegalStateException("a share of " + share + " bytes of " + total);
    }
    this.total = total;
    this.share = share;
  }

  /** The budget of requests in a heap of some size in bytes. */
  public static MemoryBudget ofRequests(long heapBytes) {
    long total = (long) (heapBytes * REQUESTS_PART);
    return new MemoryBudget(total, (long) (total * SHARE_PART));
  }

  /** The budget of running reviews in a heap of some size in bytes; they are one holder. */
  public static MemoryBudget ofReviews(long heapBytes) {
    long total = (long) (heapBytes * REVIEWS_PART);
    return new MemoryBudget(total, total);
  }

  /**
   * A reservation of nothing yet, to be grown and closed by whoever opened it.
   *
   * @param holders each of whom has a share, such as a principal and its address
   */
  public MemoryReservation open(String... holders) {
    return new MemoryReservation(this, List.of(holders));
  }

  /** The most that one holder can reserve, in bytes. */
  public long share() {
    return share;
  }

  public synchronized long used() {
    return used;
  }

  synchronized boolean take(List<String> holders, long bytes) {
    boolean shared =
        holders.stream().allMatch(holder -> bytes <= share - byHolder.getOrDefault(holder, 0L));
    if (!shared || bytes > total - used) {
      return false;
    }
    used += bytes;
    holders.forEach(holder -> byHolder.merge(holder, bytes, Long::sum));
    return true;
  }

  synchronized void giveBack(List<String> holders, long bytes) {
    used -= bytes;
    for (String holder : holders) {
      byHolder.computeIfPresent(holder, (name, held) -> held > bytes ? held - bytes : null);
    }
  }
}

package crossreview.memory;

import java.util.HashMap;
import java.util.Map;

/**
 * Bytes of the heap that may be in use for callers at the same time, with a share per holder.
 *
 * <p>A holder is a name such as a principal's. Its share is smaller than the whole, so that one
 * holder that takes all it can get leaves room for the others. Nothing waits here: a reservation
 * that does not fit is refused, and the caller decides whether to refuse as well or to wait. Any
 * thread.
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

  /** A reservation of nothing yet, to be grown and closed by its holder. */
  public MemoryReservation open(String holder) {
    return new MemoryReservation(this, holder);
  }

  /** The most that one holder can reserve, in bytes. */
  public long share() {
    return share;
  }

  public synchronized long used() {
    return used;
  }

  synchronized boolean take(String holder, long bytes) {
    long held = byHolder.getOrDefault(holder, 0L);
    if (bytes > share - held || bytes > total - used) {
      return false;
    }
    used += bytes;
    byHolder.put(holder, held + bytes);
    return true;
  }

  synchronized void giveBack(String holder, long bytes) {
    used -= bytes;
    byHolder.computeIfPresent(holder, (name, held) -> held > bytes ? held - bytes : null);
  }
}

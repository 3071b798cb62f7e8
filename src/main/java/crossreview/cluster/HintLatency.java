package crossreview.cluster;

import java.util.Arrays;

/** How long the last hints were on their way, in milliseconds. Any thread. */
final class HintLatency {
  private static final int KEPT = 1_000;

  private final long[] last = new long[KEPT];
  private long count;

  synchronized void add(long millis) {
    last[(int) (count++ % KEPT)] = Math.max(0, millis); // clocks of hosts differ
  }

  synchronized long count() {
    return count;
  }

  /** The percentile of those that are kept; 0 without any. */
  synchronized long percentile(int percent) {
    int size = (int) Math.min(count, KEPT);
    if (size == 0) {
      return 0;
    }
    long[] sorted = Arrays.copyOf(last, size);
    Arrays.sort(sorted);
    return sorted[Math.min(size - 1, size * percent / 100)];
  }
}

package crossreview.diff;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts how many lines differ between two texts: a replaced line counts once.
 *
 * <p>The count is {@code max(lines before, lines after) - common}, where common is the length of
 * the longest common subsequence. It is exact up to {@link #EDITS_MAX} insertions and deletions.
 * Beyond them the lines that both texts have, in any order, stand for it, so that the count is then
 * a lower bound: for people it is "very many" either way.
 */
public final class LineDifference {
  /** 2,000: the search costs at most this squared, some milliseconds. */
  static final int EDITS_MAX = 2_000;

  private final List<String> before;
  private final List<String> after;

  private LineDifference(List<String> before, List<String> after) {
    this.before = before;
    this.after = after;
  }

  public static int count(List<String> before, List<String> after) {
    int head = 0;
    int shorter = Math.min(before.size(), after.size());
    while (head < shorter && before.get(head).equals(after.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    List<String> old = before.subList(head, before.size() - tail);
    List<String> now = after.subList(head, after.size() - tail);
    return Math.max(old.size(), now.size()) - new LineDifference(old, now).common();
  }

  private int common() {
    if (before.isEmpty() || after.isEmpty()) {
      return 0;
    }
    int edits = edits();
    return edits < 0 ? shared() : (before.size() + after.size() - edits) / 2;
  }

  /**
   * The fewest insertions and deletions, by the greedy search along diagonals: {@code reach[k]} is
   * how far down the old text one gets on diagonal {@code k} with the edits so far. -1 if there are
   * more than the bound.
   */
  private int edits() {
    int most = Math.min(EDITS_MAX, before.size() + after.size());
    int[] reach = new int[2 * most + 3];
    for (int edits = 0; edits <= most; edits++) {
      for (int k = -edits; k <= edits; k += 2) {
        int at = k + most + 1;
        boolean down = k == -edits || k != edits && reach[at - 1] < reach[at + 1];
        int x = slide(down ? reach[at + 1] : reach[at - 1] + 1, k);
        reach[at] = x;
        if (x >= before.size() && x - k >= after.size()) {
          return edits;
        }
      }
    }
    return -1;
  }

  private int slide(int from, int k) {
    int x = from;
    while (x < before.size() && x - k < after.size() && before.get(x).equals(after.get(x - k))) {
      x++;
    }
    return x;
  }

  private int shared() {
    Map<String, Integer> left = new HashMap<>();
    before.forEach(line -> left.merge(line, 1, Integer::sum));
    int shared = 0;
    for (String line : after) {
      int open = left.getOrDefault(line, 0);
      if (open > 0) {
        left.put(line, open - 1);
        shared++;
      }
    }
    return shared;
  }
}

package crossreview.cli.render;

import java.util.ArrayList;
import java.util.List;

/**
 * The difference of two texts as unified hunks for people. Pure.
 *
 * <p>Exact while the part that differs has at most {@link #CELLS_MAX} pairs of lines; beyond it
 * that part is shown as replaced as a whole, which is longer and not wrong.
 */
public final class UnifiedDifference {
  private static final int CONTEXT = 2; // lines around a change; a terminal is small

  /** 2,000 lines against 2,000: some milliseconds and 16 MB. */
  private static final long CELLS_MAX = 4_000_000;

  private final List<String> before;
  private final List<String> after;
  private final List<EditLine> edits = new ArrayList<>();

  private UnifiedDifference(List<String> before, List<String> after) {
    this.before = before;
    this.after = after;
  }

  /**
   * A line of the merged texts.
   *
   * @param sign {@code ' '} in both, {@code '-'} only before, {@code '+'} only after
   * @param number its line number in the text that has it, the later one where both do
   */
  private record EditLine(char sign, String text, int number) {}

  /** The hunks, without a header; empty for equal texts. */
  public static List<String> of(String before, String after) {
    UnifiedDifference difference = new UnifiedDifference(lines(before), lines(after));
    difference.merge();
    return difference.hunks();
  }

  /** With their ends, so that a missing one at the end of the text is a difference. */
  private static List<String> lines(String text) {
    return List.of(text.split("(?<=\n)"));
  }

  private void merge() {
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
    keep(0, head);
    int oldEnd = before.size() - tail;
    int newEnd = after.size() - tail;
    if ((long) (oldEnd - head) * (newEnd - head) > CELLS_MAX) {
      remove(head, oldEnd);
      add(head, newEnd);
    } else {
      walk(head, oldEnd, newEnd);
    }
    keep(newEnd, after.size());
  }

  /** Along the longest common subsequence; what goes comes before what replaces it. */
  private void walk(int from, int oldEnd, int newEnd) {
    int[][] common = common(from, oldEnd, newEnd);
    int i = from;
    int j = from;
    while (i < oldEnd && j < newEnd) {
      if (before.get(i).equals(after.get(j))) {
        keep(j, j + 1);
        i++;
        j++;
      } else if (common[i - from + 1][j - from] >= common[i - from][j - from + 1]) {
        remove(i, ++i);
      } else {
        add(j, ++j);
      }
    }
    remove(i, oldEnd);
    add(j, newEnd);
  }

  /** How many lines the ends of both texts have in common, from each pair of places on. */
  private int[][] common(int from, int oldEnd, int newEnd) {
    int[][] common = new int[oldEnd - from + 1][newEnd - from + 1];
    for (int i = oldEnd - 1; i >= from; i--) {
      for (int j = newEnd - 1; j >= from; j--) {
        boolean same = before.get(i).equals(after.get(j));
        int longer = Math.max(common[i - from + 1][j - from], common[i - from][j - from + 1]);
        common[i - from][j - from] = same ? common[i - from + 1][j - from + 1] + 1 : longer;
      }
    }
    return common;
  }

  private void keep(int from, int to) {
    for (int at = from; at < to; at++) {
      edits.add(new EditLine(' ', after.get(at), at + 1));
    }
  }

  private void remove(int from, int to) {
    for (int at = from; at < to; at++) {
      edits.add(new EditLine('-', before.get(at), at + 1));
    }
  }

  private void add(int from, int to) {
    for (int at = from; at < to; at++) {
      edits.add(new EditLine('+', after.get(at), at + 1));
    }
  }

  private List<String> hunks() {
    List<String> lines = new ArrayList<>();
    int shownTo = 0;
    for (int at = 0; at < edits.size(); at++) {
      if (edits.get(at).sign() == ' ') {
        continue;
      }
      int from = Math.max(shownTo, at - CONTEXT);
      if (from > shownTo || lines.isEmpty()) {
        lines.add("@@ line " + edits.get(from).number() + " @@");
      }
      int to = Math.min(edits.size(), at + CONTEXT + 1);
      for (int line = from; line < to; line++) {
        if (line >= shownTo) {
          lines.add(shown(edits.get(line)));
        }
      }
      shownTo = Math.max(shownTo, to);
    }
    return lines;
  }

  private static String shown(EditLine editLine) {
    String text = editLine.text();
    return text.endsWith("\n")
        ? editLine.sign() + text.substring(0, text.length() - 1)
        : editLine.sign() + text + "   (no line end)";
  }
}

package crossreview.diff.form;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Recognises the output of {@code diff -y}: the old text at the left, the new one at the right, and
 * a mark between them where they differ.
 *
 * <p>Pure; linear in the text: of each line only the columns below a bound are looked at.
 */
public final class ColumnDiff {
  private static final int TAB = 8;
  private static final int COLUMNS_MAX = 1_000; // wider than any screen that it is printed for
  private static final int LEFT_MIN = 5; // narrower, a bullet would be a mark
  private static final int CANDIDATES_MAX = 4; // the mark is in the column where most lines have it
  private static final int GAP_MAX = 6; // from the mark to the right side, by the width of a tab
  private static final String MARKS = "|<>()/\\";

  private final List<ScreenLine> lines;

  private ColumnDiff(List<ScreenLine> lines) {
    this.lines = lines;
  }

  /** A line as a terminal shows it. */
  private record ScreenLine(int row, String shown, boolean tabs) {
    char at(int column) {
      return column < shown.length() ? shown.charAt(column) : ' ';
    }

    String from(int column) {
      return column < shown.length() ? shown.substring(column).stripTrailing() : "";
    }

    String before(int column) {
      return shown.substring(0, Math.min(column, shown.length())).stripTrailing();
    }
  }

  /** How a line fits two columns. */
  private enum ColumnFit {
    NONE,
    /** A pair of lines that a table could have too. */
    PAIR,
    /** Both sides are the same, or a side is empty and the mark says so. */
    CERTAIN
  }

  /** The index of the first line of two columns, or -1. */
  static int begin(List<String> texts, BitSet quoted) {
    List<ScreenLine> lines = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      boolean header = text.startsWith("diff ") || text.startsWith("Only in ");
      if (!text.isBlank() && !quoted.get(i) && !header) {
        lines.add(new ScreenLine(i, expanded(text), text.contains("\t")));
      }
    }
    return new ColumnDiff(lines).first();
  }

  private static String expanded(String text) {
    if (text.length() <= COLUMNS_MAX && text.indexOf('\t') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length() && out.length() < COLUMNS_MAX; i++) {
      char c = text.charAt(i);
      if (c == '\t') {
        out.repeat(' ', TAB - out.length() % TAB);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private int first() {
    for (int mark : candidates()) {
      for (int right = mark + 2; right <= mark + GAP_MAX; right++) {
        int row = first(mark, right);
        if (row >= 0) {
          return row;
        }
      }
    }
    return -1;
  }

  private List<Integer> candidates() {
    Map<Integer, Integer> counts = new HashMap<>();
    for (ScreenLine line : lines) {
      for (int column = LEFT_MIN; column < line.shown().length(); column++) {
        boolean alone = line.at(column - 1) == ' ' && line.at(column + 1) == ' ';
        if (alone && MARKS.indexOf(line.at(column)) >= 0) {
          counts.merge(column, 1, Integer::sum);
        }
      }
    }
    return counts.entrySet().stream()
        .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
        .limit(CANDIDATES_MAX)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Most lines have to fit, and one of them has to be what no table has. */
  private int first(int mark, int right) {
    int fits = 0;
    int first = -1;
    boolean certain = false;
    for (ScreenLine line : lines) {
      ColumnFit fit = fit(line, mark, right);
      if (fit != ColumnFit.NONE) {
        fits++;
        first = first < 0 ? line.row() : first;
        certain |= fit != ColumnFit.PAIR;
      }
    }
    return certain && 2 * fits > lines.size() ? first : -1;
  }

  private static ColumnFit fit(ScreenLine line, int mark, int right) {
    boolean gap = line.at(mark - 1) == ' ';
    for (int column = mark + 1; column < right; column++) {
      gap &= line.at(column) == ' ';
    }
    if (!gap) {
      return ColumnFit.NONE;
    }
    String left = line.before(mark);
    String other = line.from(right);
    return switch (line.at(mark)) {
      case '|', '/', '\\' -> line.tabs() ? ColumnFit.CERTAIN : ColumnFit.PAIR;
      case '<', '(' -> other.isEmpty() && !left.isEmpty() ? ColumnFit.CERTAIN : ColumnFit.NONE;
      case '>', ')' -> left.isEmpty() && !other.isEmpty() ? ColumnFit.CERTAIN : ColumnFit.NONE;
      case ' ' -> same(left, other) ? ColumnFit.CERTAIN : ColumnFit.NONE;
      default -> ColumnFit.NONE;
    };
  }

  /** A long line is cut, at one side perhaps some columns earlier. */
  private static boolean same(String left, String right) {
    boolean cut = Math.abs(left.length() - right.length()) <= 3 && left.length() > TAB;
    return !left.isEmpty()
        && (left.equals(right) || cut && (left.startsWith(right) || right.startsWith(left)));
  }
}

package crossreview.verdict;

import crossreview.diff.LineTable;
import crossreview.diff.LineTable.CharacterRange;
import crossreview.diff.LineTable.DiffSide;
import java.util.ArrayList;
import java.util.List;

/**
 * A quote to look for: one line, or several that follow each other.
 *
 * <p>Of several lines the first may begin inside its row and the last may end inside its row; those
 * between must agree apart from the space around them. In a diff, removed rows between them are
 * passed over unless they are quoted.
 */
final class QuoteSearch {
  private final List<String> parts;

  private QuoteSearch(List<String> parts) {
    this.parts = parts;
  }

  static QuoteSearch of(String quote) {
    List<String> parts = new ArrayList<>(quote.lines().toList());
    while (parts.size() > 1 && parts.getFirst().isBlank()) {
      parts.removeFirst();
    }
    while (parts.size() > 1 && parts.getLast().isBlank()) {
      parts.removeLast();
    }
    return new QuoteSearch(parts.isEmpty() ? List.of(quote) : parts);
  }

  String first() {
    return parts.getFirst();
  }

  /** The characters of the quote if it begins in this row, else null. */
  CharacterRange at(LineTable lines, int row) {
    if (parts.size() == 1) {
      int from = lines.find(first(), row);
      return from < 0 ? null : new CharacterRange(from, from + first().length());
    }
    if (lines.find(first().stripTrailing(), row) < 0) {
      return null;
    }
    String head = lines.contentText(row).stripTrailing();
    String marked = lines.markedText(row).stripTrailing();
    String wanted = first().stripTrailing();
    if (!head.endsWith(wanted) && !marked.endsWith(wanted)) {
      return null;
    }
    int to = tail(lines, row);
    int from = lines.content(row).from() + head.length() - wanted.length();
    return to < 0 ? null : new CharacterRange(from, to);
  }

  /** Where the quote ends if its other lines follow the row, else -1. */
  private int tail(LineTable lines, int row) {
    int at = row;
    for (int part = 1; part < parts.size(); part++) {
      boolean last = part == parts.size() - 1;
      at = following(lines, at + 1, parts.get(part).strip(), last);
      if (at < 0) {
        return -1;
      }
    }
    String wanted = parts.getLast().strip();
    return lines.find(wanted, at) + wanted.length();
  }

  private static int following(LineTable lines, int from, String wanted, boolean last) {
    for (int row = from; row < lines.count(); row++) {
      if (agrees(lines.contentText(row), wanted, last)
          || agrees(lines.markedText(row), wanted, last)) {
        return row;
      }
      if (lines.side(row) != DiffSide.REMOVED) {
        return -1;
      }
    }
    return -1;
  }

  private static boolean agrees(String row, String wanted, boolean last) {
    String bare = row.strip();
    return last ? bare.startsWith(wanted) : bare.equals(wanted);
  }
}

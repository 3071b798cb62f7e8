package crossreview.verdict;

import crossreview.diff.text.LineTable;
import crossreview.diff.text.LineTable.CharacterRange;
import crossreview.diff.text.LineTable.DiffSide;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /** A quote, which must not be blank; blank lines before and after it do not belong to it. */
  static QuoteSearch of(String quote) {
    List<String> parts = new ArrayList<>(quote.lines().toList());
    while (parts.getFirst().isBlank()) {
      parts.removeFirst();
    }
    while (parts.getLast().isBlank()) {
      parts.removeLast();
    }
    if (parts.size() > 1) {
      parts.set(0, parts.getFirst().stripTrailing());
    }
    return new QuoteSearch(parts);
  }

  String first() {
    return parts.getFirst();
  }

  /** The characters of the quote if it begins in this row, else null. */
  @Nullable CharacterRange at(LineTable lines, int row) {
    if (parts.size() == 1) {
      int from = lines.find(first(), row);
      return from < 0 ? null : new CharacterRange(from, from + first().length());
    }
    if (!lines.markedText(row).stripTrailing().endsWith(first())) {
      return null;
    }
    int at = row;
    for (int part = 1; part < parts.size(); part++) {
      boolean last = part == parts.size() - 1;
      at = following(lines, at + 1, parts.get(part).strip(), last);
      if (at < 0) {
        return null;
      }
    }
    String head = lines.contentText(row).stripTrailing();
    int from = lines.content(row).from() + head.length() - first().length();
    String end = parts.getLast().strip();
    return new CharacterRange(from, lines.find(end, at) + end.length());
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

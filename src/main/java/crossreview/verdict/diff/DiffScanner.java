package crossreview.verdict.diff;

import crossreview.model.material.DiffPath;
import crossreview.verdict.diff.LineTable.DiffSide;

/**
 * Walks a unified diff and numbers its rows.
 *
 * <p>A hunk's counts decide what belongs to it, so a removed line {@code -- x} is not mistaken for
 * a header. Where the counts are wrong, rows that look like rows of a hunk still get numbers: a
 * broken diff is for reviewers to complain about, and they need places to point at.
 */
final class DiffScanner {
  private final LineCursor lineCursor;
  private final LineTable table;
  private String oldName = DiffPath.NOWHERE;
  private int file = -1;
  private boolean deleted;
  private boolean inHunk;
  private int oldLeft;
  private int newLeft;
  private int oldNumber;
  private int newNumber;

  DiffScanner(String text, LineTable table) {
    this.lineCursor = new LineCursor(text);
    this.table = table;
  }

  void walk() {
    while (lineCursor.next()) {
      if (inHunk && belongs()) {
        hunkRow();
      } else {
        inHunk = false;
        header();
        table.add(lineCursor, DiffSide.OUTSIDE, 0, -1);
      }
    }
  }

  private boolean belongs() {
    char mark = lineCursor.mark();
    if (oldLeft > 0 || newLeft > 0) {
      return mark == ' ' || mark == '+' || mark == '-' || mark == '\\';
    }
    boolean fileFollows = lineCursor.startsWith("--- ") && lineCursor.nextStartsWith("+++ ");
    boolean rowLike = mark == ' ' || mark == '+' || mark == '-' || mark == '\\';
    return rowLike && !fileFollows && !lineCursor.empty();
  }

  private void hunkRow() {
    switch (lineCursor.mark()) {
      case '\\' -> table.add(lineCursor, DiffSide.OUTSIDE, 0, -1);
      case '-' -> {
        table.add(
            lineCursor,
            deleted ? DiffSide.NEW : DiffSide.REMOVED,
            deleted ? oldNumber : newNumber,
            file);
        oldNumber++;
        oldLeft--;
      }
      case '+' -> added();
      default -> {
        added();
        oldNumber++;
        oldLeft--;
      }
    }
  }

  private void added() {
    table.add(lineCursor, DiffSide.NEW, newNumber, file);
    newNumber++;
    newLeft--;
  }

  private void header() {
    if (lineCursor.startsWith("--- ")) {
      oldName = DiffPath.of(lineCursor.after(4));
    } else if (lineCursor.startsWith("+++ ")) {
      String newName = DiffPath.of(lineCursor.after(4));
      deleted = newName.equals(DiffPath.NOWHERE);
      file = table.fileNamed(DiffPath.bare(deleted ? oldName : newName));
    } else if (lineCursor.startsWith("@@ -") && file >= 0) {
      hunk(lineCursor.after(4));
    }
  }

  /** Takes {@code 12,3 +14,5 @@ …}; a header that is not so opens no hunk. */
  private void hunk(String ranges) {
    int space = ranges.indexOf(" +");
    int end = ranges.indexOf(" @@", Math.max(space, 0));
    if (space < 0 || end < space) {
      return;
    }
    int[] before = range(ranges.substring(0, space));
    int[] after = range(ranges.substring(space + 2, Math.max(end, space + 2)));
    if (before.length == 2 && after.length == 2) {
      inHunk = true;
      oldNumber = before[0];
      oldLeft = before[1];
      newNumber = after[0];
      newLeft = after[1];
    }
  }

  private static int[] range(String text) {
    int comma = text.indexOf(',');
    int start = number(comma < 0 ? text : text.substring(0, comma));
    int length = comma < 0 ? 1 : number(text.substring(comma + 1));
    return start < 0 || length < 0 ? new int[0] : new int[] {start, length};
  }

  /** A number of one to nine digits, or -1. */
  private static int number(String digits) {
    boolean good = !digits.isEmpty() && digits.length() <= 9;
    return good && digits.chars().allMatch(c -> c >= '0' && c <= '9')
        ? Integer.parseInt(digits)
        : -1;
  }
}

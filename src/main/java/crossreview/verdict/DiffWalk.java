package crossreview.verdict;

import crossreview.model.material.DiffPath;
import crossreview.verdict.LineTable.Side;

/**
 * Walks a unified diff and numbers its rows.
 *
 * <p>A hunk's counts decide what belongs to it, so a removed line {@code -- x} is not mistaken for
 * a header. Where the counts are wrong, rows that look like rows of a hunk still get numbers: a
 * broken diff is for reviewers to complain about, and they need places to point at.
 */
final class DiffWalk {
  private final Rows rows;
  private final LineTable table;
  private String oldName = DiffPath.NOWHERE;
  private int file = -1;
  private boolean deleted;
  private boolean inHunk;
  private int oldLeft;
  private int newLeft;
  private int oldNumber;
  private int newNumber;

  DiffWalk(String text, LineTable table) {
    this.rows = new Rows(text);
    this.table = table;
  }

  void walk() {
    while (rows.next()) {
      if (inHunk && belongs()) {
        hunkRow();
      } else {
        inHunk = false;
        header();
        table.add(rows, Side.OUTSIDE, 0, -1);
      }
    }
  }

  private boolean belongs() {
    char mark = rows.mark();
    if (oldLeft > 0 || newLeft > 0) {
      return mark == ' ' || mark == '+' || mark == '-' || mark == '\\';
    }
    boolean fileFollows = rows.startsWith("--- ") && rows.nextStartsWith("+++ ");
    boolean rowLike = mark == ' ' || mark == '+' || mark == '-' || mark == '\\';
    return rowLike && !fileFollows && !rows.empty();
  }

  private void hunkRow() {
    switch (rows.mark()) {
      case '\\' -> table.add(rows, Side.OUTSIDE, 0, -1);
      case '-' -> {
        table.add(rows, deleted ? Side.NEW : Side.REMOVED, deleted ? oldNumber : newNumber, file);
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
    table.add(rows, Side.NEW, newNumber, file);
    newNumber++;
    newLeft--;
  }

  private void header() {
    if (rows.startsWith("--- ")) {
      oldName = DiffPath.of(rows.after(4));
    } else if (rows.startsWith("+++ ")) {
      String newName = DiffPath.of(rows.after(4));
      deleted = newName.equals(DiffPath.NOWHERE);
      file = table.fileNamed(DiffPath.bare(deleted ? oldName : newName));
    } else if (rows.startsWith("@@ -") && file >= 0) {
      hunk(rows.after(4));
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

package crossreview.verdict;

import crossreview.verdict.LineTable.Side;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Walks a unified diff and numbers its rows.
 *
 * <p>A hunk's counts decide what belongs to it, so a removed line {@code -- x} is not mistaken for
 * a header. Where the counts are wrong, rows that look like rows of a hunk still get numbers: a
 * broken diff is for reviewers to complain about, and they need places to point at.
 */
final class DiffWalk {
  private static final String NOWHERE = "/dev/null";

  private final Rows rows;
  private final LineTable table;
  private String oldName = NOWHERE;
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
      oldName = name(rows.after(4));
    } else if (rows.startsWith("+++ ")) {
      String newName = name(rows.after(4));
      deleted = newName.equals(NOWHERE);
      file = table.fileNamed(bare(deleted ? oldName : newName));
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

  /** A name as a header gives it: up to a tab, or in quotes with escapes. */
  private static String name(String header) {
    if (header.startsWith("\"")) {
      return unquoted(header);
    }
    int tab = header.indexOf('\t');
    return tab < 0 ? header : header.substring(0, tab);
  }

  /** Without the {@code a/} or {@code b/} that stands before names in diffs. */
  static String bare(String name) {
    return name.startsWith("a/") || name.startsWith("b/") ? name.substring(2) : name;
  }

  /** The bytes between the quotes, where a backslash begins an escape as in C. */
  private static String unquoted(String header) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int at = 1;
    while (at < header.length() && header.charAt(at) != '"') {
      boolean escape = header.charAt(at) == '\\' && at + 1 < header.length();
      int octal = escape ? octal(header, at + 1) : -1;
      if (octal >= 0) {
        bytes.write(octal);
        at += 4;
      } else {
        int c = escape ? escaped(header.charAt(at + 1)) : header.codePointAt(at);
        bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
        at += escape ? 2 : Character.charCount(c);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static int octal(String text, int at) {
    int value = 0;
    for (int i = at; i < at + 3; i++) {
      int digit = i < text.length() ? text.charAt(i) - '0' : -1;
      if (digit < 0 || digit > 7) {
        return -1;
      }
      value = value * 8 + digit;
    }
    return value;
  }

  private static int escaped(char c) {
    return switch (c) {
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      default -> c;
    };
  }
}

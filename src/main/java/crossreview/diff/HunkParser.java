package crossreview.diff;

import crossreview.diff.UnifiedDiff.DiffLine;
import crossreview.diff.UnifiedDiff.Hunk;
import crossreview.diff.UnifiedDiff.LineKind;
import crossreview.diff.UnifiedDiff.LineRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one hunk. Where its counts are wrong, the lines that look like lines of a hunk still belong
 * to it, so that reviewers have places to point at; the first fault is named.
 */
final class HunkParser {
  // Nine digits: no file has more lines, and the number fits.
  private static final Pattern HEADER =
      Pattern.compile("@@ -(\\d{1,9})(?:,(\\d{1,9}))? \\+(\\d{1,9})(?:,(\\d{1,9}))? @@.*\\r?");
  private static final LineRange NONE = new LineRange(0, 0);

  private final LineBuffer lines;
  private @Nullable DiffFault fault;
  private int row;
  private int oldLeft;
  private int newLeft;

  HunkParser(LineBuffer lines) {
    this.lines = lines;
  }

  Optional<DiffFault> fault() {
    return Optional.ofNullable(fault);
  }

  /** Takes the header and all lines of the hunk. */
  Hunk hunk() {
    row = lines.row();
    String header = lines.take();
    Matcher matcher = HEADER.matcher(header);
    if (!matcher.matches()) {
      report(row, "this hunk header cannot be read");
      return new Hunk(NONE, NONE, header, row, body());
    }
    LineRange before = range(matcher.group(1), matcher.group(2));
    LineRange after = range(matcher.group(3), matcher.group(4));
    oldLeft = before.count();
    newLeft = after.count();
    return new Hunk(before, after, header, row, body());
  }

  private static LineRange range(String start, String count) {
    return new LineRange(Integer.parseInt(start), count == null ? 1 : Integer.parseInt(count));
  }

  private List<DiffLine> body() {
    List<DiffLine> body = new ArrayList<>();
    while (belongs()) {
      DiffLine diffLine = diffLine();
      oldLeft -= diffLine.lineKind().onOldSide() ? 1 : 0;
      newLeft -= diffLine.lineKind().onNewSide() ? 1 : 0;
      if (oldLeft < 0 || newLeft < 0) {
        report(lines.row() - 1, "the hunk of line " + row + " has more lines than its header says");
      }
      body.add(diffLine);
    }
    return body;
  }

  private boolean belongs() {
    boolean open = oldLeft > 0 || newLeft > 0;
    if (lines.atEnd()) {
      if (open) {
        report(row, fewer());
      }
      return false;
    }
    String line = lines.peek();
    boolean empty = line.isEmpty() || line.equals("\r");
    if (!open) {
      boolean surplus = !empty && marked(line) && !FileStart.signature(line);
      return line.startsWith("\\ ") || surplus && !FileStart.names(lines, 0);
    }
    if (!empty && !marked(line)) {
      report(lines.row(), fewer());
      return false;
    }
    return true;
  }

  private String fewer() {
    return "the hunk of line " + row + " has fewer lines than its header says";
  }

  private static boolean marked(String line) {
    return " +-\\".indexOf(line.charAt(0)) >= 0;
  }

  private DiffLine diffLine() {
    String written = lines.peek();
    if (written.isEmpty() || written.equals("\r")) {
      return lines.take(LineKind.BARE, 0);
    }
    LineKind lineKind =
        switch (written.charAt(0)) {
          case '+' -> LineKind.ADDED;
          case '-' -> LineKind.REMOVED;
          case '\\' -> LineKind.NOTE;
          default -> LineKind.CONTEXT;
        };
    return lines.take(lineKind, 1);
  }

  private void report(int line, String reason) {
    fault = fault == null ? new DiffFault(line, reason, -1) : fault;
  }
}

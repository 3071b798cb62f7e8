package crossreview.peer.builtin;

import crossreview.peer.builtin.UnifiedDiff.DiffFile;
import crossreview.peer.builtin.UnifiedDiff.DiffLine;
import crossreview.peer.builtin.UnifiedDiff.Hunk;
import crossreview.peer.builtin.UnifiedDiff.LineKind;
import crossreview.peer.builtin.UnifiedDiff.LineRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads unified diffs as git and {@code diff -u} write them, alone or in mails and logs.
 *
 * <p>The counts of a hunk's header decide which lines belong to it, so a removed line {@code -- a}
 * is never taken for a header. What does not fit is named with its line; nothing is guessed.
 */
final class DiffReader {
  // Nine digits: no file has more lines, and the number fits.
  private static final Pattern HUNK =
      Pattern.compile("@@ -(\\d{1,9})(?:,(\\d{1,9}))? \\+(\\d{1,9})(?:,(\\d{1,9}))? @@.*\\r?");

  private final List<String> lines;
  private final boolean endsWithNewline;
  private int at;

  private DiffReader(String text) {
    endsWithNewline = text.endsWith("\n");
    String body = endsWithNewline ? text.substring(0, text.length() - 1) : text;
    lines = Arrays.asList(body.split("\n", -1));
  }

  /** What came of reading. */
  sealed interface DiffResult {
    record ParsedDiff(UnifiedDiff diff) implements DiffResult {}

    /** It is broken at a 1-based line. */
    record MalformedDiff(int line, String reason) implements DiffResult {}
  }

  static DiffResult read(String text) {
    try {
      return new DiffResult.ParsedDiff(new DiffReader(text).diff());
    } catch (DiffSyntaxException e) {
      return new DiffResult.MalformedDiff(e.line, e.getMessage());
    }
  }

  /** The text is no diff that can be read; stackless, because it is no bug. */
  private static final class DiffSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;
    private final int line;

    DiffSyntaxException(int line, String reason) {
      super(reason, null, false, false);
      this.line = line;
    }
  }

  private UnifiedDiff diff() throws DiffSyntaxException {
    List<String> preamble = new ArrayList<>();
    while (at < lines.size() && !fileBegins()) {
      preamble.add(outside());
    }
    List<DiffFile> files = new ArrayList<>();
    while (at < lines.size()) {
      files.add(file());
    }
    if (files.isEmpty()) {
      throw new DiffSyntaxException(1, "there is no file in this diff");
    }
    return new UnifiedDiff(preamble, files, endsWithNewline);
  }

  private boolean fileBegins() {
    return line(at).startsWith("diff --git ") || namesBegin(at);
  }

  private boolean namesBegin(int index) {
    return line(index).startsWith("--- ") && line(index + 1).startsWith("+++ ");
  }

  private String line(int index) {
    return index < lines.size() ? lines.get(index) : "";
  }

  /** A line that is no part of a hunk, so it must not look like one. */
  private String plain() throws DiffSyntaxException {
    if (line(at).startsWith("+")) {
      throw new DiffSyntaxException(
          at + 1, "this line belongs to no hunk; a header or a count is wrong");
    }
    return outside();
  }

  /** A line outside of all files: of a mail, a log or a message. */
  private String outside() throws DiffSyntaxException {
    String line = lines.get(at++);
    if (line.startsWith("@@ -")) {
      throw new DiffSyntaxException(at, "this hunk belongs to no file");
    }
    if (line.startsWith("diff --cc ") || line.startsWith("diff --combined ")) {
      throw new DiffSyntaxException(
          at, "a combined diff of a merge; a diff against one parent is needed");
    }
    return line;
  }

  private DiffFile file() throws DiffSyntaxException {
    List<String> header = header();
    List<Hunk> hunks = new ArrayList<>();
    while (line(at).startsWith("@@ ")) {
      hunks.add(hunk());
    }
    boolean named = header.stream().anyMatch(line -> line.startsWith("+++ "));
    if (named && hunks.isEmpty()) {
      throw new DiffSyntaxException(at, "no hunk follows the names of a file");
    }
    return new DiffFile(header, DiffHeader.facts(header), hunks, trailer(hunks.isEmpty()));
  }

  /**
   * Up to the names of both sides, or up to the end of what git says about a file without hunks.
   */
  private List<String> header() throws DiffSyntaxException {
    List<String> header = new ArrayList<>();
    boolean encoded = false;
    while (at < lines.size() && !line(at).startsWith("@@ ")) {
      if (!header.isEmpty() && line(at).startsWith("diff --git ")) {
        break;
      }
      if (namesBegin(at)) {
        header.add(lines.get(at++));
        header.add(lines.get(at++));
        break;
      }
      encoded |= line(at).startsWith("GIT binary patch");
      header.add(encoded ? lines.get(at++) : plain());
    }
    return header;
  }

  /** What stands between a file's last hunk and the next file. */
  private List<String> trailer(boolean bare) throws DiffSyntaxException {
    List<String> trailer = new ArrayList<>();
    boolean surplus = line(at).startsWith(" ") || line(at).startsWith("-") && !signature();
    if (!bare && surplus && at < lines.size() && !fileBegins()) {
      throw new DiffSyntaxException(at + 1, "the hunk has more lines than its header says");
    }
    while (at < lines.size() && !fileBegins()) {
      trailer.add(plain());
    }
    return trailer;
  }

  /** The line that mails put before a signature. */
  private boolean signature() {
    return line(at).equals("-- ") || line(at).equals("--") || line(at).startsWith("-- \r");
  }

  private Hunk hunk() throws DiffSyntaxException {
    String header = lines.get(at++);
    int row = at;
    Matcher matcher = HUNK.matcher(header);
    if (!matcher.matches()) {
      throw new DiffSyntaxException(row, "this header of a hunk cannot be read");
    }
    LineRange before = range(matcher.group(1), matcher.group(2));
    LineRange after = range(matcher.group(3), matcher.group(4));
    return new Hunk(before, after, header, row, body(row, before.count(), after.count()));
  }

  private static LineRange range(String start, String count) {
    return new LineRange(Integer.parseInt(start), count == null ? 1 : Integer.parseInt(count));
  }

  private List<DiffLine> body(int row, int oldCount, int newCount) throws DiffSyntaxException {
    List<DiffLine> body = new ArrayList<>();
    int oldLeft = oldCount;
    int newLeft = newCount;
    while (oldLeft > 0 || newLeft > 0 || line(at).startsWith("\\ ")) {
      DiffLine diffLine = hunkLine(row);
      oldLeft -= diffLine.lineKind().onOldSide() ? 1 : 0;
      newLeft -= diffLine.lineKind().onNewSide() ? 1 : 0;
      if (oldLeft < 0 || newLeft < 0) {
        throw new DiffSyntaxException(
            at, "the hunk of line " + row + " has more lines than its header says");
      }
      body.add(diffLine);
    }
    return body;
  }

  private DiffLine hunkLine(int row) throws DiffSyntaxException {
    if (at == lines.size()) {
      throw new DiffSyntaxException(
          row, "the hunk of line " + row + " has fewer lines than its header says");
    }
    String written = lines.get(at++);
    if (written.isEmpty() || written.equals("\r")) {
      return new DiffLine(LineKind.BARE, written);
    }
    LineKind lineKind =
        switch (written.charAt(0)) {
          case ' ' -> LineKind.CONTEXT;
          case '+' -> LineKind.ADDED;
          case '-' -> LineKind.REMOVED;
          case '\\' -> LineKind.NOTE;
          default ->
              throw new DiffSyntaxException(
                  at, "the hunk of line " + row + " has fewer lines than its header says");
        };
    return new DiffLine(lineKind, written.substring(1));
  }
}

package crossreview.peer.builtin;

import crossreview.peer.builtin.UnifiedDiff.DiffFile;
import crossreview.peer.builtin.UnifiedDiff.Hunk;
import crossreview.peer.builtin.UnifiedDiff.Kind;
import crossreview.peer.builtin.UnifiedDiff.Line;
import crossreview.peer.builtin.UnifiedDiff.Range;
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
  sealed interface Result {
    record Read(UnifiedDiff diff) implements Result {}

    /** It is broken at a 1-based line. */
    record Broken(int line, String reason) implements Result {}
  }

  static Result read(String text) {
    try {
      return new Result.Read(new DiffReader(text).diff());
    } catch (BrokenDiff e) {
      return new Result.Broken(e.line, e.getMessage());
    }
  }

  /** The text is no diff that can be read; stackless, because it is no bug. */
  private static final class BrokenDiff extends Exception {
    private static final long serialVersionUID = 1L;
    private final int line;

    BrokenDiff(int line, String reason) {
      super(reason, null, false, false);
      this.line = line;
    }
  }

  private UnifiedDiff diff() throws BrokenDiff {
    List<String> preamble = new ArrayList<>();
    while (at < lines.size() && !fileBegins()) {
      preamble.add(outside());
    }
    List<DiffFile> files = new ArrayList<>();
    while (at < lines.size()) {
      files.add(file());
    }
    if (files.isEmpty()) {
      throw new BrokenDiff(1, "there is no file in this diff");
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
  private String plain() throws BrokenDiff {
    if (line(at).startsWith("+")) {
      throw new BrokenDiff(at + 1, "this line belongs to no hunk; a header or a count is wrong");
    }
    return outside();
  }

  /** A line outside of all files: of a mail, a log or a message. */
  private String outside() throws BrokenDiff {
    String line = lines.get(at++);
    if (line.startsWith("@@ -")) {
      throw new BrokenDiff(at, "this hunk belongs to no file");
    }
    if (line.startsWith("diff --cc ") || line.startsWith("diff --combined ")) {
      throw new BrokenDiff(at, "a combined diff of a merge; a diff against one parent is needed");
    }
    return line;
  }

  private DiffFile file() throws BrokenDiff {
    List<String> header = header();
    List<Hunk> hunks = new ArrayList<>();
    while (line(at).startsWith("@@ ")) {
      hunks.add(hunk());
    }
    boolean named = header.stream().anyMatch(line -> line.startsWith("+++ "));
    if (named && hunks.isEmpty()) {
      throw new BrokenDiff(at, "no hunk follows the names of a file");
    }
    return new DiffFile(header, DiffHeader.facts(header), hunks, trailer(hunks.isEmpty()));
  }

  /**
   * Up to the names of both sides, or up to the end of what git says about a file without hunks.
   */
  private List<String> header() throws BrokenDiff {
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
  private List<String> trailer(boolean bare) throws BrokenDiff {
    List<String> trailer = new ArrayList<>();
    boolean surplus = line(at).startsWith(" ") || line(at).startsWith("-") && !signature();
    if (!bare && surplus && at < lines.size() && !fileBegins()) {
      throw new BrokenDiff(at + 1, "the hunk has more lines than its header says");
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

  private Hunk hunk() throws BrokenDiff {
    String header = lines.get(at++);
    int row = at;
    Matcher matcher = HUNK.matcher(header);
    if (!matcher.matches()) {
      throw new BrokenDiff(row, "this header of a hunk cannot be read");
    }
    Range before = range(matcher.group(1), matcher.group(2));
    Range after = range(matcher.group(3), matcher.group(4));
    return new Hunk(before, after, header, row, body(row, before.count(), after.count()));
  }

  private static Range range(String start, String count) {
    return new Range(Integer.parseInt(start), count == null ? 1 : Integer.parseInt(count));
  }

  private List<Line> body(int row, int oldCount, int newCount) throws BrokenDiff {
    List<Line> body = new ArrayList<>();
    int oldLeft = oldCount;
    int newLeft = newCount;
    while (oldLeft > 0 || newLeft > 0 || line(at).startsWith("\\ ")) {
      Line line = hunkLine(row);
      oldLeft -= line.kind().onOldSide() ? 1 : 0;
      newLeft -= line.kind().onNewSide() ? 1 : 0;
      if (oldLeft < 0 || newLeft < 0) {
        throw new BrokenDiff(
            at, "the hunk of line " + row + " has more lines than its header says");
      }
      body.add(line);
    }
    return body;
  }

  private Line hunkLine(int row) throws BrokenDiff {
    if (at == lines.size()) {
      throw new BrokenDiff(
          row, "the hunk of line " + row + " has fewer lines than its header says");
    }
    String written = lines.get(at++);
    if (written.isEmpty() || written.equals("\r")) {
      return new Line(Kind.BARE, written);
    }
    Kind kind =
        switch (written.charAt(0)) {
          case ' ' -> Kind.CONTEXT;
          case '+' -> Kind.ADDED;
          case '-' -> Kind.REMOVED;
          case '\\' -> Kind.NOTE;
          default ->
              throw new BrokenDiff(
                  at, "the hunk of line " + row + " has fewer lines than its header says");
        };
    return new Line(kind, written.substring(1));
  }
}

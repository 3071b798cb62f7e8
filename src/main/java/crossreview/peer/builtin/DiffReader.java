package crossreview.peer.builtin;

import crossreview.peer.builtin.UnifiedDiff.DiffFile;
import crossreview.peer.builtin.UnifiedDiff.Hunk;
import crossreview.peer.builtin.UnifiedDiff.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads unified diffs as git and diff -u write them. */
final class DiffReader {
  private static final Pattern HUNK =
      Pattern.compile("@@ -(\\d{1,9})(?:,(\\d{1,9}))? \\+(\\d{1,9})(?:,(\\d{1,9}))? @@(.*)", Pattern.DOTALL);

  private final List<String> lines;
  private final boolean endsWithNewline;
  private final List<String> preamble = new ArrayList<>();
  private final List<DiffFile> files = new ArrayList<>();
  private int at;

  private DiffReader(String text) {
    endsWithNewline = text.endsWith("\n");
    String body = endsWithNewline ? text.substring(0, text.length() - 1) : text;
    lines = Arrays.asList(body.split("\n", -1));
  }

  /** What came of reading. */
  sealed interface Result {
    record Read(UnifiedDiff diff) implements Result {}

    /** It begins like a diff and is broken at a 1-based line. */
    record Broken(int line, String reason) implements Result {}

    record NoDiff() implements Result {}
  }

  static Result read(String text) {
    return new DiffReader(text).run();
  }

  private static final class BrokenDiff extends Exception {
    private static final long serialVersionUID = 1L;
    private final int line;

    BrokenDiff(int line, String reason) {
      super(reason, null, false, false);
      this.line = line;
    }
  }

  private Result run() {
    while (at < lines.size() && !startsFile()) {
      preamble.add(lines.get(at++));
    }
    if (at == lines.size()) {
      return new Result.NoDiff();
    }
    try {
      while (at < lines.size()) {
        files.add(file());
      }
      return new Result.Read(new UnifiedDiff(preamble, files, endsWithNewline));
    } catch (BrokenDiff e) {
      return new Result.Broken(e.line, e.getMessage());
    }
  }

  private boolean startsFile() {
    String line = lines.get(at);
    return line.startsWith("diff --git ") || plainHeader(at);
  }

  private boolean plainHeader(int index) {
    return lines.get(index).startsWith("--- ")
        && index + 1 < lines.size()
        && lines.get(index + 1).startsWith("+++ ");
  }

  private DiffFile file() throws BrokenDiff {
    int first = at;
    List<String> header = new ArrayList<>();
    header.add(lines.get(at++));
    while (at < lines.size() && !lines.get(at).startsWith("@@ ") && !lines.get(at).startsWith("diff --git ")) {
      if (plainHeader(at) && seenNew(header)) {
        break;
      }
      header.add(lines.get(at++));
    }
    List<Hunk> hunks = new ArrayList<>();
    while (at < lines.size() && lines.get(at).startsWith("@@ ")) {
      hunks.add(hunk());
    }
    skipTrailer(header, hunks);
    return describe(first, header, hunks);
  }

  private static boolean seenNew(List<String> header) {
    return header.stream().anyMatch(line -> line.startsWith("+++ "));
  }

  /** Anything between two files that is neither header nor hunk makes the diff unreadable. */
  private void skipTrailer(List<String> header, List<Hunk> hunks) throws BrokenDiff {
    if (at < lines.size() && !hunks.isEmpty() && !startsFile()) {
      boolean signature = lines.get(at).equals("-- ");
      if (!signature) {
        throw new BrokenDiff(at + 1, "this line belongs to no hunk of " + header.getFirst());
      }
      throw new BrokenDiff(at + 1, "a mail's signature follows the diff; leave it out");
    }
  }

  private Hunk hunk() throws BrokenDiff {
    int head = at + 1;
    Matcher matcher = HUNK.matcher(lines.get(at));
    if (!matcher.matches()) {
      throw new BrokenDiff(head, "a hunk header that cannot be read: " + lines.get(at));
    }
    at++;
    int oldLeft = count(matcher.group(2));
    int newLeft = count(matcher.group(4));
    List<Line> body = new ArrayList<>();
    while (oldLeft > 0 || newLeft > 0 || note()) {
      Line line = line(head);
      oldLeft -= line.kind() == ' ' || line.kind() == '-' ? 1 : 0;
      newLeft -= line.kind() == ' ' || line.kind() == '+' ? 1 : 0;
      if (oldLeft < 0 || newLeft < 0) {
        throw new BrokenDiff(at, "the hunk of line " + head + " has more lines than its header says");
      }
      body.add(line);
    }
    return new Hunk(
        Integer.parseInt(matcher.group(1)),
        count(matcher.group(2)),
        Integer.parseInt(matcher.group(3)),
        count(matcher.group(4)),
        matcher.group(5),
        body);
  }

  private boolean note() {
    return at < lines.size() && lines.get(at).startsWith("\\ ");
  }

  private Line line(int head) throws BrokenDiff {
    if (at == lines.size()) {
      throw new BrokenDiff(head, "the hunk ends before its header says so");
    }
    String raw = lines.get(at++);
    if (raw.isEmpty()) {
      throw new BrokenDiff(at, "an empty line inside a hunk; context lines begin with a blank");
    }
    char kind = raw.charAt(0);
    if (kind != ' ' && kind != '+' && kind != '-' && kind != '\\') {
      throw new BrokenDiff(at, "the hunk of line " + head + " has fewer lines than its header says");
    }
    return new Line(kind, raw.substring(1));
  }

  private static int count(String group) {
    return group == null ? 1 : Integer.parseInt(group);
  }

  private DiffFile describe(int first, List<String> header, List<Hunk> hunks) {
    String oldPath = path(header, "--- ");
    String newPath = path(header, "+++ ");
    boolean created = "/dev/null".equals(oldPath) || has(header, "new file mode");
    boolean deleted = "/dev/null".equals(newPath) || has(header, "deleted file mode");
    boolean binary = has(header, "Binary files ") || has(header, "GIT binary patch");
    String path = deleted || newPath == null ? oldPath : newPath;
    String shown = path == null ? fromGit(header, first) : strip(path);
    return new DiffFile(header, shown, created, deleted, binary, hunks);
  }

  private static boolean has(List<String> header, String start) {
    return header.stream().anyMatch(line -> line.startsWith(start));
  }

  private static String path(List<String> header, String start) {
    for (String line : header) {
      if (line.startsWith(start)) {
        String path = line.substring(start.length());
        int tab = path.indexOf('\t');
        return (tab < 0 ? path : path.substring(0, tab)).stripTrailing();
      }
    }
    return null;
  }

  private static String fromGit(List<String> header, int first) {
    String line = header.getFirst();
    int b = line.lastIndexOf(" b/");
    return b < 0 ? "file at line " + (first + 1) : line.substring(b + 3).stripTrailing();
  }

  private static String strip(String path) {
    return path.startsWith("a/") || path.startsWith("b/") ? path.substring(2) : path;
  }
}

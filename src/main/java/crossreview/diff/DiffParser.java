package crossreview.diff;

import crossreview.diff.UnifiedDiff.DiffFile;
import crossreview.diff.UnifiedDiff.FileMetadata;
import crossreview.diff.UnifiedDiff.Hunk;
import crossreview.diff.UnifiedDiff.LineRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads unified diffs of git, {@code diff -u}, Subversion and Mercurial, alone or in mails and
 * logs.
 *
 * <p>The counts of a hunk's header decide which lines belong to it, so a removed line {@code -- a}
 * is never taken for a header. What does not fit is named with its line, and reading continues:
 * each line of the text is in the result. Time and memory are linear in the text.
 */
public final class DiffParser {
  private final LineBuffer lines;
  private final List<DiffFault> faults = new ArrayList<>();
  private final List<DiffFile> files = new ArrayList<>();

  private DiffParser(String text) {
    lines = new LineBuffer(text);
  }

  /**
   * What came of reading.
   *
   * @param diff every line of the text; without files when the text has none
   * @param faults the parts that cannot be read, in order
   */
  public record ParsedDiff(UnifiedDiff diff, List<DiffFault> faults) {
    public ParsedDiff {
      faults = List.copyOf(faults);
    }

    /** Whether all of a file could be read. */
    public boolean readable(int file) {
      return faults.stream().noneMatch(fault -> fault.file() == file);
    }
  }

  /** Total: every text gives a result. */
  public static ParsedDiff parse(String text) {
    return new DiffParser(text).parsed();
  }

  private ParsedDiff parsed() {
    List<String> preamble = new ArrayList<>();
    while (!lines.atEnd() && !FileStart.isAt(lines)) {
      preamble.add(outside(-1));
    }
    while (!lines.atEnd()) {
      files.add(file());
    }
    return new ParsedDiff(new UnifiedDiff(preamble, files, lines.endsWithNewline()), faults);
  }

  /** A line outside of all files: of a mail, a log or a message. */
  private String outside(int file) {
    if (lines.startsWith("@@ -")) {
      fault(lines.row(), "this hunk does not belong to a file", file);
    }
    return lines.take();
  }

  private DiffFile file() {
    int index = files.size();
    int row = lines.row();
    List<String> header = header();
    int named = lines.row() - 1;
    List<Hunk> hunks = new ArrayList<>();
    while (lines.startsWith("@@ ")) {
      HunkParser hunkParser = new HunkParser(lines);
      hunks.add(hunkParser.hunk());
      hunkParser.fault().ifPresent(f -> fault(f.line(), f.reason(), index));
      disorder(hunks).ifPresent(reason -> fault(hunks.getLast().row(), reason, index));
    }
    FileMetadata fileMetadata = FileHeader.metadata(header);
    FileHeader.missing(header, !hunks.isEmpty())
        .ifPresent(reason -> fault(reason.atNames() ? named : row, reason.text(), index));
    return new DiffFile(header, fileMetadata, hunks, trailer(index, header.getFirst()));
  }

  /**
   * Why the last hunk cannot be of the same file as the one before it; git prints them in order.
   */
  private static Optional<String> disorder(List<Hunk> hunks) {
    if (hunks.size() < 2) {
      return Optional.empty();
    }
    Hunk last = hunks.getLast();
    Hunk before = hunks.get(hunks.size() - 2);
    boolean order =
        !last.numbered()
            || begin(last.before()) >= end(before.before())
                && begin(last.after()) >= end(before.after());
    return order
        ? Optional.empty()
        : Optional.of("this hunk is not behind the one before it; the header of a file is missing");
  }

  /** The line before which a range without lines stands, or the first line. */
  private static int begin(LineRange range) {
    return range.count() == 0 ? range.start() + 1 : range.start();
  }

  private static int end(LineRange range) {
    return begin(range) + range.count();
  }

  /** The lines before a file's first hunk. */
  private List<String> header() {
    List<String> header = new ArrayList<>();
    boolean combined = FileStart.combined(lines.peek());
    boolean names = FileStart.names(lines, 0);
    header.add(lines.take());
    if (names) {
      header.add(lines.take());
      return header;
    }
    while (combined && !lines.atEnd() && !FileStart.command(lines) && !FileStart.message(lines)) {
      header.add(lines.take());
    }
    while (!lines.atEnd() && !FileStart.command(lines)) {
      if (FileStart.names(lines, 0)) {
        header.add(lines.take());
        header.add(lines.take());
        break;
      }
      if (!FileHeader.extended(lines.peek())) {
        break;
      }
      boolean encoded = lines.startsWith("GIT binary patch");
      header.add(lines.take());
      if (encoded) {
        binaryPatch(header);
      }
    }
    return header;
  }

  /** One or two blocks of encoded lines, each ended by an empty line. */
  private void binaryPatch(List<String> header) {
    while (lines.startsWith("literal ") || lines.startsWith("delta ")) {
      while (!lines.atEnd() && !lines.peek().isBlank() && !FileStart.isAt(lines)) {
        header.add(lines.take());
      }
      if (!lines.atEnd() && lines.peek().isBlank()) {
        header.add(lines.take());
      }
    }
  }

  /** What follows a file's last hunk, up to the next file. */
  private List<String> trailer(int file, String header) {
    List<String> trailer = new ArrayList<>();
    boolean message = false;
    while (!lines.atEnd() && !FileStart.isAt(lines)) {
      message |= FileStart.message(lines);
      if (lines.startsWith("+") && !message && faultless(file)) {
        fault(
            lines.row(), "this line does not belong to a hunk; a header or a count is wrong", file);
      }
      if (lines.startsWith("Only in ") && ofFolders(header)) {
        fault(lines.row(), "the content of this file is not shown; use diff -N", -1);
      }
      trailer.add(outside(file));
    }
    return trailer;
  }

  /** Whether {@code diff -r} compared two folders. */
  private static boolean ofFolders(String header) {
    return header.startsWith("diff -") && !header.startsWith("diff --git ");
  }

  private boolean faultless(int file) {
    return faults.isEmpty() || faults.getLast().file() != file;
  }

  private void fault(int line, String reason, int file) {
    faults.add(new DiffFault(line, reason, file));
  }
}

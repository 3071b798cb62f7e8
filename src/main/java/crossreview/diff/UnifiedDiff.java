package crossreview.diff;

import java.util.List;

/**
 * A unified diff, exactly as it was written: reading and printing gives the same text back.
 *
 * @param preamble lines before the first file, such as a mail's head
 * @param endsWithNewline whether the last line was complete
 */
public record UnifiedDiff(List<String> preamble, List<DiffFile> files, boolean endsWithNewline) {

  /**
   * One file of the diff.
   *
   * @param header its lines before the first hunk
   * @param trailer lines after its last hunk, such as a mail's signature
   */
  public record DiffFile(
      List<String> header, FileMetadata fileMetadata, List<Hunk> hunks, List<String> trailer) {

    /** How many lines of the text belong to the file, its trailer included. */
    public int lineCount() {
      int rows = hunks.stream().mapToInt(hunk -> 1 + hunk.lines().size()).sum();
      return header.size() + rows + trailer.size();
    }
  }

  /**
   * What a header says.
   *
   * @param path the new path, or the old one of a deletion, without {@code a/} and {@code b/}
   * @param binary whether the content is not shown as text
   * @param moved whether the file has a new name or mode, with or without new content
   */
  public record FileMetadata(String path, ChangeType changeType, boolean binary, boolean moved) {}

  /** What becomes of a file. */
  public enum ChangeType {
    CREATED,
    CHANGED,
    DELETED
  }

  /**
   * The lines of one side: the first one's number and how many; an empty side names the line
   * before.
   */
  public record LineRange(int start, int count) {}

  /**
   * A hunk.
   *
   * @param header its first line as it was written
   * @param row the header's 1-based line in the diff
   */
  public record Hunk(
      LineRange before, LineRange after, String header, int row, List<DiffLine> lines) {

    /** Whether the numbers of its header could be read. */
    public boolean numbered() {
      return before.start() + before.count() + after.start() + after.count() > 0;
    }

    public long added() {
      return lines.stream().filter(DiffLine::added).count();
    }

    public long removed() {
      return lines.stream().filter(line -> line.lineKind() == LineKind.REMOVED).count();
    }

    /** The same hunk with other lines on its new side. */
    public Hunk with(LineRange newAfter, List<DiffLine> newLines) {
      String section = header.substring(header.indexOf(" @@", 3) + 3);
      String rewritten = "@@ -" + shown(before) + " +" + shown(newAfter) + " @@" + section;
      return new Hunk(before, newAfter, newAfter.equals(after) ? header : rewritten, row, newLines);
    }

    private static String shown(LineRange lineRange) {
      return lineRange.count() == 1
          ? "" + lineRange.start()
          : lineRange.start() + "," + lineRange.count();
    }
  }

  /** How a line of a hunk begins. */
  public enum LineKind {
    CONTEXT(" "),
    /** An empty line of context, whose blank an editor took away. */
    BARE(""),
    ADDED("+"),
    REMOVED("-"),
    /** {@code \ No newline at end of file}: about the line before. */
    NOTE("\\");

    private final String mark;

    LineKind(String mark) {
      this.mark = mark;
    }

    public boolean onNewSide() {
      return this == CONTEXT || this == BARE || this == ADDED;
    }

    public boolean onOldSide() {
      return this == CONTEXT || this == BARE || this == REMOVED;
    }
  }

  /**
   * A line of a hunk. It points into the text that it was read from, which its reader holds anyway:
   * a copy of each line takes twice as much memory as the diff itself.
   */
  public static final class DiffLine {
    private final LineKind lineKind;
    private final String source;
    private final int from;
    private final int to;

    /** A line with a text of its own. */
    public DiffLine(LineKind lineKind, String text) {
      this(lineKind, text, 0, text.length());
    }

    /** The characters of a text from the first to before the last, without the mark. */
    DiffLine(LineKind lineKind, String source, int from, int to) {
      this.lineKind = lineKind;
      this.source = source;
      this.from = from;
      this.to = to;
    }

    public LineKind lineKind() {
      return lineKind;
    }

    /** The line without its mark; it has a carriage return where the file has one. */
    public String text() {
      return source.substring(from, to);
    }

    public boolean added() {
      return lineKind == LineKind.ADDED;
    }

    /** The line as the diff has it. */
    public String written() {
      return lineKind.mark + text();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof DiffLine line
          && lineKind == line.lineKind
          && to - from == line.to - line.from
          && source.regionMatches(from, line.source, line.from, to - from);
    }

    @Override
    public int hashCode() {
      return text().hashCode();
    }

    @Override
    public String toString() {
      return written();
    }
  }

  public String print() {
    StringBuilder out = new StringBuilder();
    preamble.forEach(line -> out.append(line).append('\n'));
    for (DiffFile file : files) {
      file.header().forEach(line -> out.append(line).append('\n'));
      for (Hunk hunk : file.hunks()) {
        out.append(hunk.header()).append('\n');
        hunk.lines().forEach(diffLine -> out.append(diffLine.written()).append('\n'));
      }
      file.trailer().forEach(line -> out.append(line).append('\n'));
    }
    if (!endsWithNewline && !out.isEmpty()) {
      out.setLength(out.length() - 1);
    }
    return out.toString();
  }
}

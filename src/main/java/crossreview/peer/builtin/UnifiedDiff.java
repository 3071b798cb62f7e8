package crossreview.peer.builtin;

import java.util.List;

/**
 * A unified diff, exactly as it was written: parsing and printing gives the same text back.
 *
 * @param preamble lines before the first file, such as a mail's head
 * @param endsWithNewline whether the last line was complete
 */
record UnifiedDiff(List<String> preamble, List<DiffFile> files, boolean endsWithNewline) {

  /**
   * One file of the diff.
   *
   * @param header its lines before the first hunk
   * @param path the new path, or the old one of a deletion, without a/ and b/
   * @param created whether it is a new file
   * @param binary whether its content is not shown as text
   */
  record DiffFile(
      List<String> header,
      String path,
      boolean created,
      boolean deleted,
      boolean binary,
      List<Hunk> hunks) {}

  /**
   * A hunk.
   *
   * @param section what stands behind the second @@, with its blank
   */
  record Hunk(
      int oldStart, int oldCount, int newStart, int newCount, String section, List<Line> lines) {

    String header() {
      return "@@ -" + range(oldStart, oldCount) + " +" + range(newStart, newCount) + " @@" + section;
    }

    private static String range(int start, int count) {
      return count == 1 ? String.valueOf(start) : start + "," + count;
    }
  }

  /**
   * A line of a hunk.
   *
   * @param kind a blank, + or -, or \ for the note about a missing newline
   * @param text the rest, with a carriage return where there is one
   */
  record Line(char kind, String text) {
    boolean added() {
      return kind == '+';
    }

    String raw() {
      return kind + text;
    }
  }

  String print() {
    StringBuilder out = new StringBuilder();
    preamble.forEach(line -> out.append(line).append('\n'));
    for (DiffFile file : files) {
      file.header().forEach(line -> out.append(line).append('\n'));
      for (Hunk hunk : file.hunks()) {
        out.append(hunk.header()).append('\n');
        hunk.lines().forEach(line -> out.append(line.raw()).append('\n'));
      }
    }
    if (!endsWithNewline && !out.isEmpty()) {
      out.setLength(out.length() - 1);
    }
    return out.toString();
  }
}

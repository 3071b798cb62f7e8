package crossreview.report.format;

import crossreview.diff.UnifiedDiff.DiffLine;
import crossreview.diff.UnifiedDiff.Hunk;
import crossreview.diff.UnifiedDiff.LineKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A hunk that puts fixes onto the new side of a hunk of the reviewed change, as a text. Pure.
 *
 * @param text the header and the lines
 * @param grown how many lines the file has more after it
 */
record FixHunk(String text, int grown) {
  private static final int CONTEXT = 3; // as git has it

  /** The lines of one fix. */
  record FixLines(FixPlace place, List<String> lines) {
    /** The fix in the line ends of the lines that it replaces. */
    static FixLines of(FixPlace place, String replacement) {
      boolean returns = place.lines().stream().allMatch(line -> line.text().endsWith("\r"));
      List<String> lines = replacement.lines().map(line -> returns ? line + "\r" : line).toList();
      return new FixLines(place, lines);
    }

    boolean changesNothing() {
      return place.lines().stream().map(DiffLine::text).toList().equals(lines);
    }
  }

  /**
   * The hunk.
   *
   * @param fixes those of one hunk, at least one; they do not overlap
   * @param grown how many lines the file has more before it
   */
  static FixHunk of(List<FixLines> fixes, int grown) {
    Hunk hunk = fixes.getFirst().place().hunk();
    List<DiffLine> all = lines(hunk, fixes);
    int begin = Math.max(0, change(all, 1) - CONTEXT);
    int end = Math.min(all.size(), change(all, -1) + 1);
    for (int context = 0; end < all.size() && (context < CONTEXT || note(all, end)); end++) {
      context += note(all, end) ? 0 : 1;
    }
    List<DiffLine> shown = all.subList(begin, end);
    int skipped = (int) all.subList(0, begin).stream().filter(FixHunk::old).count();
    int from = hunk.after().start() + skipped;
    int before = (int) shown.stream().filter(FixHunk::old).count();
    int after = (int) shown.stream().filter(line -> line.lineKind().onNewSide()).count();
    StringBuilder out = new StringBuilder();
    out.append("@@ -").append(from).append(',').append(before);
    out.append(" +").append(from + grown).append(',').append(after).append(" @@\n");
    shown.forEach(line -> out.append(line.written()).append('\n'));
    return new FixHunk(out.toString(), after - before);
  }

  private static boolean old(DiffLine line) {
    return line.lineKind().onOldSide();
  }

  private static boolean note(List<DiffLine> lines, int index) {
    return lines.get(index).lineKind() == LineKind.NOTE;
  }

  /** The first line that is not context, or with -1 the last one. */
  private static int change(List<DiffLine> lines, int step) {
    int at = step > 0 ? 0 : lines.size() - 1;
    while (lines.get(at).lineKind() == LineKind.CONTEXT || trails(lines, at)) {
      at += step;
    }
    return at;
  }

  /** Whether it is a note about a line of context. */
  private static boolean trails(List<DiffLine> lines, int at) {
    return note(lines, at) && lines.get(at - 1).lineKind() == LineKind.CONTEXT;
  }

  /** The new side of the hunk as context, with the fixes in it. */
  private static List<DiffLine> lines(Hunk hunk, List<FixLines> fixes) {
    List<DiffLine> all = new ArrayList<>();
    List<FixLines> ordered =
        fixes.stream().sorted(Comparator.comparingInt(fix -> fix.place().first())).toList();
    int at = 0;
    for (FixLines fix : ordered) {
      copy(hunk, at, fix.place().first(), LineKind.CONTEXT, all);
      at = after(hunk, fix.place().last());
      copy(hunk, fix.place().first(), at, LineKind.REMOVED, all);
      boolean unended = all.getLast().lineKind() == LineKind.NOTE;
      DiffLine note = all.getLast();
      fix.lines().forEach(line -> all.add(new DiffLine(LineKind.ADDED, line)));
      if (unended) {
        all.add(note);
      }
    }
    copy(hunk, at, hunk.lines().size(), LineKind.CONTEXT, all);
    return all;
  }

  /** The index behind a line and the note about it. */
  private static int after(Hunk hunk, int index) {
    boolean noted = index + 1 < hunk.lines().size() && note(hunk.lines(), index + 1);
    return noted ? index + 2 : index + 1;
  }

  private static void copy(Hunk hunk, int from, int to, LineKind kind, List<DiffLine> all) {
    boolean kept = false;
    for (DiffLine line : hunk.lines().subList(from, to)) {
      boolean note = line.lineKind() == LineKind.NOTE;
      kept = note ? kept : line.lineKind().onNewSide();
      if (kept) {
        all.add(note ? line : new DiffLine(kind, line.text()));
      }
    }
  }
}

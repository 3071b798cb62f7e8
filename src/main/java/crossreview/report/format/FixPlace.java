package crossreview.report.format;

import crossreview.diff.UnifiedDiff.ChangeType;
import crossreview.diff.UnifiedDiff.DiffFile;
import crossreview.diff.UnifiedDiff.DiffLine;
import crossreview.diff.UnifiedDiff.Hunk;
import crossreview.diff.UnifiedDiff.LineKind;
import crossreview.model.finding.Citation;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a hunk that a fix replaces. Pure.
 *
 * @param first the first of them, as an index of the hunk's lines
 * @param last the last of them
 */
record FixPlace(DiffFile file, Hunk hunk, int first, int last) {
  private static final char UNREADABLE = '\ufffd';

  /** A place, or why there is none. */
  record FixSearch(@Nullable FixPlace place, String reason) {}

  /**
   * Looks for the lines of a citation in the diff that it is of.
   *
   * @param text the diff, as bytes
   */
  static FixSearch find(List<DiffFile> files, byte[] text, Citation citation) {
    int from = rowAt(text, citation.from());
    int to = rowAt(text, Math.max(citation.from(), citation.to() - 1));
    for (DiffFile file : files) {
      for (Hunk hunk : file.hunks()) {
        if (from > hunk.row() && to <= hunk.row() + hunk.lines().size()) {
          String path = file.fileMetadata().path();
          boolean again =
              files.stream().filter(f -> f.fileMetadata().path().equals(path)).count() > 1;
          return again
              ? new FixSearch(null, "its file is in the diff more than once")
              : checked(new FixPlace(file, hunk, from - hunk.row() - 1, to - hunk.row() - 1));
        }
      }
    }
    return new FixSearch(null, "its lines are not those of one hunk of the change");
  }

  private static FixSearch checked(FixPlace place) {
    String reason = place.fault();
    return new FixSearch(reason == null ? place : null, reason == null ? "" : reason);
  }

  private @Nullable String fault() {
    if (!hunk.numbered()) {
      return "the header of its hunk has no line numbers";
    }
    if (!newSide(first) || !newSide(last)) {
      return "the change removes its lines";
    }
    if (hunk.lines().stream().anyMatch(line -> line.text().indexOf(UNREADABLE) >= 0)) {
      return "lines beside it have bytes that are not UTF-8";
    }
    return cutOff() ? "the diff shows no lines around it" : null;
  }

  /** Whether nothing says where the file goes on; a diff with context ends so at the file's end. */
  private boolean cutOff() {
    boolean context = hunk.lines().stream().anyMatch(line -> kept(line.lineKind()));
    boolean lastLine = IntStream.range(last + 1, hunk.lines().size()).noneMatch(this::newSide);
    return lastLine && !context && file.fileMetadata().changeType() != ChangeType.CREATED;
  }

  private static boolean kept(LineKind kind) {
    return kind.onNewSide() && kind.onOldSide();
  }

  private boolean newSide(int index) {
    return hunk.lines().get(index).lineKind().onNewSide();
  }

  boolean overlaps(FixPlace other) {
    return hunk == other.hunk && first <= other.last && other.first <= last;
  }

  /** The line in the new version of the file. */
  int line() {
    return hunk.after().start() + (int) IntStream.range(0, first).filter(this::newSide).count();
  }

  /** The replaced lines. */
  List<DiffLine> lines() {
    return IntStream.rangeClosed(first, last)
        .filter(this::newSide)
        .mapToObj(hunk.lines()::get)
        .toList();
  }

  private static int rowAt(byte[] text, long position) {
    int row = 1;
    for (int i = 0; i < Math.min(position, text.length); i++) {
      row += text[i] == '\n' ? 1 : 0;
    }
    return row;
  }
}

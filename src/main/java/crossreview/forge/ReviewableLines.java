package crossreview.forge;

import crossreview.diff.DiffParser;
import crossreview.diff.UnifiedDiff.ChangeType;
import crossreview.diff.UnifiedDiff.DiffFile;
import crossreview.diff.UnifiedDiff.DiffLine;
import crossreview.diff.UnifiedDiff.Hunk;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The lines at which a forge takes comments: those of the new side that the diff shows. Pure. */
public final class ReviewableLines {
  private final Map<String, Set<Integer>> byPath = new HashMap<>();

  private ReviewableLines() {}

  public static ReviewableLines of(String diff) {
    ReviewableLines lines = new ReviewableLines();
    DiffParser.parse(diff).diff().files().forEach(lines::add);
    return lines;
  }

  private void add(DiffFile file) {
    if (file.fileMetadata().changeType() == ChangeType.DELETED) {
      return; // it has no new side
    }
    Set<Integer> numbers =
        byPath.computeIfAbsent(file.fileMetadata().path(), path -> new HashSet<>());
    for (Hunk hunk : file.hunks()) {
      int number = hunk.after().start();
      for (DiffLine line : hunk.lines()) {
        if (line.lineKind().onNewSide()) {
          numbers.add(number++);
        }
      }
    }
  }

  /** Whether a comment can be at this line of the new side; the first line has the number 1. */
  public boolean contains(String path, int line) {
    return byPath.getOrDefault(path, Set.of()).contains(line);
  }
}

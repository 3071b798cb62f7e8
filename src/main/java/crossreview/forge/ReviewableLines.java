package crossreview.forge;

import crossreview.diff.DiffParser;
import crossreview.diff.UnifiedDiff.ChangeType;
import crossreview.diff.UnifiedDiff.DiffFile;
import crossreview.diff.UnifiedDiff.DiffLine;
import crossreview.diff.UnifiedDiff.Hunk;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The lines at which a forge takes comments: those of the new side that the diff shows. Pure. */
public final class ReviewableLines {
  private final Map<String, Map<Integer, LinePlace>> byPath = new HashMap<>();

  /**
   * One of them.
   *
   * @param line its number on the new side; the first line has the number 1
   * @param oldLine its number on the old side; 0 for an added line
   */
  public record LinePlace(String path, int line, int oldLine) {}

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
    String path = file.fileMetadata().path();
    Map<Integer, LinePlace> places = byPath.computeIfAbsent(path, name -> new HashMap<>());
    for (Hunk hunk : file.hunks()) {
      int number = hunk.after().start();
      int old = hunk.before().start();
      for (DiffLine line : hunk.lines()) {
        boolean there = line.lineKind().onOldSide();
        if (line.lineKind().onNewSide()) {
          places.put(number, new LinePlace(path, number, there ? old : 0));
          number++;
        }
        old += there ? 1 : 0;
      }
    }
  }

  /** The line of the new side with this number, where a comment can be at it. */
  public Optional<LinePlace> at(String path, int line) {
    return Optional.ofNullable(byPath.getOrDefault(path, Map.of()).get(line));
  }
}

package crossreview.peer.builtin;

import crossreview.diff.UnifiedDiff;
import crossreview.diff.UnifiedDiff.DiffFile;
import crossreview.diff.UnifiedDiff.DiffLine;
import crossreview.diff.UnifiedDiff.Hunk;
import crossreview.diff.UnifiedDiff.LineKind;
import crossreview.diff.UnifiedDiff.LineRange;
import crossreview.diff.text.TextAnalysis;
import crossreview.model.material.Artifact;
import crossreview.peer.builtin.change.ChangeSet;
import crossreview.peer.builtin.change.ChangedFile;
import java.util.ArrayList;
import java.util.List;

/**
 * The author that repairs what is mechanical in added lines and leaves everything else as it is.
 *
 * <p>Context and removed lines are never touched; the counts of hunks are put right, so that a diff
 * stays one. A text that needs no repair, or a diff that cannot be read, comes back unchanged.
 */
final class TidyAuthor {
  private TidyAuthor() {}

  /** The whole text, repaired. */
  static String repair(Artifact artifact, String text) {
    TextAnalysis reading = ChangeSet.reading(artifact, text);
    if (!reading.faults().isEmpty()) {
      return text;
    }
    return reading
        .diff()
        .map(diff -> diff(diff).print())
        .orElseGet(() -> plain(ChangedFile.plain(artifact.label(), text), text.endsWith("\n")));
  }

  private static String plain(ChangedFile file, boolean ended) {
    List<DiffLine> lines = new ArrayList<>();
    file.added().forEach(line -> lines.add(new DiffLine(LineKind.ADDED, line.text())));
    List<String> kept = new ArrayList<>();
    for (DiffLine diffLine : new FileRepair(file, List.of(lines)).repaired().getFirst()) {
      kept.add(diffLine.text());
    }
    return String.join("\n", kept) + (ended && !kept.isEmpty() ? "\n" : "");
  }

  private static UnifiedDiff diff(UnifiedDiff diff) {
    List<String> preamble = new ArrayList<>(diff.preamble());
    List<DiffFile> files = new ArrayList<>();
    for (DiffFile file : diff.files()) {
      DiffFile repaired = file(file);
      if (!repaired.hunks().isEmpty() || file.hunks().isEmpty()) {
        files.add(repaired);
      } else if (file.fileMetadata().moved()) {
        files.add(withoutContent(file));
      } else {
        (files.isEmpty() ? preamble : files.getLast().trailer()).addAll(file.trailer());
      }
    }
    return new UnifiedDiff(preamble, files, diff.endsWithNewline());
  }

  /** A new name or mode remains when nothing of the content does. */
  private static DiffFile withoutContent(DiffFile file) {
    List<String> header =
        file.header().stream()
            .filter(line -> !line.startsWith("--- ") && !line.startsWith("+++ "))
            .filter(line -> !line.startsWith("index "))
            .toList();
    return new DiffFile(header, file.fileMetadata(), List.of(), file.trailer());
  }

  /** Rebuilds the hunks; a dropped line moves the new side of all later hunks of its file. */
  private static DiffFile file(DiffFile file) {
    List<List<DiffLine>> before = file.hunks().stream().map(Hunk::lines).toList();
    List<List<DiffLine>> after = new FileRepair(ChangedFile.of(file, true), before).repaired();
    List<Hunk> hunks = new ArrayList<>();
    int shift = 0;
    for (int i = 0; i < before.size(); i++) {
      Hunk hunk = file.hunks().get(i);
      List<DiffLine> lines = after.get(i);
      int count = (int) lines.stream().filter(diffLine -> diffLine.lineKind().onNewSide()).count();
      if (lines.stream()
          .anyMatch(diffLine -> diffLine.added() || diffLine.lineKind() == LineKind.REMOVED)) {
        hunks.add(hunk.with(moved(hunk.after(), shift, count), lines));
      }
      shift += count - hunk.after().count();
    }
    return new DiffFile(file.header(), file.fileMetadata(), hunks, new ArrayList<>(file.trailer()));
  }

  /** An empty side is numbered by the line before it. */
  private static LineRange moved(LineRange lineRange, int shift, int count) {
    int first = lineRange.start() + shift + (lineRange.count() == 0 ? 1 : 0);
    return new LineRange(count == 0 ? first - 1 : first, count);
  }
}

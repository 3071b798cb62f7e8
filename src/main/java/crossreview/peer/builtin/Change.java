package crossreview.peer.builtin;

import crossreview.model.Artifact;
import crossreview.peer.builtin.UnifiedDiff.DiffFile;
import crossreview.peer.builtin.UnifiedDiff.Hunk;
import crossreview.peer.builtin.UnifiedDiff.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a change adds, whatever form it came in.
 *
 * @param broken why a diff could not be read, or null; then there are no files
 */
record Change(List<ChangedFile> files, DiffReader.Result.Broken broken) {

  /**
   * A file and the lines that it gains.
   *
   * @param whole whether the added lines are the whole file
   */
  record ChangedFile(
      String path, boolean whole, boolean binary, boolean removesOnly, List<AddedLine> added) {

    String text() {
      StringBuilder text = new StringBuilder();
      added.forEach(line -> text.append(line.text()).append('\n'));
      return text.toString();
    }

    long bytes() {
      return added.stream().mapToLong(line -> line.text().length() + 1L).sum();
    }
  }

  /** A line of the new file by its 1-based number; the text has no newline, but its carriage return. */
  record AddedLine(int number, String text) {}

  static Change of(Artifact artifact, String text) {
    if (!looksLikeDiff(artifact, text)) {
      return new Change(List.of(plain(artifact.label(), text)), null);
    }
    return switch (DiffReader.read(text)) {
      case DiffReader.Result.Read read ->
          new Change(read.diff().files().stream().map(Change::file).toList(), null);
      case DiffReader.Result.Broken broken -> new Change(List.of(), broken);
      case DiffReader.Result.NoDiff none ->
          new Change(List.of(), new DiffReader.Result.Broken(1, "there is no file in this diff"));
    };
  }

  /** A name or type says so, or the text begins like one. */
  static boolean looksLikeDiff(Artifact artifact, String text) {
    String label = artifact.label();
    return artifact.mediaType().equals("text/x-diff")
        || artifact.mediaType().equals("text/x-patch")
        || label.endsWith(".diff")
        || label.endsWith(".patch")
        || text.startsWith("diff --git ")
        || text.startsWith("--- ") && text.contains("\n+++ ") && text.contains("\n@@ -");
  }

  private static ChangedFile plain(String label, String text) {
    List<AddedLine> lines = new ArrayList<>();
    String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    for (String line : body.split("\n", -1)) {
      lines.add(new AddedLine(lines.size() + 1, line));
    }
    return new ChangedFile(label, true, false, false, lines);
  }

  private static ChangedFile file(DiffFile file) {
    List<AddedLine> added = new ArrayList<>();
    for (Hunk hunk : file.hunks()) {
      int number = hunk.newStart();
      for (Line line : hunk.lines()) {
        if (line.added()) {
          added.add(new AddedLine(number, line.text()));
        }
        number += line.kind() == '+' || line.kind() == ' ' ? 1 : 0;
      }
    }
    return new ChangedFile(file.path(), file.created(), file.binary(), added.isEmpty(), added);
  }

  /** A flaw that says that the diff cannot be read, if it cannot. */
  Optional<Flaw> brokenDiff() {
    return Optional.ofNullable(broken)
        .map(b -> Flaw.blocking(null, null, "broken diff at line " + b.line() + ": " + b.reason(), null));
  }
}

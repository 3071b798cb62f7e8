package crossreview.peer.builtin;

import crossreview.diff.OutsideLine;
import crossreview.diff.TextAnalysis;
import crossreview.diff.TextPart;
import crossreview.diff.UnifiedDiff.DiffFile;
import crossreview.model.material.Artifact;
import java.util.ArrayList;
import java.util.List;

/**
 * What an artifact adds, whatever form it came in.
 *
 * @param reading what the text is
 * @param files the files of a diff; a plain text is one file
 * @param parts what must be checked
 */
record ChangeSet(TextAnalysis reading, List<ChangedFile> files, List<TextPart> parts) {

  static ChangeSet of(Artifact artifact, String text) {
    TextAnalysis reading = reading(artifact, text);
    List<ChangedFile> files = new ArrayList<>();
    for (int i = 0; i < reading.files().size(); i++) {
      DiffFile file = reading.files().get(i);
      files.add(ChangedFile.of(file, reading.parsed().orElseThrow().readable(i)));
    }
    if (!reading.isDiff()) {
      files.add(ChangedFile.plain(artifact.label(), text));
    }
    return new ChangeSet(reading, List.copyOf(files), reading.parts());
  }

  static TextAnalysis reading(Artifact artifact, String text) {
    return TextAnalysis.of(artifact.label(), artifact.mediaType(), text);
  }

  boolean diff() {
    return reading.isDiff();
  }

  /** The file that a part belongs to; a part outside of all files has none. */
  ChangedFile file(TextPart part) {
    boolean none = reading.isDiff() && part.file() < 0;
    return none ? ChangedFile.plain(part.path(), "") : files.get(Math.max(part.file(), 0));
  }

  /** Whether the text shows nothing of the change, so that no rule has read anything. */
  boolean contentless() {
    return reading.isContentless();
  }

  List<OutsideLine> outside() {
    return reading.outside();
  }
}

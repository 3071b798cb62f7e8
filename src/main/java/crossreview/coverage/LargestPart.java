package crossreview.coverage;

import crossreview.diff.UnifiedDiff.DiffFile;
import crossreview.diff.UnifiedDiff.Hunk;
import crossreview.diff.text.TextAnalysis;
import crossreview.model.ValueChecks;
import crossreview.model.material.Artifact;
import java.util.Optional;

/**
 * The hunk of a diff that needs the most room, for who has to divide a change.
 *
 * @param place its file and its line in the diff
 * @param bytes how long it is in UTF-8
 */
public record LargestPart(String place, long bytes) {
  private static final int PLACE_MAX = 160;

  /** The largest hunk; none in a plain text. Pure; time linear in the text. */
  public static Optional<LargestPart> of(Artifact artifact, String text) {
    LargestPart largest = null;
    for (DiffFile file : TextAnalysis.of(artifact.label(), artifact.mediaType(), text).files()) {
      for (Hunk hunk : file.hunks()) {
        long bytes = DiffExcerpt.bytes(hunk);
        if (largest == null || bytes > largest.bytes()) {
          String path = ValueChecks.cut(file.fileMetadata().path(), PLACE_MAX);
          largest = new LargestPart(path + " (line " + hunk.row() + ")", bytes);
        }
      }
    }
    return Optional.ofNullable(largest);
  }

  /** To follow a sentence. */
  public String words() {
    return "; its largest hunk is " + place + " with " + bytes + " bytes";
  }
}

package crossreview.coverage;

import crossreview.coverage.ArtifactScope.FileParts;
import crossreview.diff.UnifiedDiff.DiffFile;
import crossreview.diff.UnifiedDiff.Hunk;
import crossreview.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The changed files of a diff with their sizes, for a prompt that does not show all of them. */
public final class FileList {
  /** A list that is longer tells a reviewer less than the hunks for which it takes the room. */
  private static final int CHARACTERS_MAX = 24_000;

  private FileList() {}

  /** One JSON object per file; the last line counts those that do not fit. */
  public static String of(ArtifactScope artifactScope) {
    StringBuilder out = new StringBuilder();
    List<DiffFile> files = artifactScope.textAnalysis().files();
    for (int i = 0; i < files.size(); i++) {
      String line = JsonWriter.of(file(artifactScope, files.get(i), artifactScope.files().get(i)));
      if (out.length() + line.length() > CHARACTERS_MAX) {
        out.append("{\"more_files\":").append(files.size() - i).append("}\n");
        break;
      }
      out.append(line).append('\n');
    }
    if (!out.isEmpty()) {
      out.setLength(out.length() - 1);
    }
    return out.toString();
  }

  private static Map<String, Object> file(
      ArtifactScope artifactScope, DiffFile file, FileParts span) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("path", file.fileMetadata().path());
    map.put("added", file.hunks().stream().mapToLong(Hunk::added).sum());
    map.put("removed", file.hunks().stream().mapToLong(Hunk::removed).sum());
    String excluded = artifactScope.excluded().get(span.first());
    if (excluded != null) {
      map.put("excluded", excluded);
    }
    String missing = artifactScope.missing().get(span.first());
    if (missing != null) {
      map.put("missing", missing);
    }
    return map;
  }
}

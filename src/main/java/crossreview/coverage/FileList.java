package crossreview.coverage;

import crossreview.coverage.ArtifactScope.FileParts;
import crossreview.diff.UnifiedDiff.DiffFile;
import crossreview.diff.UnifiedDiff.Hunk;
import crossreview.json.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The changed files of a diff with their sizes, for a prompt that does not show all of them. */
public final class FileList {
  /** A list that is longer tells a reviewer less than the hunks for which it takes the room. */
  private static final int CHARACTERS_MAX = 24_000;

  /** The list of a round that is to cost little: the hunks that it shows say the rest. */
  private static final int SHORT_MAX = 6_000;

  private FileList() {}

  /** One JSON object per file; the last line counts those that do not fit. */
  public static String of(ArtifactScope artifactScope) {
    List<DiffFile> files = artifactScope.textAnalysis().files();
    List<Map<String, Object>> list = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      list.add(file(artifactScope, files.get(i), artifactScope.files().get(i)));
    }
    return lines(list, CHARACTERS_MAX);
  }

  /** The same with how many hunks of each are carried over and gone; the changed files first. */
  public static String of(ArtifactScope artifactScope, ChangeDelta delta) {
    List<DiffFile> files = artifactScope.textAnalysis().files();
    List<Map<String, Object>> changed = new ArrayList<>();
    List<Map<String, Object>> rest = new ArrayList<>();
    Map<String, Integer> gone = new LinkedHashMap<>(delta.gone());
    for (int i = 0; i < files.size(); i++) {
      FileParts span = artifactScope.files().get(i);
      Map<String, Object> file = file(artifactScope, files.get(i), span);
      int carried = delta.carried().get(span.first(), span.last() + 1).cardinality();
      if (carried > 0) {
        file.put("carried", carried);
      }
      Integer lost = gone.remove(files.get(i).fileMetadata().path());
      if (lost != null) {
        file.put("gone", lost);
      }
      boolean news = lost != null || carried <= span.last() - span.first();
      (news ? changed : rest).add(file);
    }
    gone.forEach((path, count) -> {
      Map<String, Object> file = new LinkedHashMap<>();
      file.put("path", path);
      file.put("gone", count);
      changed.add(file);
    });
    changed.addAll(rest);
    return lines(changed, SHORT_MAX);
  }

  private static String lines(List<Map<String, Object>> files, int most) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < files.size(); i++) {
      String line = JsonWriter.of(files.get(i));
      if (out.length() + line.length() > most) {
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

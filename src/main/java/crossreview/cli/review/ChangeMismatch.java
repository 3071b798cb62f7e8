package crossreview.cli.review;

import crossreview.diff.UnifiedDiff;
import crossreview.diff.UnifiedDiff.DiffFile;
import crossreview.diff.UnifiedDiff.DiffLine;
import crossreview.git.PatchDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** In what a change that was reviewed differs from the one at the gate, in words by kind. Pure. */
final class ChangeMismatch {
  private static final String MODE = "mode";

  private final Map<String, Set<String>> files = new LinkedHashMap<>();

  private ChangeMismatch() {}

  /** One sentence for each kind of difference, with the files; none for equal changes. */
  static List<String> between(UnifiedDiff change, UnifiedDiff reviewed) {
    Map<String, ?> here = PatchDigest.byFile(change);
    Map<String, ?> there = PatchDigest.byFile(reviewed);
    ChangeMismatch mismatch = new ChangeMismatch();
    Set<String> all = new TreeSet<>(here.keySet());
    all.addAll(there.keySet());
    for (String path : all) {
      if (!Objects.equals(here.get(path), there.get(path))) {
        mismatch.add(kind(file(change, path), file(reviewed, path)), path);
      }
    }
    List<String> sentences = new ArrayList<>();
    mismatch.files.forEach((kind, paths) -> sentences.add(kind + String.join(", ", paths)));
    return sentences;
  }

  private void add(String kind, String path) {
    files.computeIfAbsent(kind, k -> new TreeSet<>()).add(path);
  }

  private static @Nullable DiffFile file(UnifiedDiff diff, String path) {
    return diff.files().stream()
        .filter(file -> file.fileMetadata().path().equals(path))
        .findFirst()
        .orElse(null);
  }

  private static String kind(@Nullable DiffFile here, @Nullable DiffFile there) {
    if (there == null) {
      return "nothing of these files was reviewed: ";
    }
    if (here == null) {
      return "the reviewed change has files that this one has not: ";
    }
    if (!changed(here).equals(changed(there))) {
      return "other lines were reviewed: ";
    }
    if (!facts(here).equals(facts(there))) {
      return "another mode or name was reviewed: ";
    }
    return here.hunks().isEmpty() && there.hunks().isEmpty()
        ? "other bytes were reviewed: "
        : "the same lines were reviewed between other ones: ";
  }

  private static List<String> changed(DiffFile file) {
    return file.hunks().stream()
        .flatMap(hunk -> hunk.lines().stream())
        .filter(line -> line.lineKind().onNewSide() != line.lineKind().onOldSide())
        .map(DiffLine::written)
        .toList();
  }

  private static List<String> facts(DiffFile file) {
    return file.header().stream()
        .filter(line -> line.contains(MODE) || line.startsWith("rename "))
        .toList();
  }
}

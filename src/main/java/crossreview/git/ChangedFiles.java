package crossreview.git;

import crossreview.model.ValueChecks;
import crossreview.model.material.ContextKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files that a change modifies, whole, first all after the change and then all before it. What
 * the diff shows in full, a file that is new or deleted, is not among them. Blocks.
 */
final class ChangedFiles {
  /** Of each side; reviewers cannot be shown more beside a change, and the diff names all. */
  static final int FILES_MAX = 24;

  /** Of both sides together. */
  private static final long BYTES_MAX = 512 * 1024;

  private static final int PATH_MAX = 300;
  private static final Set<String> REGULAR = Set.of("100644", "100755");

  private final ScratchRepository scratch;
  private long free = BYTES_MAX;

  ChangedFiles(ScratchRepository scratch) {
    this.scratch = scratch;
  }

  private record ChangedPath(String before, String after, String beforeBlob, String afterBlob) {}

  List<WholeFile> read(SelectedChange change, List<String> paths) {
    List<ChangedPath> changed =
        modified(scratch.changes(change, paths)).stream().limit(FILES_MAX).toList();
    ObjectReader objects = new ObjectReader(scratch::run);
    List<String> ids =
        changed.stream()
            .flatMap(one -> Stream.of(one.afterBlob(), one.beforeBlob()))
            .distinct()
            .toList();
    Map<String, Long> sizes = objects.sizes(ids);
    Map<String, byte[]> read = new HashMap<>();
    read.putAll(objects.read(ids.stream().filter(id -> fits(sizes.get(id))).toList()));
    List<WholeFile> files = new ArrayList<>();
    for (ChangedPath one : changed) {
      files.add(file(ContextKind.AFTER, one.after(), change.after(), read.get(one.afterBlob())));
    }
    for (ChangedPath one : changed) {
      files.add(
          file(ContextKind.BEFORE, one.before(), change.before(), read.get(one.beforeBlob())));
    }
    return files;
  }

  private boolean fits(@Nullable Long size) {
    if (size == null || size > WholeFile.BYTES_MAX || size > free) {
      return false;
    }
    free -= size;
    return true;
  }

  private static WholeFile file(
      ContextKind kind, String path, SelectedChange.TreeSide side, byte @Nullable [] bytes) {
    return bytes == null
        ? WholeFile.without(kind, path, side.commit(), "too large to be shown whole")
        : WholeFile.of(kind, path, side.commit(), bytes);
  }

  /** From {@code :mode mode id id status NUL path NUL}, with two paths for a rename or copy. */
  private static List<ChangedPath> modified(List<String> parts) {
    List<ChangedPath> changed = new ArrayList<>();
    for (int i = 0; i + 1 < parts.size(); i += 2) {
      String[] facts = parts.get(i).substring(1).split(" ");
      String before = parts.get(i + 1);
      String after = before;
      if (facts[4].startsWith("R") || facts[4].startsWith("C")) {
        i++;
        after = parts.get(i + 1);
      }
      boolean differs = !facts[2].equals(facts[3]);
      boolean named = ValueChecks.cut(after, PATH_MAX).equals(after) && before.length() <= PATH_MAX;
      if (differs && named && REGULAR.contains(facts[0]) && REGULAR.contains(facts[1])) {
        changed.add(new ChangedPath(before, after, facts[2], facts[3]));
      }
    }
    return changed;
  }
}

package crossreview.coverage;

import crossreview.diff.UnifiedDiff.DiffFile;
import crossreview.diff.UnifiedDiff.DiffLine;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Files that only say where their content is: the commit of another repository, or an object of Git
 * LFS. Whoever reads the change has seen the pointer and nothing of what it stands for.
 *
 * <p>Forms: git's {@code Subproject commit} line, and version 1 of the Git LFS specification.
 */
final class PointerFile {
  static final String SUBMODULE = "submodule";
  static final String LARGE_FILE = "Git LFS object";

  private static final Pattern COMMIT =
      Pattern.compile("Subproject commit [0-9a-f]{7,64}(?:-dirty)?");
  private static final Pattern OBJECT =
      Pattern.compile(
          "version https://git-lfs\\.github\\.com/spec/v1|oid sha256:[0-9a-f]{64}|size"
              + " \\d+|ext-\\d-.*");
  private static final int LINES_MAX = 16; // of a pointer: version, oid, size, up to ten extensions

  private PointerFile() {}

  /** What a file of a diff points to; empty for a file whose content is shown. */
  static Optional<String> kind(DiffFile file) {
    List<String> lines = side(file, line -> line.lineKind().onNewSide());
    return kind(lines.isEmpty() ? side(file, line -> line.lineKind().onOldSide()) : lines);
  }

  private static Optional<String> kind(List<String> lines) {
    if (lines.size() == 1 && COMMIT.matcher(lines.getFirst()).matches()) {
      return Optional.of(SUBMODULE);
    }
    boolean object =
        lines.size() >= 2
            && lines.size() <= LINES_MAX
            && lines.stream().anyMatch(line -> line.startsWith("oid sha256:"))
            && lines.stream().allMatch(line -> OBJECT.matcher(line).matches());
    return object ? Optional.of(LARGE_FILE) : Optional.empty();
  }

  private static List<String> side(DiffFile file, Predicate<DiffLine> on) {
    return file.hunks().stream()
        .flatMap(hunk -> hunk.lines().stream())
        .filter(on)
        .limit(LINES_MAX + 1L)
        .map(line -> line.text().strip())
        .toList();
  }
}

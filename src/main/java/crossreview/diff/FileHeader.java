package crossreview.diff;

import crossreview.diff.UnifiedDiff.ChangeType;
import crossreview.diff.UnifiedDiff.FileMetadata;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the lines before a file's first hunk say. */
final class FileHeader {
  private static final List<String> EXTENDED =
      List.of(
          "old mode ",
          "new mode ",
          "deleted file mode ",
          "new file mode ",
          "copy from ",
          "copy to ",
          "rename from ",
          "rename to ",
          "similarity index ",
          "dissimilarity index ",
          "index ",
          "Binary file",
          "GIT binary patch",
          "=======",
          "Cannot display: ",
          "svn:mime-type",
          "(Binary files",
          "RCS file: ",
          "retrieving revision ",
          "diff -");

  private static final List<String> BINARY =
      List.of("Binary file", "GIT binary patch", "Cannot display: ", "(Binary files");

  private static final String SIMILARITY = "similarity index ";

  /** The id of an empty file, by both of git's hash functions. */
  private static final List<String> EMPTY_FILE = List.of("e69de29", "473a0f4");

  private FileHeader() {}

  /**
   * Why a file has nothing that can be reviewed.
   *
   * @param atNames whether the last line of the header is meant, not its first
   */
  record MissingContent(String text, boolean atNames) {}

  /** Whether a line continues with what a header says about a file. */
  static boolean extended(String line) {
    return EXTENDED.stream().anyMatch(line::startsWith);
  }

  static FileMetadata metadata(List<String> header) {
    String before = name(header, "--- ").orElse(null);
    String after = name(header, "+++ ").orElse(null);
    boolean created = DiffPath.NOWHERE.equals(before) || says(header, "new file mode");
    boolean deleted = DiffPath.NOWHERE.equals(after) || says(header, "deleted file mode");
    ChangeType changeType =
        created ? ChangeType.CREATED : deleted ? ChangeType.DELETED : ChangeType.CHANGED;
    boolean binary = BINARY.stream().anyMatch(start -> says(header, start));
    boolean moved = says(header, "rename ") || says(header, "copy ") || says(header, "new mode");
    return new FileMetadata(path(header, before, after), changeType, binary, moved);
  }

  private static String path(List<String> header, @Nullable String before, @Nullable String after) {
    Optional<String> moved =
        Stream.of("rename to ", "copy to ").flatMap(s -> name(header, s).stream()).findFirst();
    if (moved.isPresent()) {
      return moved.get();
    }
    String first = header.getFirst().stripTrailing();
    Optional<String> ofGit =
        first.startsWith("diff --git ")
            ? DiffPath.ofGit(first.substring("diff --git ".length()))
            : Optional.empty();
    if (ofGit.isPresent()) {
      return ofGit.get();
    }
    return before != null && after != null ? DiffPath.ofNames(before, after) : ofCommand(first);
  }

  /** From the first line of a file that has no names, such as a binary one. */
  private static String ofCommand(String first) {
    if (first.startsWith("Index: ")) {
      return first.substring("Index: ".length());
    }
    if (FileStart.combined(first)) {
      return DiffPath.of(first.substring(first.indexOf(' ', "diff ".length()) + 1));
    }
    String line = first.replaceFirst("^Binary files (.+) differ$", "$1");
    return DiffPath.bare(DiffPath.of(line.substring(line.lastIndexOf(' ') + 1)));
  }

  /** Why nothing of the file can be reviewed, if so. */
  static Optional<MissingContent> missing(List<String> header, boolean hunks) {
    if (FileStart.combined(header.getFirst())) {
      return missing("a combined diff of a merge; a diff against one parent is needed", false);
    }
    if (isNowhere(header)) {
      return missing("both names are /dev/null, so that the file has no name", true);
    }
    if (hunks || BINARY.stream().anyMatch(start -> says(header, start))) {
      return Optional.empty();
    }
    if (says(header, "+++ ")) {
      return missing("there is no hunk after the names of a file", true);
    }
    boolean whole = says(header, "deleted file mode") || says(header, "=======");
    Optional<String> index = header.stream().filter(l -> l.startsWith("index ")).findFirst();
    boolean changed = index.isPresent() && !emptyFile(index.get());
    if (!whole && (changed || isDissimilar(header))) {
      return missing("there is no hunk, although the content changed", false);
    }
    return header.size() == 1
        ? missing("nothing follows the header of a file", false)
        : Optional.empty();
  }

  private static Optional<MissingContent> missing(String text, boolean atNames) {
    return Optional.of(new MissingContent(text, atNames));
  }

  private static boolean isNowhere(List<String> header) {
    return Stream.of("--- ", "+++ ")
        .allMatch(s -> name(header, s).filter(DiffPath.NOWHERE::equals).isPresent());
  }

  /** Whether git says that the sides are not the same; it says 100% only where they are. */
  private static boolean isDissimilar(List<String> header) {
    return header.stream()
        .map(String::stripTrailing)
        .anyMatch(line ->
            line.startsWith(SIMILARITY) && !line.equals(SIMILARITY + "100%")
                || line.startsWith("dissimilarity index "));
  }

  private static boolean emptyFile(String index) {
    int dots = index.indexOf("..");
    return dots >= 0 && EMPTY_FILE.stream().anyMatch(id -> index.startsWith(id, dots + 2));
  }

  private static boolean says(List<String> header, String start) {
    return header.stream().anyMatch(line -> line.startsWith(start));
  }

  /** The name that a line gives, if one does. */
  private static Optional<String> name(List<String> header, String start) {
    return header.stream()
        .filter(line -> line.startsWith(start))
        .map(line -> DiffPath.of(line.substring(start.length()).stripTrailing()))
        .findFirst();
  }
}

package crossreview.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which files of a session's folder travel in a bundle, and in which order they are read. */
final class BundleLayout {
  private static final Pattern NAME =
      Pattern.compile(
          "events-[0-9]{6,18}\\.(ndjson|head)|blobs/[0-9a-f]{64}"
              + "|final\\.md|meta\\.json|receipt\\.json|session-report\\.md");
  private static final Pattern HEAD = Pattern.compile("events-[0-9]+\\.head");
  private static final Pattern LINES = Pattern.compile("events-[0-9]+\\.ndjson");

  private static final int OTHER = 2;

  private BundleLayout() {}

  /** Whether a name is one that a bundle may have; no other name ever becomes a path. */
  static boolean allowed(String name) {
    return NAME.matcher(name).matches();
  }

  /** The names of a session's journal: heads before lines. */
  static List<String> journal(Path folder) throws IOException {
    return names(folder, name -> rank(name) < OTHER);
  }

  /**
   * The names of everything else. It is looked for when the length of the lines is known: a text is
   * there before a line names it, so that no line of a copy lacks its texts.
   */
  static List<String> others(Path folder) throws IOException {
    return names(folder, name -> rank(name) == OTHER);
  }

  private static List<String> names(Path folder, Predicate<String> wanted) throws IOException {
    try (Stream<Path> all = Files.walk(folder, 2)) {
      return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .map(file -> folder.relativize(file).toString())
          .filter(BundleLayout::allowed)
          .filter(wanted)
          .sorted(Comparator.comparing(BundleLayout::rank).thenComparing(Comparator.naturalOrder()))
          .toList();
    }
  }

  private static int rank(String name) {
    return HEAD.matcher(name).matches() ? 0 : LINES.matcher(name).matches() ? 1 : OTHER;
  }

  /** Whether the bytes that are there stay as they are: lines, which only grow, and texts. */
  static boolean stays(String name) {
    return grows(name) || name.startsWith("blobs/");
  }

  /** Whether the file only grows; everything else is replaced whole, or never changes. */
  static boolean grows(String name) {
    return LINES.matcher(name).matches();
  }
}

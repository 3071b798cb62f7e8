package crossreview.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
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

  private BundleLayout() {}

  /** Whether a name is one that a bundle may have; no other name ever becomes a path. */
  static boolean allowed(String name) {
    return NAME.matcher(name).matches();
  }

  /**
   * The names in a session's folder: heads before lines, lines before what they name. So a copy
   * that is made while the session is written never has a head beyond its lines, nor a line without
   * its texts.
   */
  static List<String> in(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder, 2)) {
      return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .map(file -> folder.relativize(file).toString())
          .filter(BundleLayout::allowed)
          .sorted(Comparator.comparing(BundleLayout::rank).thenComparing(Comparator.naturalOrder()))
          .toList();
    }
  }

  private static int rank(String name) {
    return HEAD.matcher(name).matches() ? 0 : LINES.matcher(name).matches() ? 1 : 2;
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

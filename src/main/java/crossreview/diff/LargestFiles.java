package crossreview.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The files that take most of a diff of git, for whoever has to make it smaller. Their headers are
 * looked for and nothing else is read, so a text of many megabytes takes milliseconds. Pure.
 */
public final class LargestFiles {
  private static final String HEADER = "diff --git ";
  private static final int NAMED_MAX = 3;

  private LargestFiles() {}

  private record FileSize(int start, int characters) {}

  /** Such as {@code data.json (3.1 MB), a.sql (20 kB)}; empty for a text without such headers. */
  public static String of(String diff) {
    List<FileSize> sizes = new ArrayList<>();
    int start = diff.startsWith(HEADER) ? 0 : after(diff, 0);
    while (start >= 0) {
      int next = after(diff, start);
      sizes.add(new FileSize(start, (next < 0 ? diff.length() : next) - start));
      start = next;
    }
    return sizes.stream()
        .sorted(Comparator.comparingInt(FileSize::characters).reversed())
        .limit(NAMED_MAX)
        .map(size -> path(diff, size.start()) + " (" + shown(size.characters()) + ")")
        .collect(Collectors.joining(", "));
  }

  /** A line of a hunk has a mark before it, so only headers begin so. */
  private static int after(String diff, int start) {
    int found = diff.indexOf("\n" + HEADER, start);
    return found < 0 ? -1 : found + 1;
  }

  private static String path(String diff, int start) {
    int end = diff.indexOf('\n', start);
    String line = diff.substring(start, end < 0 ? diff.length() : end);
    return FileHeader.metadata(List.of(line)).path();
  }

  private static String shown(int characters) {
    return characters < 1_000_000
        ? Math.max(1, characters / 1_000) + " kB"
        : characters / 1_000_000 + "." + characters % 1_000_000 / 100_000 + " MB";
  }
}

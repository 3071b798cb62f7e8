package crossreview.peer.builtin.rule;

import crossreview.peer.builtin.change.ChangedFile;
import crossreview.peer.builtin.change.ChangedFile.FileLine;
import crossreview.peer.builtin.change.FileRole;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The debug statements that a change leaves in a file, by the role of the file.
 *
 * <p>What stops a program to look at it is a leftover everywhere. What prints is one in a library
 * only: a program prints on purpose, a test may, and so does a file that printed before.
 */
public final class DebugLeftovers {
  // Whoever adds more prints to one file prints on purpose.
  private static final int PRINTS_MAX = 5;

  private static final Pattern PURPOSE =
      Pattern.compile(
          "(?i)(listening|started|starting|running|ready|usage|version|deprecat|warning|done"
              + "|success|complete|help|welcome)");

  private static final Pattern MARKED =
      Pattern.compile(
          "(?i)[\"'`(](?:debug\\b|dbg\\b|>>>|###|\\*\\*\\*|=== ?debug|xxx|(?:got |i am |i'm"
              + " )?here\\b)");

  private DebugLeftovers() {}

  /**
   * A leftover.
   *
   * @param index of its line among the added ones
   * @param name the statement, such as {@code console.log}
   */
  public record DebugLeftover(int index, String name) {}

  public static List<DebugLeftover> in(ChangedFile file) {
    FileRole role = FileRole.of(file);
    if (role == FileRole.OTHER || file.added().isEmpty()) {
      return List.of();
    }
    Set<String> before = before(file);
    List<DebugLeftover> stops = new ArrayList<>();
    List<DebugLeftover> prints = new ArrayList<>();
    for (int i = 0; i < file.added().size(); i++) {
      String line = file.added().get(i).content();
      String name = DebugStatements.in(file.path(), line);
      if (name == null || before.contains(line.strip())) {
        continue;
      }
      boolean stop = DebugStatements.stops(name);
      boolean print = role == FileRole.LIBRARY && !before.contains(name) && !meant(line);
      if (stop) {
        stops.add(new DebugLeftover(i, name));
      } else if (print || role != FileRole.TEST && MARKED.matcher(line).find()) {
        prints.add(new DebugLeftover(i, name));
      }
    }
    if (prints.size() <= PRINTS_MAX) {
      stops.addAll(prints);
    }
    return stops.stream().sorted((a, b) -> a.index() - b.index()).toList();
  }

  private static boolean meant(String line) {
    return PURPOSE.matcher(line).find() && !MARKED.matcher(line).find();
  }

  /** What the file had before: lines that were moved, and statements that it used. */
  private static Set<String> before(ChangedFile file) {
    Set<String> before = new HashSet<>();
    for (FileLine line : file.removed()) {
      before.add(line.content().strip());
      addName(file.path(), line, before);
    }
    file.context().forEach(line -> addName(file.path(), line, before));
    return before;
  }

  private static void addName(String path, FileLine line, Set<String> names) {
    @Nullable String name = DebugStatements.in(path, line.content());
    if (name != null && !MARKED.matcher(line.content()).find()) {
      names.add(name);
    }
  }
}

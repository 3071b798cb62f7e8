package crossreview.forge.github;

import static crossreview.forge.github.PullJson.text;

import crossreview.json.JsonTree;
import java.util.ArrayList;
import java.util.List;

/**
 * A diff put together from GitHub's list of changed files, for a change whose whole diff GitHub
 * does not make. A file whose patch is left out stays in the diff without a hunk, so that the
 * review blocks on it by name. Pure.
 */
final class FilePatches {
  private static final String EMPTY_BLOB = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391";

  private final StringBuilder diff = new StringBuilder();
  private final List<String> missing = new ArrayList<>();
  private int count;

  private FilePatches() {}

  static FilePatches of(List<Object> files) {
    FilePatches patches = new FilePatches();
    files.forEach(patches::add);
    return patches;
  }

  String diff() {
    return diff.toString();
  }

  /** How many files there are. */
  int count() {
    return count;
  }

  /** The files whose content GitHub leaves out. */
  List<String> missing() {
    return List.copyOf(missing);
  }

  private void add(Object file) {
    count++;
    String path = text(file, "/filename");
    String status = text(file, "/status");
    String before = text(file, "/previous_filename");
    String old = before.isEmpty() ? path : before;
    String patch = text(file, "/patch");
    diff.append("diff --git a/").append(old).append(" b/").append(path).append('\n');
    switch (status) {
      case "added" -> diff.append("new file mode 100644\n");
      case "removed" -> diff.append("deleted file mode 100644\n");
      case "renamed", "copied" -> moved(status, old, path);
      default -> {}
    }
    if (!patch.isEmpty()) {
      diff.append("--- ").append(status.equals("added") ? "/dev/null" : "a/" + old).append('\n');
      diff.append("+++ ").append(status.equals("removed") ? "/dev/null" : "b/" + path);
      diff.append('\n').append(patch).append(patch.endsWith("\n") ? "" : "\n");
    } else if (!shown(file, status)) {
      diff.append("index 1111111..2222222 100644\n");
      missing.add(path + ": GitHub hands out no patch of it; it is binary or too large");
    }
  }

  private void moved(String status, String old, String path) {
    String word = status.equals("renamed") ? "rename" : "copy";
    diff.append("similarity index 100%\n");
    diff.append(word).append(" from ").append(old).append('\n');
    diff.append(word).append(" to ").append(path).append('\n');
  }

  /** Whether a file without a patch is complete all the same. */
  private static boolean shown(Object file, String status) {
    Long changes = JsonTree.whole(file, "/changes");
    boolean none = changes != null && changes == 0;
    boolean name = status.equals("renamed") || status.equals("copied") || status.equals("changed");
    return none && (name || text(file, "/sha").equals(EMPTY_BLOB));
  }
}

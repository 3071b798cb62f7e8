package crossreview.forge.github;

import static crossreview.forge.github.PullJson.text;

import crossreview.forge.FilePatch;
import crossreview.forge.FilePatch.PatchKind;
import crossreview.forge.FilePatch.PatchModes;
import crossreview.json.JsonTree;

/**
 * Reads GitHub's list of changed files, for a change whose whole diff GitHub does not make. Pure.
 */
final class GithubFiles {
  private static final String EMPTY_BLOB = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391";

  private GithubFiles() {}

  static FilePatch of(Object file) {
    String path = text(file, "/filename");
    String status = text(file, "/status");
    String before = text(file, "/previous_filename");
    String patch = text(file, "/patch");
    boolean whole = !patch.isEmpty() || shown(file, status);
    return new FilePatch(
        before.isEmpty() ? path : before,
        path,
        kind(status),
        PatchModes.UNSAID,
        patch,
        whole ? "" : "GitHub hands out no patch of it; it is binary or too large");
  }

  private static PatchKind kind(String status) {
    return switch (status) {
      case "added" -> PatchKind.ADDED;
      case "removed" -> PatchKind.REMOVED;
      case "renamed" -> PatchKind.RENAMED;
      case "copied" -> PatchKind.COPIED;
      default -> PatchKind.CHANGED;
    };
  }

  /** Whether a file without a patch is complete all the same. */
  private static boolean shown(Object file, String status) {
    Long changes = JsonTree.whole(file, "/changes");
    boolean none = changes != null && changes == 0;
    boolean name = status.equals("renamed") || status.equals("copied") || status.equals("changed");
    return none && (name || text(file, "/sha").equals(EMPTY_BLOB));
  }
}

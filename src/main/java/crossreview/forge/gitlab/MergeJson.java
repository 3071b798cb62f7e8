package crossreview.forge.gitlab;

import crossreview.forge.FilePatch;
import crossreview.forge.FilePatch.PatchKind;
import crossreview.forge.FilePatch.PatchModes;
import crossreview.forge.PullRequest;
import crossreview.json.JsonTree;
import crossreview.model.ForgeProblem;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads merge requests of GitLab. Pure. */
final class MergeJson {
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
  private static final Pattern MODE = Pattern.compile("[0-7]{6}");

  private MergeJson() {}

  /** One without a commit has nothing that could be looked at, and counts as one that is closed. */
  static PullRequest of(Object tree) {
    Long number = JsonTree.whole(tree, "/iid");
    if (number == null) {
      throw ForgeProblem.FORGE_UNAVAILABLE.exception("a merge request without a number");
    }
    String head = text(tree, "/sha");
    Long source = JsonTree.whole(tree, "/source_project_id"); // absent for a removed fork
    boolean fork = source == null || !source.equals(JsonTree.whole(tree, "/target_project_id"));
    return new PullRequest(
        Math.toIntExact(number),
        text(tree, "/state").equals("opened") && COMMIT.matcher(head).matches(),
        Boolean.TRUE.equals(JsonTree.at(tree, "/draft")),
        head,
        text(tree, "/source_branch"),
        text(tree, "/target_branch"),
        text(tree, "/diff_refs/base_sha"), // absent in lists, and until GitLab has compared
        fork,
        labels(tree),
        text(tree, "/title"),
        text(tree, "/description"));
  }

  private static List<String> labels(Object tree) {
    return JsonTree.list(tree, "/labels").stream()
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .toList();
  }

  /** An entry of the list of changed files. */
  static FilePatch file(Object tree) {
    String diff = text(tree, "/diff");
    int hunks = diff.startsWith("@@") ? 0 : diff.indexOf("\n@@") + 1;
    String patch = diff.startsWith("@@") || hunks > 0 ? diff.substring(hunks) : "";
    PatchKind kind = kind(tree);
    return new FilePatch(
        text(tree, "/old_path"),
        text(tree, "/new_path"),
        kind,
        new PatchModes(mode(tree, "/a_mode"), mode(tree, "/b_mode")),
        patch,
        missing(tree, diff, patch, kind));
  }

  private static PatchKind kind(Object tree) {
    if (flag(tree, "/new_file")) {
      return PatchKind.ADDED;
    }
    if (flag(tree, "/deleted_file")) {
      return PatchKind.REMOVED;
    }
    return flag(tree, "/renamed_file") ? PatchKind.RENAMED : PatchKind.CHANGED;
  }

  private static String mode(Object tree, String pointer) {
    String mode = text(tree, pointer);
    return MODE.matcher(mode).matches() ? mode : PatchModes.UNSAID.before();
  }

  /** Only a new name, a new mode, or an empty file has no hunk and is complete all the same. */
  private static String missing(Object tree, String diff, String patch, PatchKind kind) {
    if (flag(tree, "/too_large")) {
      return "GitLab hands out no diff of it, for it is too large";
    }
    if (flag(tree, "/collapsed")) {
      return "GitLab hands out no diff of it, for the whole change is too large";
    }
    if (!patch.isEmpty()) {
      return "";
    }
    if (!diff.isEmpty()) {
      return "GitLab hands out no diff of it, for it is binary";
    }
    boolean mode = !text(tree, "/a_mode").equals(text(tree, "/b_mode"));
    return kind != PatchKind.CHANGED || mode ? "" : "GitLab hands out no diff of it";
  }

  private static boolean flag(Object tree, String pointer) {
    return Boolean.TRUE.equals(JsonTree.at(tree, pointer));
  }

  /** An id that can stand in a path or a position. */
  static String commit(@Nullable Object tree, String pointer) {
    String id = text(Objects.requireNonNullElse(tree, ""), pointer);
    if (!COMMIT.matcher(id).matches()) {
      throw ForgeProblem.FORGE_UNAVAILABLE.exception("the forge names no commit at " + pointer);
    }
    return id;
  }

  static String text(Object tree, String pointer) {
    return JsonTree.text(tree, pointer).orElse("");
  }
}

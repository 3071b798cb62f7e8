package crossreview.forge.github;

import crossreview.forge.PullRequest;
import crossreview.json.JsonTree;
import crossreview.model.ForgeProblem;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** Reads pull requests of GitHub. Pure. */
final class PullJson {
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  private PullJson() {}

  static PullRequest of(Object tree) {
    Long number = JsonTree.whole(tree, "/number");
    if (number == null) {
      throw ForgeProblem.FORGE_UNAVAILABLE.exception("a pull request without a number");
    }
    String home = text(tree, "/base/repo/full_name");
    return new PullRequest(
        Math.toIntExact(number),
        text(tree, "/state").equals("open"),
        Boolean.TRUE.equals(JsonTree.at(tree, "/draft")),
        commit(tree, "/head/sha"),
        text(tree, "/head/ref"),
        text(tree, "/base/ref"),
        commit(tree, "/base/sha"),
        !text(tree, "/head/repo/full_name").equalsIgnoreCase(home), // a removed fork is one, too
        labels(tree),
        text(tree, "/title"),
        text(tree, "/body"));
  }

  private static List<String> labels(Object tree) {
    return JsonTree.list(tree, "/labels").stream()
        .map(Objects::requireNonNull)
        .map(label -> text(label, "/name"))
        .toList();
  }

  /** An id that can stand in a path. */
  static String commit(Object tree, String pointer) {
    String id = text(tree, pointer);
    if (!COMMIT.matcher(id).matches()) {
      throw ForgeProblem.FORGE_UNAVAILABLE.exception("the forge names no commit at " + pointer);
    }
    return id;
  }

  static String text(Object tree, String pointer) {
    return JsonTree.text(tree, pointer).orElse("");
  }
}

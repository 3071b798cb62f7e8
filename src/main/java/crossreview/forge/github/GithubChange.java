package crossreview.forge.github;

import crossreview.forge.FilePatch;
import crossreview.forge.FilePatches;
import crossreview.forge.PullChange;
import crossreview.forge.PullRequest;
import crossreview.forge.http.ForgeAnswer;
import crossreview.forge.http.ForgeCalls;
import crossreview.forge.http.ForgeCalls.ForgeList;
import crossreview.json.JsonTree;
import crossreview.model.ForgeProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads what a pull request changes, without a work tree. Blocks virtual threads. */
final class GithubChange {
  private static final String DIFF = "application/vnd.github.diff";
  private static final int[] TOO_LARGE = {406, 422, 500, 502, 503, 504};

  private final ForgeCalls calls;

  GithubChange(ForgeCalls calls) {
    this.calls = calls;
  }

  PullChange read(String repository, PullRequest pull) {
    String range = "/compare/" + pull.baseCommit() + "..." + pull.head();
    Map<String, Object> compared = calls.object(repository, range + "?per_page=1");
    String base = PullJson.commit(compared, "/merge_base_commit/sha");
    String baseTree = PullJson.commit(compared, "/merge_base_commit/commit/tree/sha");
    Map<String, Object> head = calls.object(repository, "/git/commits/" + pull.head());
    String headTree = PullJson.commit(head, "/tree/sha");
    ForgeAnswer diff =
        calls.get(
            repository,
            "/compare/" + base + "..." + pull.head(),
            Map.of("accept", DIFF),
            TOO_LARGE);
    return diff.status() == 200
        ? new PullChange(diff.text(), base, baseTree, headTree, List.of())
        : byFile(repository, pull, new PullChange("", base, baseTree, headTree, List.of()));
  }

  private PullChange byFile(String repository, PullRequest pull, PullChange trees) {
    String path = "/pulls/" + pull.number();
    ForgeList list = calls.list(repository, path + "/files", "");
    List<FilePatch> files =
        list.items().stream().map(Objects::requireNonNull).map(GithubFiles::of).toList();
    FilePatches patches = FilePatches.of(files);
    Map<String, Object> now = calls.object(repository, path);
    if (!PullJson.of(now).point().equals(pull.point())) {
      throw ForgeProblem.FORGE_UNAVAILABLE.exception(
          "the pull request moved while its files were read");
    }
    List<String> missing = new ArrayList<>(patches.missing());
    Long count = JsonTree.whole(now, "/changed_files");
    long listed = files.size();
    if (count != null && count > listed) {
      missing.add((count - listed) + " of " + count + " files: GitHub lists no more");
    } else if (!list.whole()) {
      missing.add("files after the first " + listed + ": no more are read");
    }
    return new PullChange(
        patches.diff(), trees.base(), trees.baseTree(), trees.headTree(), missing);
  }
}

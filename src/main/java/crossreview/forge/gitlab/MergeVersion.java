package crossreview.forge.gitlab;

import static crossreview.forge.gitlab.MergeJson.text;

import crossreview.forge.FilePatch;
import crossreview.forge.FilePatches;
import crossreview.forge.PullChange;
import crossreview.forge.http.ForgeCalls;
import crossreview.json.JsonTree;
import crossreview.model.ForgeProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What GitLab has compared for one head of a merge request.
 *
 * @param base the merge base
 * @param start the tip of the target branch at that time
 * @param state how far GitLab has come with it
 * @param files in the order of GitLab
 */
record MergeVersion(
    String base, String start, String head, String state, List<FilePatch> files, String size) {
  private static final Set<String> WHOLE = Set.of("collected", "empty");

  MergeVersion {
    files = List.copyOf(files);
  }

  /**
   * The newest version of this head; another target branch makes a new one. Blocks a virtual
   * thread.
   *
   * @throws crossreview.model.ProblemException {@code forge_unavailable} until GitLab has made it
   */
  static MergeVersion read(ForgeCalls calls, String repository, int number, String head) {
    String path = "/merge_requests/" + number;
    String base = MergeJson.commit(calls.object(repository, path), "/diff_refs/base_sha");
    Object listed =
        calls.all(repository, path + "/versions", "").stream()
            .map(Objects::requireNonNull)
            .filter(version -> text(version, "/head_commit_sha").equals(head))
            .filter(version -> text(version, "/base_commit_sha").equals(base))
            .findFirst()
            .orElseThrow(() ->
                ForgeProblem.FORGE_UNAVAILABLE.exception(
                    "GitLab has not compared " + head + " with its target branch yet"));
    Long id = JsonTree.whole(listed, "/id");
    Map<String, Object> whole = calls.object(repository, path + "/versions/" + id);
    List<FilePatch> files =
        JsonTree.list(whole, "/diffs").stream()
            .map(Objects::requireNonNull)
            .map(MergeJson::file)
            .toList();
    return new MergeVersion(
        MergeJson.commit(whole, "/base_commit_sha"),
        MergeJson.commit(whole, "/start_commit_sha"),
        MergeJson.commit(whole, "/head_commit_sha"),
        text(whole, "/state"),
        files,
        text(whole, "/real_size"));
  }

  /**
   * The change, with the trees on both sides. Blocks a virtual thread.
   *
   * @throws crossreview.model.ProblemException {@code forge_refused} for a commit with more than
   *     3,000 entries in its first folder
   */
  PullChange change(ForgeCalls calls, String repository) {
    String before = tree(calls, repository, base);
    String after = tree(calls, repository, head);
    return change(before, after);
  }

  private static String tree(ForgeCalls calls, String repository, String commit) {
    return RootTree.id(calls.all(repository, "/repository/tree?ref=" + commit, ""));
  }

  private PullChange change(String before, String after) {
    FilePatches patches = FilePatches.of(files);
    List<String> missing = new ArrayList<>(patches.missing());
    boolean counted = size.isEmpty() || size.equals(Integer.toString(files.size()));
    if (!WHOLE.contains(state) || !counted) {
      String of = size.isEmpty() ? "" : " of " + size;
      missing.add(
          "the list of files: GitLab shows " + files.size() + of + " files, state " + state);
    }
    return new PullChange(patches.diff(), base, before, after, missing);
  }

  /** How a file of the head was called at the base. */
  String before(String path) {
    return files.stream()
        .filter(file -> file.after().equals(path))
        .map(FilePatch::before)
        .findFirst()
        .orElse(path);
  }
}

package crossreview.cli.ci;

import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.cli.ci.JobChange.ForkRequest;
import crossreview.json.JsonTree;
import crossreview.model.CliProblem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A job of GitHub Actions. Which commits a pull request has stands only in the event file: {@code
 * GITHUB_SHA} is a merge that GitHub made of it. Pure.
 */
final class GithubJob {
  private static final String BRANCHES = "refs/heads/";

  private GithubJob() {}

  static JobChange of(JobVariables job, Map<String, Object> event) {
    if (!JsonTree.object(event, "/pull_request").isEmpty()) {
      return pullRequest(event);
    }
    if (!JsonTree.object(event, "/merge_group").isEmpty()) {
      String branch = need(event, "/merge_group/head_ref").replace(BRANCHES, "");
      return JobChange.between(
          CiSystem.GITHUB,
          need(event, "/merge_group/base_sha"),
          need(event, "/merge_group/head_sha"),
          branch);
    }
    String name = job.get("GITHUB_EVENT_NAME").orElse("");
    if (name.equals("issue_comment")) {
      throw refusal("the event issue_comment names no commit; give --base and --head");
    }
    return branch(job, event);
  }

  private static JobChange pullRequest(Map<String, Object> event) {
    String here = need(event, "/repository/full_name");
    String ref = need(event, "/pull_request/head/ref");
    // A fork that was deleted since has no repository.
    String there = JsonTree.text(event, "/pull_request/head/repo/full_name").orElse("");
    boolean fork = !there.equals(here);
    String branch =
        fork ? JsonTree.text(event, "/pull_request/head/label").orElse(there + ":" + ref) : ref;
    JobChange change =
        JobChange.between(
            CiSystem.GITHUB,
            need(event, "/pull_request/base/sha"),
            need(event, "/pull_request/head/sha"),
            branch);
    return fork ? change.from(request(event, there)) : change;
  }

  private static ForkRequest request(Map<String, Object> event, String from) {
    List<String> labels =
        JsonTree.list(event, "/pull_request/labels").stream()
            .flatMap(label -> JsonTree.text(label, "/name").stream())
            .toList();
    Object number = JsonTree.at(event, "/pull_request/number");
    return new ForkRequest(
        "pull request " + number, from.isEmpty() ? "a repository that is gone" : from, labels);
  }

  /** A push, or a start by hand or by time. */
  private static JobChange branch(JobVariables job, Map<String, Object> event) {
    String ref = job.need(CiSystem.GITHUB, "GITHUB_REF");
    String head = job.need(CiSystem.GITHUB, "GITHUB_SHA");
    String branch = ref.startsWith(BRANCHES) ? ref.substring(BRANCHES.length()) : null;
    String usual = JsonTree.text(event, "/repository/default_branch").orElse(null);
    Optional<String> before =
        JsonTree.text(event, "/before").filter(commit -> !commit.matches("0+"));
    if (before.isPresent() && branch != null && branch.equals(usual)) {
      return JobChange.between(CiSystem.GITHUB, before.get(), head, null);
    }
    return JobChange.between(
        CiSystem.GITHUB, usual == null ? null : "origin/" + usual, head, branch);
  }

  private static String need(Map<String, Object> event, String pointer) {
    return JsonTree.text(event, pointer)
        .orElseThrow(() -> refusal("the event file has no " + pointer));
  }

  static CliException refusal(String why) {
    return new CliException(
        CliProblem.NO_CI_JOB,
        "this job of GitHub Actions is not understood: " + JsonNode.safe(why));
  }
}

package crossreview.cli.ci;

import crossreview.cli.ci.JobChange.ForkRequest;
import java.util.Optional;

/** A job of GitLab CI, for a merge request or for a branch. Pure. */
final class GitlabJob {
  private GitlabJob() {}

  static JobChange of(JobVariables job) {
    return job.has("CI_MERGE_REQUEST_IID") ? mergeRequest(job) : branch(job);
  }

  /** In a pipeline for merged results, {@code CI_COMMIT_SHA} is a merge that GitLab made. */
  private static JobChange mergeRequest(JobVariables job) {
    String head =
        job.commit("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA")
            .orElseGet(() -> job.need(CiSystem.GITLAB, "CI_COMMIT_SHA"));
    String branch = job.need(CiSystem.GITLAB, "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME");
    String here = job.need(CiSystem.GITLAB, "CI_MERGE_REQUEST_PROJECT_PATH");
    String there = job.get("CI_MERGE_REQUEST_SOURCE_PROJECT_PATH").orElse("a project that is gone");
    boolean fork = !there.equals(here);
    JobChange change =
        JobChange.between(
            CiSystem.GITLAB,
            job.need(CiSystem.GITLAB, "CI_MERGE_REQUEST_DIFF_BASE_SHA"),
            head,
            fork ? there + ":" + branch : branch);
    return fork ? change.from(request(job, there)) : change;
  }

  private static ForkRequest request(JobVariables job, String from) {
    String name = "merge request " + job.get("CI_MERGE_REQUEST_IID").orElse("");
    return new ForkRequest(name, from, job.list("CI_MERGE_REQUEST_LABELS"));
  }

  private static JobChange branch(JobVariables job) {
    String head = job.need(CiSystem.GITLAB, "CI_COMMIT_SHA");
    String usual = job.need(CiSystem.GITLAB, "CI_DEFAULT_BRANCH");
    String branch = job.get("CI_COMMIT_BRANCH").orElse(null);
    Optional<String> before = job.commit("CI_COMMIT_BEFORE_SHA");
    return before.isPresent() && usual.equals(branch)
        ? JobChange.between(CiSystem.GITLAB, before.get(), head, null)
        : JobChange.between(CiSystem.GITLAB, "origin/" + usual, head, branch);
  }
}

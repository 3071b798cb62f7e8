package crossreview.cli.ci;

import crossreview.cli.ci.JobChange.ForkRequest;
import java.util.List;
import java.util.Optional;

/** A job of Jenkins: started by Gerrit, for a pull request of a multibranch job, or a branch. */
final class JenkinsJob {
  private JenkinsJob() {}

  /** A change of Gerrit is one commit; its patch sets have no branch, but a number. */
  static JobChange ofGerrit(JobVariables job) {
    return JobChange.commit(
        CiSystem.GERRIT,
        job.need(CiSystem.GERRIT, "GERRIT_PATCHSET_REVISION"),
        "changes/" + job.need(CiSystem.GERRIT, "GERRIT_CHANGE_NUMBER"));
  }

  static JobChange of(JobVariables job) {
    String head = job.get("GIT_COMMIT").orElse("HEAD");
    return job.has("CHANGE_ID") ? pullRequest(job, head) : branch(job, head);
  }

  /** Jenkins does not hand labels over, so a fork is admitted by an option only. */
  private static JobChange pullRequest(JobVariables job, String head) {
    String target = "origin/" + job.need(CiSystem.JENKINS, "CHANGE_TARGET");
    String branch = job.need(CiSystem.JENKINS, "CHANGE_BRANCH");
    Optional<String> fork = job.get("CHANGE_FORK");
    JobChange change =
        JobChange.between(
            CiSystem.JENKINS, target, head, fork.map(from -> from + ":" + branch).orElse(branch));
    String name = "change " + job.get("CHANGE_ID").orElse("");
    return change.from(fork.map(from -> new ForkRequest(name, from, List.of())).orElse(null));
  }

  /** What is new on the primary branch; the commits of another one. */
  private static JobChange branch(JobVariables job, String head) {
    Optional<String> before = job.commit("GIT_PREVIOUS_SUCCESSFUL_COMMIT");
    if (!job.is("BRANCH_IS_PRIMARY", "true")) {
      return JobChange.between(CiSystem.JENKINS, null, head, job.get("BRANCH_NAME").orElse(null));
    }
    return before
        .map(commit -> JobChange.between(CiSystem.JENKINS, commit, head, null))
        .orElseGet(() -> JobChange.commit(CiSystem.JENKINS, head, null));
  }
}

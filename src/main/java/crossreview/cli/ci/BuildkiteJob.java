package crossreview.cli.ci;

import crossreview.cli.ci.JobChange.ForkRequest;
import java.util.Optional;

/** A job of Buildkite, for a pull request or a branch. Pure. */
final class BuildkiteJob {
  private BuildkiteJob() {}

  static JobChange of(JobVariables job) {
    String head = job.get("BUILDKITE_COMMIT").orElse("HEAD");
    String branch = job.need(CiSystem.BUILDKITE, "BUILDKITE_BRANCH");
    Optional<String> request =
        job.get("BUILDKITE_PULL_REQUEST").filter(number -> !number.equals("false"));
    if (request.isPresent()) {
      String base = "origin/" + job.need(CiSystem.BUILDKITE, "BUILDKITE_PULL_REQUEST_BASE_BRANCH");
      JobChange change = JobChange.between(CiSystem.BUILDKITE, base, head, branch);
      return change.from(fork(job, request.get()).orElse(null));
    }
    Optional<String> usual = job.get("BUILDKITE_PIPELINE_DEFAULT_BRANCH");
    return usual.isPresent() && usual.get().equals(branch)
        ? JobChange.commit(CiSystem.BUILDKITE, head, null) // it does not say what was before
        : JobChange.between(
            CiSystem.BUILDKITE, usual.map(name -> "origin/" + name).orElse(null), head, branch);
  }

  private static Optional<ForkRequest> fork(JobVariables job, String number) {
    String here = path(job.get("BUILDKITE_REPO").orElse(""));
    return job.get("BUILDKITE_PULL_REQUEST_REPO")
        .map(BuildkiteJob::path)
        .filter(there -> !there.equals(here))
        .map(there ->
            new ForkRequest(
                "pull request " + number, there, job.list("BUILDKITE_PULL_REQUEST_LABELS")));
  }

  /** The owner and the name; the same repository has several URLs. */
  private static String path(String url) {
    String[] parts = url.replaceAll("(\\.git)?/*$", "").split("[/:]");
    int last = parts.length - 1;
    return last < 1 ? url : parts[last - 1] + "/" + parts[last];
  }
}

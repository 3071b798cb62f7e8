package crossreview.cli.ci;

import crossreview.cli.CliException;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.process.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds out which system a job is of, and which change it is about. Reads the event file. */
final class JobEnvironment {
  private static final int EVENT_BYTES_MAX = 32 << 20; // GitHub's own bound is 25 MB

  private JobEnvironment() {}

  /**
   * The change of the job.
   *
   * @return empty where no system is known
   * @throws CliException {@code no_ci_job} for a job that does not say its commits
   */
  static Optional<JobChange> change(Map<String, String> variables) {
    JobVariables job = new JobVariables(variables);
    return switch (system(job)) {
      case GITHUB -> Optional.of(GithubJob.of(job, event(job)));
      case GITLAB -> Optional.of(GitlabJob.of(job));
      case GERRIT -> Optional.of(JenkinsJob.ofGerrit(job));
      case JENKINS -> Optional.of(JenkinsJob.of(job));
      case BUILDKITE -> Optional.of(BuildkiteJob.of(job));
      case NONE -> Optional.empty();
    };
  }

  /** Gerrit starts jobs of Jenkins, so it is looked for first. */
  static CiSystem system(JobVariables job) {
    if (job.is("GITHUB_ACTIONS", "true")) {
      return CiSystem.GITHUB;
    }
    if (job.is("GITLAB_CI", "true")) {
      return CiSystem.GITLAB;
    }
    if (job.is("BUILDKITE", "true")) {
      return CiSystem.BUILDKITE;
    }
    if (job.has("GERRIT_CHANGE_NUMBER")) {
      return CiSystem.GERRIT;
    }
    return job.has("JENKINS_URL") || job.has("JENKINS_HOME") ? CiSystem.JENKINS : CiSystem.NONE;
  }

  private static Map<String, Object> event(JobVariables job) {
    String file = job.need(CiSystem.GITHUB, "GITHUB_EVENT_PATH");
    try {
      return JsonReader.readObject(TextFile.read(Path.of(file), EVENT_BYTES_MAX));
    } catch (IOException | InvalidJsonException e) {
      throw GithubJob.refusal("its event file " + file + " cannot be read: " + e.getMessage());
    }
  }
}

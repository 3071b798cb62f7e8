package crossreview.cli.ci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.cli.CliException;
import crossreview.testkit.RecordedJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which change a job is about, from what the systems say in their jobs. */
class JobEnvironmentTest {
  private static final String BASE = "b".repeat(40);
  private static final String HEAD = "a".repeat(40);

  @TempDir Path folder;
  private RecordedJob jobs;

  @BeforeEach
  void record() {
    jobs = new RecordedJob(folder, BASE, HEAD, "c".repeat(40));
  }

  private JobChange change(Map<String, String> variables) {
    return JobEnvironment.change(variables).orElseThrow();
  }

  private static String name(String commit) {
    return BASE.equals(commit) ? "BASE" : commit == null ? "-" : commit;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "github-pull-request    | BASE        | topic",
        "github-fork            | BASE        | eve:topic",
        "github-push            | BASE        | -",
        "github-branch          | origin/main | topic",
        "github-merge-group     | BASE        | gh-readonly-queue/main/pr-7",
        "gitlab-merge-request   | BASE        | topic",
        "gitlab-merged-results  | BASE        | topic",
        "gitlab-fork            | BASE        | eve/shop:topic",
        "gitlab-push            | BASE        | -",
        "gitlab-branch          | origin/main | topic",
        "gerrit                 | parent      | changes/1234",
        "jenkins-change         | origin/main | topic",
        "jenkins-fork           | origin/main | eve:topic",
        "jenkins-branch         | BASE        | -",
        "buildkite-pull-request | origin/main | topic",
        "buildkite-fork         | origin/main | eve:topic",
        "buildkite-push         | parent      | -",
      })
  void theChangeIsNeverTheMergeThatTheSystemMade(String job, String base, String branch)
      throws Exception {
    JobChange change = change(jobs.variables(job));

    assertEquals(HEAD, change.head());
    assertEquals(base, change.alone() ? "parent" : name(change.base()));
    assertEquals(branch, change.branch() == null ? "-" : change.branch());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "github-fork    | pull request 7  | eve/shop | docs",
        "gitlab-fork    | merge request 7 | eve/shop | docs,crossreview",
        "jenkins-fork   | change 7        | eve      | ''",
        "buildkite-fork | pull request 7  | eve/shop | docs,crossreview",
      })
  void aForkIsNamedWithTheLabelsOfItsRequest(String job, String name, String from, String labels)
      throws Exception {
    JobChange.ForkRequest fork = change(jobs.variables(job)).fork();

    assertEquals(name, fork.name());
    assertEquals(from, fork.from());
    assertEquals(labels, String.join(",", fork.labels()));
  }

  @Test
  void aRepositoryUnderAnotherUrlIsNoFork() throws Exception {
    assertEquals(null, change(jobs.variables("buildkite-pull-request")).fork());
    assertEquals(null, change(jobs.variables("github-pull-request")).fork());
    assertEquals(null, change(jobs.variables("gitlab-merge-request")).fork());
  }

  @Test
  void aForkThatWasDeletedIsAForkAllTheSame() throws Exception {
    Map<String, String> variables = jobs.variables("github-fork");
    Path event = folder.resolve("event.json");
    String gone = Files.readString(event).replaceFirst("\\{\"full_name\": \"eve[^}]*}", "null");
    Files.writeString(event, gone);

    assertEquals("a repository that is gone", change(variables).fork().from());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "github-pull-request  | GITHUB_EVENT_PATH",
        "gitlab-merge-request | CI_MERGE_REQUEST_DIFF_BASE_SHA",
        "gerrit               | GERRIT_PATCHSET_REVISION",
        "jenkins-change       | CHANGE_TARGET",
        "buildkite-push       | BUILDKITE_BRANCH",
      })
  void aVariableThatIsMissingOrEmptyIsNamed(String job, String variable) throws Exception {
    Map<String, String> variables = jobs.variables(job);
    variables.put(variable, " ");

    CliException refused = assertThrows(CliException.class, () -> change(variables));

    assertEquals("no_ci_job", refused.code());
    assertTrue(refused.getMessage().contains("has no " + variable + "; give --base"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{                     | cannot be read",
        "[]                    | cannot be read",
        "{'pull_request': {'head': {}}, 'repository': {'full_name': 'a/b'}} | head/ref",
        "{'pull_request': {'head': {'ref': 7}}} | /repository/full_name",
      })
  void anEventFileThatIsNoneIsRefused(String text, String said) throws Exception {
    Map<String, String> variables = jobs.variables("github-pull-request");
    Files.writeString(folder.resolve("event.json"), text.replace('\'', '"'));

    CliException refused = assertThrows(CliException.class, () -> change(variables));

    assertEquals("no_ci_job", refused.code());
    assertTrue(refused.getMessage().contains(said), refused.getMessage());
  }

  @Test
  void aCommentNamesNoCommit() throws Exception {
    Map<String, String> variables = jobs.variables("github-branch");
    variables.put("GITHUB_EVENT_NAME", "issue_comment");

    assertThrows(CliException.class, () -> change(variables));
  }

  @Test
  void outsideOfJobsThereIsNoChange() {
    assertEquals(Optional.empty(), JobEnvironment.change(Map.of("CI", "true")));
  }

  @Test
  void theCommandLineHasTheLastWord() throws Exception {
    JobChange gerrit = change(jobs.variables("gerrit"));

    assertEquals("origin/main", gerrit.over("origin/main", null).base());
    assertTrue(!gerrit.over("origin/main", null).alone());
    assertEquals("HEAD", gerrit.over(null, "HEAD").head());
    assertTrue(gerrit.over(null, "HEAD").alone());
  }
}

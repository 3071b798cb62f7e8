package crossreview.cli.ci;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.cli.ci.JobChange.ForkRequest;
import crossreview.cli.client.ApiClient;
import crossreview.cli.client.DaemonAddress;
import crossreview.cli.daemon.JobDaemon;
import crossreview.cli.option.GlobalOptions;
import crossreview.cli.review.ArtifactInput;
import crossreview.cli.review.ArtifactSource;
import crossreview.cli.review.BranchSession;
import crossreview.cli.review.RepositoryConfig;
import crossreview.cli.review.ResultFiles;
import crossreview.cli.review.ReviewContext;
import crossreview.cli.review.ReviewContext.ContextOptions;
import crossreview.cli.review.ReviewExclusions;
import crossreview.cli.review.ReviewFlow;
import crossreview.cli.review.ReviewFlow.ReviewRequest;
import crossreview.cli.review.ReviewFlow.ReviewResult;
import crossreview.cli.transport.BearerToken;
import crossreview.git.ChangeSelection;
import crossreview.git.ChangeSelection.BranchChange;
import crossreview.git.ChangeSelection.CommitChange;
import crossreview.model.CliProblem;
import crossreview.model.ProblemException;
import crossreview.model.ReviewProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "ci",
    mixinStandardHelpOptions = true,
    description = {
      "Review the change that a job of a build system is about.",
      "The change is read from the variables of GitHub Actions, GitLab CI, Gerrit, Jenkins or"
          + " Buildkite, or given by --base and --head. The daemon is that of CROSSREVIEW_URL with"
          + " CROSSREVIEW_TOKEN, of --server, of this machine, or one for the job: --start.",
      "The next job about the same branch or request continues its session."
    },
    footer = {
      "",
      "Exit 0 means approved, 1 not approved; 2 to 5 mean that nothing was reviewed.",
      "",
      "  crossreview ci --start",
      "  crossreview ci --output junit=review.xml --output sarif=review.sarif",
      "  crossreview ci --base origin/main --head HEAD"
    })
public final class CiCommand implements Callable<Integer> {
  private static final String MODE = "review"; // nobody could commit a revision
  private static final Set<String> NOT_HERE =
      Set.of(CliProblem.BAD_RANGE.code(), CliProblem.SHALLOW_CLONE.code());

  private final CliContext cliContext;

  @Mixin private GlobalOptions global = GlobalOptions.withResults();

  @Option(
      names = "--base",
      paramLabel = "COMMIT",
      description = "Where the change goes; by default what the job says.")
  private @Nullable String base;

  @Option(
      names = "--head",
      paramLabel = "COMMIT",
      description = "Its last commit; by default what the job says.")
  private @Nullable String head;

  @Option(
      names = "--start",
      description =
          "Start a daemon for this job and stop it at the end; without --data-dir its data is"
              + " removed.")
  private boolean start;

  @Option(
      names = "--label",
      paramLabel = "NAME",
      description =
          "The label by which a member of the repository admits a request from a fork; by default"
              + " ${DEFAULT-VALUE}.")
  private String label = "crossreview";

  @Option(names = "--from-forks", description = "Review requests from forks without a label.")
  private boolean fromForks;

  @Option(
      names = "--task",
      paramLabel = "TEXT",
      description = "What reviewers should check; a session that goes on keeps its own.")
  private @Nullable String task;

  @Option(
      names = "--panel",
      paramLabel = "NAME",
      description = "A panel from the daemon's settings; a session that goes on keeps its own.")
  private @Nullable String panel;

  @Option(
      names = "--no-suppressions",
      description =
          "Do not use .crossreview/config.json: leave out the repository's lasting rulings.")
  private boolean noSuppressions;

  @Option(
      names = "--skip-bad-rules",
      description = "Review without files of the repository's rules that cannot be used.")
  private boolean skipBadRules;

  public CiCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    JobReport report = JobReport.of(cliContext, global.json());
    try {
      JobChange job = job();
      refuseFork(job.fork());
      ArtifactInput input = input(job);
      ResultFiles files = new ResultFiles(cliContext, global.files());
      files.check();
      return start ? withDaemon(input, files, report) : reviewed(client(), input, files, report);
    } catch (CliException e) {
      report.failure(String.valueOf(e.getMessage()));
      throw e;
    } catch (ProblemException e) {
      report.failure(e.problem().message());
      throw e;
    }
  }

  private JobChange job() {
    Optional<JobChange> said =
        base != null && head != null
            ? Optional.of(JobChange.between(CiSystem.NONE, base, head, null))
            : JobEnvironment.change(cliContext.variables());
    JobChange given = JobChange.between(CiSystem.NONE, base, "HEAD", null);
    if (said.isEmpty() && base == null) {
      throw new CliException(
          CliProblem.NO_CI_JOB,
          "this is not a job of GitHub Actions, GitLab CI, Gerrit, Jenkins or Buildkite; give"
              + " --base and --head");
    }
    return said.orElse(given).over(base, head);
  }

  /** Anybody can make a request from a fork, and a review costs money. */
  private void refuseFork(@Nullable ForkRequest fork) {
    if (fork != null && !fromForks && !fork.labels().contains(label)) {
      throw new CliException(
          CliProblem.FORK_NOT_ADMITTED,
          fork.name()
              + " comes from "
              + JsonNode.safe(fork.from())
              + ", so it is reviewed when a member gives it the label "
              + JsonNode.safe(label)
              + ", or with --from-forks");
    }
  }

  private ArtifactInput input(JobChange job) {
    ChangeSelection selection =
        job.alone() ? new CommitChange(job.head()) : new BranchChange(job.base(), job.head());
    try {
      ArtifactInput input = new ArtifactSource(cliContext).changeOfBranch(selection, job.branch());
      return job.fork() == null ? input : input.ofFork();
    } catch (ProblemException e) {
      if (NOT_HERE.contains(e.problem().type().code())) {
        throw new CliException(
            e.problem().type(), e.problem().message() + "; " + job.system().wholeClone());
      }
      throw e;
    }
  }

  private int withDaemon(ArtifactInput input, ResultFiles files, JobReport report) {
    if (global.namesCaller() || remote().isPresent()) {
      throw new CliException(
          CliProblem.OPTION_CONFLICT,
          "--start starts a daemon on this machine; omit --server, --token-file and"
              + " CROSSREVIEW_URL");
    }
    try (JobDaemon daemon = JobDaemon.start(global, cliContext)) {
      return reviewed(client(daemon.address()), input, files, report);
    }
  }

  private ApiClient client() {
    return client(
        remote()
            .filter(url -> !global.namesCaller())
            .<DaemonAddress>map(this::named)
            .orElseGet(() -> global.daemon(cliContext)));
  }

  private ApiClient client(DaemonAddress address) {
    return new ApiClient(address, cliContext::freshKey, cliContext::note);
  }

  private Optional<String> remote() {
    JobVariables variables = new JobVariables(cliContext.variables());
    Optional<String> url = variables.get("CROSSREVIEW_URL");
    if (url.isEmpty() && !global.namesCaller() && variables.get("CROSSREVIEW_TOKEN").isPresent()) {
      throw new CliException(
          CliProblem.OPTION_CONFLICT,
          "CROSSREVIEW_TOKEN has no effect without CROSSREVIEW_URL: set both, or neither");
    }
    return url;
  }

  private DaemonAddress named(String url) {
    String token =
        new JobVariables(cliContext.variables())
            .get("CROSSREVIEW_TOKEN")
            .orElseThrow(() ->
                new CliException(
                    CliProblem.NO_TOKEN,
                    "CROSSREVIEW_URL needs CROSSREVIEW_TOKEN; systems hand no secret to requests"
                        + " from forks"));
    return DaemonAddress.RemoteAddress.of(url, BearerToken.of(token, "CROSSREVIEW_TOKEN"));
  }

  private int reviewed(
      ApiClient apiClient, ArtifactInput input, ResultFiles files, JobReport report) {
    ReviewRequest request =
        new ReviewRequest(
            input,
            session(apiClient, input),
            false,
            ReviewContext.of(cliContext, input, new ContextOptions(List.of(), true, skipBadRules)),
            ReviewExclusions.of(cliContext, input, List.of()),
            opening(input),
            run(input));
    ReviewFlow flow = new ReviewFlow(apiClient, files.screen(), global.json());
    ReviewResult result = report.guarded(() -> flow.run(request));
    files.write(apiClient, result.session());
    report.result(apiClient, result.session());
    return result.exitCode();
  }

  /** The open session of the branch; one that another job has under way is left to it. */
  private @Nullable String session(ApiClient apiClient, ArtifactInput input) {
    try {
      return input.change() == null
          ? null
          : BranchSession.find(apiClient, input.change()).orElse(null);
    } catch (CliException busy) {
      if (!busy.code().equals(ReviewProblem.RUN_ALREADY_RUNNING.code())) {
        throw busy;
      }
      cliContext.note(busy.getMessage() + "; this job opens another");
      return null;
    }
  }

  private Map<String, Object> opening(ArtifactInput input) {
    Map<String, Object> opening = new LinkedHashMap<>();
    opening.put("task", task == null ? input.task() : task);
    opening.put("mode", MODE);
    opening.put("panel", panel);
    opening.values().removeIf(value -> value == null);
    return opening;
  }

  private Map<String, Object> run(ArtifactInput input) {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("mode", MODE);
    run.put(
        "suppressions",
        noSuppressions
            ? null
            : new RepositoryConfig(cliContext).suppressions(input.change()).orElse(null));
    run.values().removeIf(value -> value == null);
    return run;
  }
}

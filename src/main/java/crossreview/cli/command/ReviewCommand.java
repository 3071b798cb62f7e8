package crossreview.cli.command;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.client.ApiClient;
import crossreview.cli.client.SessionIdResolver;
import crossreview.cli.option.GlobalOptions;
import crossreview.cli.review.ArtifactInput;
import crossreview.cli.review.ArtifactSource;
import crossreview.cli.review.RepositoryConfig;
import crossreview.cli.review.ReviewFlow;
import crossreview.model.CliProblem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "review",
    mixinStandardHelpOptions = true,
    description = "Review a file, stdin (-), or a git range, and show the review live.",
    footer = {
      "",
      "Exit 0 means that exactly the submitted text was approved. When the panel approved a"
          + " revision of it, the exit code is 1, your files are unchanged, and `crossreview apply"
          + " ID` applies the revision; --accept-revision makes it 0.",
      "",
      "  crossreview review change.diff",
      "  git diff | crossreview review -",
      "  crossreview review --git main..HEAD",
      "  crossreview review --session 7f3a better.diff"
    })
final class ReviewCommand implements Callable<Integer> {
  private final CliContext cliContext;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "The text to review; - is stdin.")
  private String file;

  @Option(
      names = "--git",
      paramLabel = "RANGE",
      description = "The diff of a range, such as main..HEAD.")
  private String range;

  @Option(
      names = "--session",
      paramLabel = "ID",
      description = "Continue a session, with a new text or again with its current one.")
  private String session;

  @Option(
      names = "--task",
      paramLabel = "TEXT",
      description = "What is reviewed, and what the reviewers should check.")
  private String task;

  @Option(names = "--focus", paramLabel = "TEXT", description = "What to check most carefully.")
  private String focus;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description =
          "ship: an author revises. review: verdict only. circular: each author revises in turn.")
  private String mode;

  @Option(names = "--panel", paramLabel = "NAME", description = "A panel from the settings.")
  private String panel;

  @Option(
      names = "--max-rounds",
      paramLabel = "N",
      description = "Maximum rounds, not above the limit in the settings.")
  private Integer maxRounds;

  @Option(
      names = "--accept-revision",
      description = "Exit 0 also when the approved text is a revision of the submitted one.")
  private boolean acceptRevision;

  @Option(
      names = "--no-suppressions",
      description = "Leave out the lasting rulings in the repository's .crossreview/config.json.")
  private boolean noSuppressions;

  ReviewCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    boolean given = file != null || range != null;
    if (file != null && range != null || !given && session == null) {
      throw new CliException(
          CliProblem.NOTHING_TO_REVIEW,
          "give FILE, - for stdin, or --git RANGE, one of them; or --session ID to review its"
              + " current text");
    }
    ArtifactInput artifactInput = given ? material() : null;
    Map<String, Object> run = run();
    ApiClient apiClient = global.client(cliContext);
    String goOn = session == null ? null : new SessionIdResolver(apiClient).resolve(session);
    ReviewFlow flow = new ReviewFlow(apiClient, cliContext, global.json());
    return flow.run(
            new ReviewFlow.ReviewRequest(
                artifactInput, goOn, acceptRevision, opening(artifactInput), run))
        .exitCode();
  }

  private ArtifactInput material() {
    ArtifactSource reader = new ArtifactSource(cliContext);
    return file != null ? reader.file(file) : reader.git(range);
  }

  /** What a new session is opened with; one that continues has been opened. */
  private Map<String, Object> opening(ArtifactInput artifactInput) {
    if (artifactInput == null) {
      return Map.of();
    }
    Map<String, Object> opening = new LinkedHashMap<>();
    opening.put("task", task == null ? "Review " + artifactInput.label() : task);
    opening.put("review_focus", focus);
    opening.put("mode", mode);
    opening.put("panel", panel);
    opening.values().removeIf(value -> value == null);
    return opening;
  }

  private Map<String, Object> run() {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("mode", mode);
    run.put("max_rounds", maxRounds);
    run.put(
        "suppressions",
        noSuppressions ? null : new RepositoryConfig(cliContext).suppressions(range).orElse(null));
    run.values().removeIf(value -> value == null);
    return run;
  }
}

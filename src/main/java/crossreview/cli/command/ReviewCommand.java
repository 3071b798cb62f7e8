package crossreview.cli.command;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.client.ApiClient;
import crossreview.cli.client.SessionIdResolver;
import crossreview.cli.daemon.DaemonLauncher;
import crossreview.cli.option.GlobalOptions;
import crossreview.cli.render.DisplayFormats;
import crossreview.cli.review.ArtifactInput;
import crossreview.cli.review.ArtifactSource;
import crossreview.cli.review.BranchSession;
import crossreview.cli.review.MaterialOptions;
import crossreview.cli.review.RepositoryConfig;
import crossreview.cli.review.ResultFiles;
import crossreview.cli.review.ReviewFlow;
import crossreview.cli.review.SelectionOptions;
import crossreview.git.ChangeSelection;
import crossreview.git.ChangeSelection.BranchAndWorkingTree;
import crossreview.git.SelectedChange;
import crossreview.model.CliProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "review",
    mixinStandardHelpOptions = true,
    description = {
      "Review a change of a git repository, files, or stdin (-), and show the review live.",
      "Without FILE and without a selection: the commits of the present branch and all that is not"
          + " committed. Paths after -- narrow a change."
    },
    footer = {
      "",
      "Exit 0 means that exactly the submitted text was approved. When the panel approved a"
          + " revision of it, the exit code is 1, your files are unchanged, and `crossreview apply"
          + " ID` applies the revision; --accept-revision makes it 0.",
      "",
      "  crossreview review",
      "  crossreview review --staged",
      "  crossreview review --branch main -- src",
      "  crossreview review --range main..HEAD",
      "  crossreview review change.diff",
      "  git diff | crossreview review -",
      "  crossreview review --session 7f3a better.diff",
      "  crossreview review --output sarif=result.sarif --output markdown=summary.md"
    })
final class ReviewCommand implements Callable<Integer> {
  private final CliContext cliContext;

  @Mixin private GlobalOptions global = GlobalOptions.withResults();

  @Mixin private SelectionOptions selection = new SelectionOptions();

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = "What to review: a text or diff, several files, a directory; - is stdin.")
  private List<String> files = new ArrayList<>();

  @Option(
      names = "--session",
      paramLabel = "ID",
      description = "Continue a session, with a new text or again with its current one.")
  private @Nullable String session;

  @Option(
      names = "--new",
      description =
          "Open a new session; by default a change continues the open session of its branch, unless"
              + " --task, --focus or --panel describe a new one.")
  private boolean fresh;

  @Option(
      names = "--task",
      paramLabel = "TEXT",
      description = "What is reviewed, and what the reviewers should check.")
  private @Nullable String task;

  @Option(names = "--focus", paramLabel = "TEXT", description = "What to check most carefully.")
  private @Nullable String focus;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description =
          "ship: an author revises. review: verdict only, the default for a change of a repository."
              + " circular: each author revises in turn.")
  private @Nullable String mode;

  @Option(names = "--panel", paramLabel = "NAME", description = "A panel from the settings.")
  private @Nullable String panel;

  @Option(
      names = "--max-rounds",
      paramLabel = "N",
      description = "Maximum rounds, not above the limit in the settings.")
  private @Nullable Integer maxRounds;

  @Option(
      names = "--start",
      description = "Start the daemon of this machine if none runs; it keeps running.")
  private boolean start;

  @Option(
      names = "--accept-revision",
      description = "Exit 0 also when the approved text is a revision of the submitted one.")
  private boolean acceptRevision;

  @Option(
      names = "--no-suppressions",
      description =
          "Do not use .crossreview/config.json: leave out the repository's lasting rulings.")
  private boolean noSuppressions;

  @Mixin private MaterialOptions material = new MaterialOptions();

  ReviewCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    refuseWithoutEffect();
    refuseWithoutRevision(null);
    Optional<ArtifactInput> artifactInput = material();
    refuseWithoutRevision(artifactInput.map(ArtifactInput::change).orElse(null));
    Map<String, Object> run = run(artifactInput.map(ArtifactInput::change).orElse(null));
    List<Map<String, Object>> beside = material.beside(cliContext, artifactInput);
    ResultFiles resultFiles = new ResultFiles(cliContext, global.files());
    resultFiles.check();
    ApiClient apiClient = client();
    String goOn = continued(apiClient, artifactInput).orElse(null);
    ReviewFlow flow = new ReviewFlow(apiClient, resultFiles.screen(), global.json());
    ReviewFlow.ReviewResult result =
        flow.run(
            new ReviewFlow.ReviewRequest(
                artifactInput.orElse(null),
                goOn,
                acceptRevision,
                beside,
                material.exclusions(cliContext, artifactInput),
                opening(artifactInput),
                run));
    resultFiles.write(apiClient, result.session());
    return result.exitCode();
  }

  private void refuseWithoutEffect() {
    Map<String, Boolean> opening = new LinkedHashMap<>();
    opening.put("--panel", panel != null);
    opening.put("--task", task != null);
    opening.put("--focus", focus != null);
    opening.put("--new", fresh);
    opening.forEach((option, given) -> {
      if (session != null && given) {
        throw new CliException(
            CliProblem.OPTION_CONFLICT,
            "--session continues a session as it was opened, so "
                + option
                + " has no effect; omit one of them");
      }
    });
  }

  /** Options that only a mode with revisions and later rounds obeys. */
  private void refuseWithoutRevision(@Nullable SelectedChange change) {
    if (session != null || !"review".equalsIgnoreCase(mode(change))) {
      return;
    }
    String why =
        mode == null
            ? "a change of a repository is reviewed in --mode review, which"
            : "--mode review";
    String then = mode == null ? "add --mode ship or omit it" : "omit it";
    if (acceptRevision) {
      throw new CliException(
          CliProblem.OPTION_CONFLICT,
          why + " never revises the text, so --accept-revision has no effect; " + then);
    }
    if (maxRounds != null && maxRounds > 1) {
      throw new CliException(
          CliProblem.OPTION_CONFLICT,
          why + " has one round, so --max-rounds has no effect; " + then);
    }
  }

  /** The session that was named, else the open one of the branch. */
  private Optional<String> continued(ApiClient apiClient, Optional<ArtifactInput> artifactInput) {
    if (session != null) {
      return Optional.of(new SessionIdResolver(apiClient).resolve(session));
    }
    boolean another = fresh || task != null || focus != null || panel != null;
    Optional<SelectedChange> change = artifactInput.map(ArtifactInput::change);
    Optional<String> open =
        another ? Optional.empty() : change.flatMap(one -> BranchSession.find(apiClient, one));
    open.ifPresent(id ->
        cliContext
            .err()
            .println(
                "crossreview: note: continuing session "
                    + DisplayFormats.shortId(id)
                    + " of branch "
                    + change.orElseThrow().branch()
                    + "; --new starts another"));
    return open;
  }

  private ApiClient client() {
    if (!start) {
      return global.client(cliContext);
    }
    if (global.namesServer()) {
      throw new CliException(
          CliProblem.OPTION_CONFLICT, "--start starts the daemon of this machine; omit --server");
    }
    DaemonLauncher launcher =
        new DaemonLauncher(global, cliContext, () -> global.daemonToStart(cliContext));
    return new ApiClient(launcher.daemon(), cliContext::freshKey, cliContext::note);
  }

  /** What is submitted, or empty for the text that a session has. */
  private Optional<ArtifactInput> material() {
    ArtifactSource reader = new ArtifactSource(cliContext);
    Optional<ChangeSelection> selected = selection.selection();
    boolean narrowed =
        !files.isEmpty() && spec.commandLine().getParseResult().originalArgs().contains("--");
    if (selected.isPresent() || narrowed) {
      return Optional.of(
          reader.changeWithFiles(selected.orElseGet(BranchAndWorkingTree::new), files));
    }
    if (files.isEmpty()) {
      return session == null ? Optional.of(around(reader)) : Optional.empty();
    }
    return Optional.of(
        files.size() == 1 && !reader.directory(files.getFirst())
            ? reader.file(files.getFirst())
            : reader.files(files));
  }

  private ArtifactInput around(ArtifactSource reader) {
    if (!reader.insideWorkTree()) {
      throw new CliException(
          CliProblem.NOTHING_TO_REVIEW,
          "this is not a git work tree: give FILE, or - for stdin, or --session ID to review its"
              + " current text");
    }
    return reader.changeWithFiles(new BranchAndWorkingTree(), List.of());
  }

  /** What a new session is opened with; one that continues has been opened. */
  private Map<String, Object> opening(Optional<ArtifactInput> artifactInput) {
    if (artifactInput.isEmpty()) {
      return Map.of();
    }
    ArtifactInput input = artifactInput.get();
    Map<String, Object> opening = new LinkedHashMap<>();
    opening.put("task", task == null ? input.task() : task);
    opening.put("review_focus", focus);
    opening.put("mode", mode(input.change()));
    opening.put("panel", panel);
    opening.values().removeIf(value -> value == null);
    return opening;
  }

  private Map<String, Object> run(@Nullable SelectedChange change) {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("mode", mode(change));
    run.put("max_rounds", maxRounds);
    run.put(
        "suppressions",
        noSuppressions ? null : new RepositoryConfig(cliContext).suppressions(change).orElse(null));
    run.values().removeIf(value -> value == null);
    return run;
  }

  /** A revision of a change cannot be committed as it is, so that nobody revises unasked. */
  private @Nullable String mode(@Nullable SelectedChange change) {
    return mode == null && change != null ? "review" : mode;
  }
}

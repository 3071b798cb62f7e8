package crossreview.cli.review;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.review.ReviewContext.ContextOptions;
import crossreview.model.CliProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What reviewers are shown beside a text, and what of it they are not shown. */
public final class MaterialOptions {
  @Option(
      names = "--context",
      paramLabel = "FILE",
      description =
          "A file that reviewers see beside the text and do not vote on, several if repeated.")
  private List<String> context = new ArrayList<>();

  @Option(
      names = "--exclude",
      paramLabel = "GLOB",
      description =
          "Files that reviewers are not shown, several if repeated; the verdict names them, and"
              + " rules still read them.")
  private List<String> exclude = new ArrayList<>();

  @Option(
      names = "--no-changed-files",
      description = "Show reviewers the diff alone, without the changed files as a whole.")
  private boolean noChangedFiles;

  @Option(
      names = "--skip-bad-rules",
      description = "Review without files of the repository's rules that cannot be used.")
  private boolean skipBadRules;

  /** What reviewers are shown beside the text; a session whose text stays has its own. */
  public List<Map<String, Object>> beside(CliContext cliContext, Optional<ArtifactInput> input) {
    refuseWithout(input, "--context", context, "give the text too, or use evidence");
    ContextOptions options = new ContextOptions(context, !noChangedFiles, skipBadRules);
    return input.map(one -> ReviewContext.of(cliContext, one, options)).orElse(List.of());
  }

  /** Which files of the text reviewers are not shown. */
  public List<Map<String, Object>> exclusions(
      CliContext cliContext, Optional<ArtifactInput> input) {
    refuseWithout(input, "--exclude", exclude, "give the text too");
    return input.map(one -> ReviewExclusions.of(cliContext, one, exclude)).orElse(List.of());
  }

  private static void refuseWithout(
      Optional<ArtifactInput> input, String option, List<String> given, String then) {
    if (input.isEmpty() && !given.isEmpty()) {
      throw new CliException(
          CliProblem.OPTION_CONFLICT,
          option
              + " belongs to a text that is submitted, and --session alone submits none; "
              + then);
    }
  }
}

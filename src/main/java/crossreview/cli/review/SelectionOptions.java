package crossreview.cli.review;

import crossreview.cli.CliException;
import crossreview.git.ChangeSelection;
import crossreview.git.ChangeSelection.BranchChange;
import crossreview.git.ChangeSelection.CommitChange;
import crossreview.git.ChangeSelection.RangeChange;
import crossreview.git.ChangeSelection.StagedChange;
import crossreview.git.ChangeSelection.UnstagedChange;
import crossreview.git.ChangeSelection.WorkingTreeChange;
import crossreview.model.CliProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that select a change of a repository; at most one of them is given. */
public final class SelectionOptions {
  @Option(names = "--staged", description = "What the next commit would contain.")
  private boolean staged;

  @Option(names = "--unstaged", description = "What is changed and not staged.")
  private boolean unstaged;

  @Option(
      names = "--working-tree",
      description = "All that is not committed, with new files that are not ignored.")
  private boolean workingTree;

  @Option(
      names = "--commit",
      paramLabel = "SHA",
      description = "What a commit changed, against its first parent.")
  private @Nullable String commit;

  @Option(
      names = "--branch",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "BASE",
      description =
          "The commits since this branch left BASE; by default its upstream or the default branch.")
  private @Nullable String branch;

  @Option(
      names = {"--range", "--git"},
      paramLabel = "A..B",
      description = "From commit A to commit B; A...B begins where the two parted.")
  private @Nullable String range;

  /**
   * The selected change, or empty where no option is given.
   *
   * @throws CliException {@code option_conflict} for two, {@code bad_range}
   */
  public Optional<ChangeSelection> selection() {
    List<ChangeSelection> given = new ArrayList<>();
    if (staged) {
      given.add(new StagedChange());
    }
    if (unstaged) {
      given.add(new UnstagedChange());
    }
    if (workingTree) {
      given.add(new WorkingTreeChange());
    }
    if (commit != null) {
      given.add(new CommitChange(commit));
    }
    if (branch != null) {
      given.add(new BranchChange(branch.isEmpty() ? null : branch));
    }
    if (range != null) {
      given.add(range(range));
    }
    if (given.size() > 1) {
      throw new CliException(
          CliProblem.OPTION_CONFLICT,
          "--staged, --unstaged, --working-tree, --commit, --branch and --range each select a"
              + " change; use one of them");
    }
    return given.stream().findFirst();
  }

  private static RangeChange range(String range) {
    int dots = range.indexOf("..");
    if (range.startsWith("-")) {
      throw new CliException(
          CliProblem.BAD_RANGE,
          "--range needs two commits such as main..HEAD, is \"" + range + "\"");
    }
    if (dots < 0) {
      throw new CliException(
          CliProblem.BAD_RANGE,
          "--range "
              + range
              + " can mean two things: what that commit changed (--commit "
              + range
              + "), or all changes since it (--range "
              + range
              + "..HEAD)");
    }
    boolean three = range.startsWith("...", dots);
    return new RangeChange(
        range.substring(0, dots), range.substring(dots + (three ? 3 : 2)), three);
  }
}

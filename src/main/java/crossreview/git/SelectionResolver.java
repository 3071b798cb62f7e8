package crossreview.git;

import crossreview.git.ChangeSelection.BranchAndWorkingTree;
import crossreview.git.ChangeSelection.BranchChange;
import crossreview.git.ChangeSelection.CommitChange;
import crossreview.git.ChangeSelection.RangeChange;
import crossreview.git.ChangeSelection.StagedChange;
import crossreview.git.ChangeSelection.UnstagedChange;
import crossreview.git.ChangeSelection.WorkingTreeChange;
import crossreview.git.SelectedChange.TreeSide;
import crossreview.model.CliProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns what a person means into two trees. Blocks. */
public final class SelectionResolver {
  private static final String INDEX = "the index";
  private static final String WORKING_TREE = "your working tree";

  private final GitRepository repository;
  private final ScratchRepository scratch;
  private final CommitLookup commits;
  private final UncommittedTrees uncommitted;
  private final List<String> notes = new ArrayList<>();

  public SelectionResolver(GitRepository repository, ScratchRepository scratch) {
    this.repository = repository;
    this.scratch = scratch;
    this.commits = new CommitLookup(repository, scratch);
    this.uncommitted = new UncommittedTrees(repository, scratch);
  }

  /**
   * The two trees of a selection.
   *
   * @throws crossreview.model.ProblemException a code of {@link CliProblem}, with git's reason
   */
  public SelectedChange resolve(ChangeSelection selection) {
    return switch (selection) {
      case StagedChange staged -> counted(commits.head(), index());
      case UnstagedChange unstaged -> counted(index(), workTree(false));
      case WorkingTreeChange all -> counted(commits.head(), workTree(true));
      case CommitChange one -> commit(one.commit());
      case BranchChange branch -> branch(branch);
      case BranchAndWorkingTree all -> branchAndWorkingTree();
      case RangeChange range -> range(range);
    };
  }

  /** A tree, such as the empty one, has no history to look for where the two parted. */
  private SelectedChange branch(BranchChange branch) {
    TreeSide base = base(branch);
    TreeSide head = branch.head().equals("HEAD") ? commits.head() : commits.side(branch.head());
    return since(base.commit() == null ? base : commits.mergeBase(base, head), head);
  }

  private TreeSide base(BranchChange branch) {
    return branch.base() == null
        ? new BaseBranch(repository).find().map(commits::side).orElseThrow(this::noBase)
        : commits.side(branch.base());
  }

  private RuntimeException noBase() {
    return CliProblem.NO_BASE.exception(
        "there is nothing to compare with: "
            + repository.branch().map(name -> "branch " + name).orElse("a detached HEAD")
            + " has no upstream, and no branch is called main or master, here or at origin");
  }

  private SelectedChange commit(String name) {
    TreeSide commit = commits.side(name);
    List<String> parents = commits.parents(commit);
    if (parents.isEmpty()) {
      return since(commits.nothing(), commit);
    }
    if (parents.size() > 1) {
      notes.add(
          name + " is a merge of " + parents.size() + " commits: it is compared with the first");
    }
    return since(commits.parent(commit, parents.getFirst()), commit);
  }

  private SelectedChange branchAndWorkingTree() {
    TreeSide after = workTree(true);
    TreeSide head = commits.head();
    Optional<String> base = new BaseBranch(repository).find();
    if (base.isEmpty() || head.commit() == null) {
      return counted(head, after);
    }
    TreeSide before = commits.mergeBase(commits.side(base.get()));
    int uncommitted = scratch.files(head.tree(), after.tree(), List.of()).size();
    String counts =
        plural(commits.count(before, head), "commit")
            + ", "
            + plural(uncommitted, "uncommitted file");
    return change(before, after, counts);
  }

  private SelectedChange range(RangeChange range) {
    TreeSide from = commits.side(range.from().isEmpty() ? "HEAD" : range.from());
    TreeSide to = commits.side(range.to().isEmpty() ? "HEAD" : range.to());
    return since(range.sinceMergeBase() ? commits.mergeBase(from, to) : from, to);
  }

  private SelectedChange since(TreeSide before, TreeSide after) {
    if (before.commit() == null || after.commit() == null) {
      return counted(before, after);
    }
    return change(before, after, plural(commits.count(before, after), "commit"));
  }

  private SelectedChange counted(TreeSide before, TreeSide after) {
    int files = scratch.files(before.tree(), after.tree(), List.of()).size();
    return change(before, after, plural(files, "file"));
  }

  private SelectedChange change(TreeSide before, TreeSide after, String counts) {
    repository.underWay().ifPresent(what -> notes.add("a " + what + " is in progress here"));
    return new SelectedChange(
        new RemoteName(repository).get(),
        repository.branch().orElse(null),
        before,
        after,
        counts,
        rules(before.name().equals(INDEX) ? commits.head() : before),
        notes,
        false);
  }

  /** Not a commit of the branch itself, for several pushes are one change. */
  private @Nullable String rules(TreeSide from) {
    String commit = from.commit();
    return commit == null
        ? null
        : new BaseBranch(repository)
            .defaultBranch()
            .flatMap(branch -> repository.line("merge-base", branch, commit))
            .orElse(commit);
  }

  private TreeSide index() {
    commits.refuseUnmerged();
    return new TreeSide(uncommitted.index(), null, INDEX);
  }

  private TreeSide workTree(boolean untracked) {
    commits.refuseUnmerged();
    return new TreeSide(uncommitted.workTree(untracked), null, WORKING_TREE);
  }

  private static String plural(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}

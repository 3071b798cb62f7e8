package crossreview.git;

import org.jspecify.annotations.Nullable;

/** Which change of a repository a person means. */
public sealed interface ChangeSelection {

  /** What the next commit would contain. */
  record StagedChange() implements ChangeSelection {}

  /** What the work tree has beyond the index, in files that git knows. */
  record UnstagedChange() implements ChangeSelection {}

  /** What the work tree has beyond HEAD, with untracked files that are not ignored. */
  record WorkingTreeChange() implements ChangeSelection {}

  /** What a commit changed, against its first parent. */
  record CommitChange(String commit) implements ChangeSelection {}

  /**
   * The commits of a branch.
   *
   * @param base the branch that it goes into, or a tree; absent, the upstream or the default branch
   * @param head its last commit
   */
  record BranchChange(@Nullable String base, String head) implements ChangeSelection {
    /** The present branch. */
    public BranchChange(@Nullable String base) {
      this(base, "HEAD");
    }
  }

  /** The commits of the present branch and all that is not committed. */
  record BranchAndWorkingTree() implements ChangeSelection {}

  /**
   * From one commit to another.
   *
   * @param from a commit or tree; empty for HEAD
   * @param to a commit or tree; empty for HEAD
   * @param sinceMergeBase whether it begins where the two parted ({@code A...B})
   */
  record RangeChange(String from, String to, boolean sinceMergeBase) implements ChangeSelection {}
}

package crossreview.git;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two trees to compare, and how people call them.
 *
 * @param repository {@code host/path} of the remote without user and password, else the name of the
 *     top directory
 * @param branch the present branch; absent where HEAD is detached
 * @param counts how much it is, such as {@code 3 commits, 2 uncommitted files}
 * @param rules the commit whose repository configuration holds for the change, which is never one
 *     of the change; absent before the first commit
 * @param notes what a person should know about it, one sentence each
 * @param fork whether its commits come from another repository
 */
public record SelectedChange(
    String repository,
    @Nullable String branch,
    TreeSide before,
    TreeSide after,
    String counts,
    @Nullable String rules,
    List<String> notes,
    boolean fork) {
  private static final int SHORT_ID = 7;

  public SelectedChange {
    notes = List.copyOf(notes);
  }

  /** The same as a change of a branch that the repository does not say, as in a job's clone. */
  public SelectedChange on(String other) {
    return new SelectedChange(repository, other, before, after, counts, rules, notes, fork);
  }

  /** The same as a change whose commits come from another repository. */
  public SelectedChange ofFork() {
    return new SelectedChange(repository, branch, before, after, counts, rules, notes, true);
  }

  /**
   * What is compared, such as {@code comparing main at 1a2b3c4 with your working tree: 3 commits, 2
   * uncommitted files}.
   */
  public String sentence() {
    return "comparing " + before.shown() + " with " + after.shown() + ": " + counts;
  }

  /** The same as the object of a task. */
  public String title() {
    return "the change from " + before.shown() + " to " + after.shown() + " (" + counts + ")";
  }

  /**
   * One side.
   *
   * @param tree the id of the tree
   * @param commit the id of the commit that has this tree; absent for the index, the work tree and
   *     the tree before the first commit
   * @param name what people call it
   */
  public record TreeSide(String tree, @Nullable String commit, String name) {
    TreeSide named(String other) {
      return new TreeSide(tree, commit, other);
    }

    String shown() {
      if (commit == null) {
        return name;
      }
      String id = commit.substring(0, SHORT_ID);
      return commit.startsWith(name) ? id : name + " at " + id;
    }
  }
}

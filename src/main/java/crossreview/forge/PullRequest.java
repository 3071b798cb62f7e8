package crossreview.forge;

import java.util.List;

/**
 * A pull request as its forge shows it now. Its texts are those of a stranger.
 *
 * @param open whether it waits for a decision: neither closed nor merged
 * @param head the id of its last commit
 * @param baseBranch where it goes
 * @param baseCommit a commit of that branch
 * @param fork whether its commits come from another repository
 */
public record PullRequest(
    int number,
    boolean open,
    boolean draft,
    String head,
    String headBranch,
    String baseBranch,
    String baseCommit,
    boolean fork,
    List<String> labels,
    String title,
    String body) {
  public PullRequest {
    labels = List.copyOf(labels);
  }

  /** What a review is about; when it changes, a result is one about an earlier state. */
  public PullPoint point() {
    return new PullPoint(head, baseBranch);
  }

  /** The last commit, and the branch that it goes to. */
  public record PullPoint(String head, String baseBranch) {}
}

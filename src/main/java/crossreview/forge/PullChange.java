package crossreview.forge;

import java.util.List;

/**
 * What a pull request changes.
 *
 * @param diff unified, from the merge base to the head
 * @param base the merge base
 * @param baseTree its tree
 * @param headTree the tree of the head
 * @param missing what the forge did not hand out, one sentence each; the diff is not complete then
 */
public record PullChange(
    String diff, String base, String baseTree, String headTree, List<String> missing) {
  public PullChange {
    missing = List.copyOf(missing);
  }
}

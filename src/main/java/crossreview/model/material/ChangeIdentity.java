package crossreview.model.material;

import crossreview.model.ValueChecks;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which change of which repository an artifact shows, as its caller says. Ids are those of git: 40
 * hexadecimal digits, or 64 in a repository with SHA-256.
 *
 * @param repository {@code host/path} without user and password, or the name of a directory
 * @param branch absent where HEAD is detached
 * @param base the commit that the change starts from; absent for the index and before the first one
 * @param head the commit that the change ends with; absent for the index and a work tree
 * @param baseTree the tree before the change
 * @param headTree the tree after it
 * @param compared the comparison in words
 * @param fork whether its commits come from another repository, so that nothing of it is executed;
 *     null for no
 */
public record ChangeIdentity(
    String repository,
    @Nullable String branch,
    @Nullable String base,
    @Nullable String head,
    String baseTree,
    String headTree,
    String compared,
    @Nullable Boolean fork) {
  /** A change of the repository itself, or one of which that is not known. */
  public ChangeIdentity(
      String repository,
      @Nullable String branch,
      @Nullable String base,
      @Nullable String head,
      String baseTree,
      String headTree,
      String compared) {
    this(repository, branch, base, head, baseTree, headTree, compared, null);
  }

  /** An id of git. */
  public static final String GIT_ID = "^(?:[0-9a-f]{40}|[0-9a-f]{64})$";

  private static final Pattern ID = Pattern.compile(GIT_ID);

  public ChangeIdentity {
    ValueChecks.text("repository", repository, 1, 300);
    ValueChecks.optional("branch", branch, 300);
    ValueChecks.text("compared", compared, 1, 500);
    for (String id : new String[] {base, head, baseTree, headTree}) {
      if (id != null && !ID.matcher(id).matches()) {
        throw new IllegalArgumentException("an id of git has 40 or 64 hex digits, is " + id);
      }
    }
  }
}

package crossreview.operation.artifact;

import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.TextLength;
import crossreview.codec.FieldRules.TextPattern;
import crossreview.model.material.ChangeIdentity;
import org.jspecify.annotations.Nullable;

/** Which change of a repository a text shows, as a caller sends it. */
public record ChangeInput(
    @Description("host/path of the remote without user and password, or the name of a directory.")
        @TextLength(max = 300)
        String repository,
    @Description("The branch; absent where HEAD is detached.") @TextLength(max = 300)
        @Nullable String branch,
    @Description("The commit that the change starts from, if it is one.")
        @TextPattern(ChangeIdentity.GIT_ID)
        @Nullable String base,
    @Description("The commit that the change ends with, if it is one.")
        @TextPattern(ChangeIdentity.GIT_ID)
        @Nullable String head,
    @Description("The tree before the change.") @TextPattern(ChangeIdentity.GIT_ID) String baseTree,
    @Description("The tree after the change.") @TextPattern(ChangeIdentity.GIT_ID) String headTree,
    @Description("What is compared, in words.") @TextLength(max = 500) String compared,
    @Description("Whether its commits come from a fork: nothing of it is executed as a proof then.")
        @Nullable Boolean fork) {

  ChangeIdentity value() {
    return new ChangeIdentity(
        repository,
        branch,
        base,
        head,
        baseTree,
        headTree,
        compared,
        Boolean.TRUE.equals(fork) ? fork : null);
  }
}

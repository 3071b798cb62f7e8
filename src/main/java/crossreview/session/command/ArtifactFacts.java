package crossreview.session.command;

import crossreview.model.Digest;
import crossreview.model.material.ChangeIdentity;
import crossreview.model.material.ContextFile;
import crossreview.model.material.ScopeExclusion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a submitted text beside its bytes.
 *
 * @param readAs what it was read as, for people
 * @param change which change of a repository it shows, as the caller says; absent for other texts
 * @param patchDigest what the diff changes, see {@code git.PatchDigest}; absent for a plain text
 * @param context the files that are shown beside it, whose blobs are durable; absent for none
 * @param exclusions the files of it that reviewers are not shown; absent for none
 */
public record ArtifactFacts(
    @Nullable String readAs,
    @Nullable ChangeIdentity change,
    @Nullable Digest patchDigest,
    @Nullable List<ContextFile> context,
    @Nullable List<ScopeExclusion> exclusions) {
  public static final ArtifactFacts NONE = new ArtifactFacts(null, null, null);

  public ArtifactFacts {
    context = context == null || context.isEmpty() ? null : List.copyOf(context);
    exclusions = exclusions == null || exclusions.isEmpty() ? null : List.copyOf(exclusions);
  }

  /** What is known about a text of which everything is shown. */
  public ArtifactFacts(
      @Nullable String readAs,
      @Nullable ChangeIdentity change,
      @Nullable Digest patchDigest,
      @Nullable List<ContextFile> context) {
    this(readAs, change, patchDigest, context, null);
  }

  /** What is known about a text beside which nothing is shown. */
  public ArtifactFacts(
      @Nullable String readAs, @Nullable ChangeIdentity change, @Nullable Digest patchDigest) {
    this(readAs, change, patchDigest, null);
  }

  /**
   * What the caller said; the rest follows from the text, and a later version may say it otherwise.
   */
  @Nullable ArtifactFacts said() {
    return change == null && context == null && exclusions == null
        ? null
        : new ArtifactFacts(null, change, null, context, exclusions);
  }
}

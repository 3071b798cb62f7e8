package crossreview.session.command;

import crossreview.model.Digest;
import crossreview.model.material.ChangeIdentity;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a submitted text beside its bytes.
 *
 * @param readAs what it was read as, for people
 * @param change which change of a repository it shows, as the caller says; absent for other texts
 * @param patchDigest what the diff changes, see {@code git.PatchDigest}; absent for a plain text
 */
public record ArtifactFacts(
    @Nullable String readAs, @Nullable ChangeIdentity change, @Nullable Digest patchDigest) {
  public static final ArtifactFacts NONE = new ArtifactFacts(null, null, null);

  /**
   * What the caller said, or null for nothing; the rest follows from the text, and a later version
   * may say it otherwise.
   */
  @Nullable ArtifactFacts said() {
    return change == null ? null : new ArtifactFacts(null, change, null);
  }
}

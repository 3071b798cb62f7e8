package crossreview.claim;

import crossreview.model.material.ClaimSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a caller gives.
 *
 * @param texts what may state something; of a diff only the lines outside of its files
 * @param proofs the pieces of evidence
 * @param changed the paths of the files that an attached or submitted diff changes
 */
public record ClaimMaterial(
    List<ClaimText> texts, List<AttachedProof> proofs, Set<String> changed) {
  /**
   * A text of the caller.
   *
   * @param label the name of a piece of evidence; null for another source
   */
  public record ClaimText(ClaimSource source, @Nullable String label, String text) {}

  /**
   * A piece of evidence.
   *
   * @param label its name
   * @param command what was run; null for a text
   * @param exitCode how it ended; null where that is not known
   */
  public record AttachedProof(
      String label, @Nullable String command, @Nullable Integer exitCode, String text) {}

  public ClaimMaterial {
    texts = List.copyOf(texts);
    proofs = List.copyOf(proofs);
    changed = Set.copyOf(changed);
  }
}

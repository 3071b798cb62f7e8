package crossreview.maintenance;

import crossreview.model.event.ContestTerms;
import org.jspecify.annotations.Nullable;

/**
 * What a caller contests with.
 *
 * @param draft the bytes of the new draft that the terms name; null for none
 */
public record ContestRequest(String reason, ContestTerms terms, byte @Nullable [] draft) {
  /** About the same text under the same task. */
  public static ContestRequest same(String reason) {
    return new ContestRequest(reason, ContestTerms.SAME, null);
  }

  /** What the contested session notes; null for nothing special. */
  @Nullable ContestTerms noted() {
    return terms.equals(ContestTerms.SAME) ? null : terms;
  }
}

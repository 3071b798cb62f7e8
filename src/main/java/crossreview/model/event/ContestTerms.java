package crossreview.model.event;

import crossreview.model.ValueChecks;
import crossreview.model.event.LifecycleEvent.ArtifactSubmitted;
import org.jspecify.annotations.Nullable;

/**
 * What the session that contests an outcome has otherwise than the contested one.
 *
 * @param task null for the same task
 * @param petitioner null for who contests
 * @param draft what is reviewed there, a blob of the contested session; null for the same text
 * @param evidence whether the pieces of evidence are carried over
 */
public record ContestTerms(
    @Nullable String task,
    @Nullable String petitioner,
    @Nullable ArtifactSubmitted draft,
    boolean evidence) {
  /** The same text under the same task, without evidence. */
  public static final ContestTerms SAME = new ContestTerms(null, null, null, false);

  public ContestTerms {
    ValueChecks.optional("task", task, 4_000);
    ValueChecks.optional("petitioner", petitioner, 64);
  }
}

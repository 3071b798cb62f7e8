package crossreview.model.run;

import crossreview.model.ValueChecks;
import org.jspecify.annotations.Nullable;

/**
 * A member of a panel as it was when the session was opened.
 *
 * @param available whether it could be asked; null where that was not known
 * @param modelListed whether its provider lists the model; null where it lists none
 * @param latencyMs how long the look took that found this out
 * @param note why, in a sentence
 */
public record PeerSnapshot(
    String peer,
    String model,
    @Nullable Boolean available,
    @Nullable Boolean modelListed,
    long latencyMs,
    @Nullable String note) {
  public PeerSnapshot {
    note = note == null ? null : ValueChecks.cut(note, 300);
  }
}

package crossreview.peer;

import org.jspecify.annotations.Nullable;

/**
 * Whether a peer could be asked.
 *
 * @param available null where only a paid call would show it
 * @param modelListed whether the provider lists the model; null where it lists none
 * @param note one sentence for people
 */
public record HealthStatus(
    @Nullable Boolean available, @Nullable Boolean modelListed, long millis, String note) {
  /** One that needs nothing from outside. */
  public static HealthStatus local(String note) {
    return new HealthStatus(true, null, 0, note);
  }
}

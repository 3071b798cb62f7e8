package crossreview.peer;

/**
 * Whether a peer could be asked.
 *
 * @param available null where only a paid call would show it
 * @param modelListed whether the provider lists the model, or null where it lists none
 * @param note one sentence for people
 */
public record HealthStatus(Boolean available, Boolean modelListed, long millis, String note) {
  /** One that needs nothing from outside. */
  public static HealthStatus local(String note) {
    return new HealthStatus(true, null, 0, note);
  }
}

package crossreview.webhook;

/** What became of an attempt to deliver an event. */
sealed interface DeliveryOutcome {
  /** The target took it: a status from 200 to 299. */
  record Acceptance() implements DeliveryOutcome {}

  /** The target wants no more of them: status 410. */
  record Unsubscription() implements DeliveryOutcome {}

  /** The event is no more: its session was removed. */
  record MissingEvent() implements DeliveryOutcome {}

  /**
   * To be tried again.
   *
   * @param waitMs how long the target wants to be left alone; 0 if it does not say
   */
  record FailedAttempt(String why, long waitMs) implements DeliveryOutcome {}
}

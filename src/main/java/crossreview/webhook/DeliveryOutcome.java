package crossreview.webhook;

/** What became of an attempt to deliver an event. */
sealed interface DeliveryOutcome {
  /** The target took it: a status from 200 to 299. */
  record Delivered() implements DeliveryOutcome {}

  /** The target wants no more of them: status 410. */
  record Unwanted() implements DeliveryOutcome {}

  /** The event is no more: its session was removed. */
  record Vanished() implements DeliveryOutcome {}

  /**
   * To be tried again.
   *
   * @param waitMs how long the target wants to be left alone; 0 if it does not say
   */
  record NotDelivered(String why, long waitMs) implements DeliveryOutcome {}
}

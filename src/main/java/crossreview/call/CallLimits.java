package crossreview.call;

import java.time.Duration;

/**
 * The bounds of calls.
 *
 * @param whole the deadline of one call, waiting in line and retries included
 * @param answerBytesMax a longer answer is refused, never cut
 * @param perPeer calls to one peer at the same time
 * @param waitingPerPeer calls that wait for one peer; more fail at once
 * @param attempts tries of one call
 * @param backoffBase the first wait between tries is uniform in zero to this
 * @param backoffCap no wait is longer
 */
public record CallLimits(
    Duration whole,
    int answerBytesMax,
    int perPeer,
    int waitingPerPeer,
    int attempts,
    Duration backoffBase,
    Duration backoffCap) {

  /**
   * Three tries, one second doubled up to thirty, full jitter: what providers ask their users for.
   */
  public static CallLimits shipped(Duration whole, int answerBytesMax, int perPeer) {
    return new CallLimits(
        whole, answerBytesMax, perPeer, 1_024, 3, Duration.ofSeconds(1), Duration.ofSeconds(30));
  }
}

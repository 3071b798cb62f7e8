package crossreview.call;

import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * The bounds of calls.
 *
 * @param whole the deadline of one call, waiting in line and retries included
 * @param answerBytesMax a longer answer is refused, never cut
 * @param perPeer calls to one peer at the same time; asked again for each call
 * @param waitingPerPeer calls that wait for one peer; more fail at once
 * @param attempts tries of one call
 * @param backoffBase the first wait between tries is uniform in zero to this
 * @param backoffCap no wait of our own is longer
 * @param retryAfterMax a provider that wants to be left alone for longer is not asked again
 * @param failuresInRow of one model, after which it is left alone
 * @param breakerPause for so long
 */
public record CallLimits(
    Duration whole,
    int answerBytesMax,
    IntSupplier perPeer,
    int waitingPerPeer,
    int attempts,
    Duration backoffBase,
    Duration backoffCap,
    Duration retryAfterMax,
    int failuresInRow,
    Duration breakerPause) {

  /**
   * Three tries, one second doubled up to thirty, full jitter: what providers ask their users for.
   */
  public static CallLimits defaults(Duration whole, int answerBytesMax, IntSupplier perPeer) {
    return new CallLimits(
        whole,
        answerBytesMax,
        perPeer,
        1_024,
        3,
        Duration.ofSeconds(1),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        5,
        Duration.ofSeconds(30));
  }

  /** The same with another deadline and another longest answer. */
  CallLimits within(Duration otherWhole, int otherAnswerBytesMax) {
    return new CallLimits(
        otherWhole,
        otherAnswerBytesMax,
        perPeer,
        waitingPerPeer,
        attempts,
        backoffBase,
        backoffCap,
        retryAfterMax,
        failuresInRow,
        breakerPause);
  }
}

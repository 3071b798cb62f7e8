package crossreview.webhook;

import crossreview.model.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * An event that a target has not taken yet, by its place in the journals. Times are milliseconds of
 * the epoch.
 *
 * @param attempts how often it was sent
 * @param firstAt when it was sent first; 0 before that
 * @param nextAt when it is to be sent
 * @param fault what became of the last attempt; null before the first
 */
record PendingEvent(
    SessionId session, long seq, int attempts, long firstAt, long nextAt, @Nullable String fault) {
  private static final int FAULT_MAX = 200;

  PendingEvent {
    fault = fault == null || fault.length() <= FAULT_MAX ? fault : fault.substring(0, FAULT_MAX);
  }

  /** One that was never sent. */
  static PendingEvent of(SessionId session, long seq) {
    return new PendingEvent(session, seq, 0, 0, 0, null);
  }

  /** The id of the message: the same for the same event and target, whatever happens. */
  String messageId(String target) {
    return "msg_" + target + "_" + session.value() + "_" + seq;
  }

  /** The same after an attempt that failed. */
  PendingEvent failed(long now, long next, String why) {
    return new PendingEvent(session, seq, attempts + 1, attempts == 0 ? now : firstAt, next, why);
  }

  PendingEvent due(long now) {
    return new PendingEvent(session, seq, attempts, firstAt, Math.min(nextAt, now), fault);
  }
}

package crossreview.call;

import crossreview.model.FailureClass;
import crossreview.model.PeerFailure;
import crossreview.model.Phase;
import crossreview.model.Spend;
import crossreview.peer.PeerFailed;
import java.time.Duration;

/** The failures that the call path itself makes. */
final class Failures {
  private Failures() {}

  static PeerFailed cancelled() {
    return new PeerFailed(
        new PeerFailure(
            FailureClass.CANCELLED, "cancelled", Phase.TOTAL, false, Spend.UNKNOWN, null),
        null);
  }

  static PeerFailed tooLate(Duration whole) {
    String hint = "no answer within " + whole.toSeconds() + " s (limits.call_seconds_max)";
    return new PeerFailed(
        new PeerFailure(FailureClass.TIMEOUT, "total", Phase.TOTAL, false, Spend.UNKNOWN, hint),
        null);
  }

  static PeerFailed promptTooLong(long bytes, long max) {
    String hint = "the prompt has " + bytes + " bytes, this peer reads at most " + max;
    return new PeerFailed(
        new PeerFailure(
            FailureClass.PROMPT_TOO_LARGE,
            "prompt_too_large",
            Phase.PREFLIGHT,
            false,
            Spend.ZERO,
            hint),
        null);
  }

  static PeerFailed tooLong(long bytes, int max) {
    String hint = bytes + " bytes, at most " + max + " are accepted (limits.answer_bytes_max)";
    return new PeerFailed(
        new PeerFailure(
            FailureClass.STREAM_BUFFER_OVERFLOW,
            "answer_too_large",
            Phase.ANSWER,
            false,
            Spend.UNKNOWN,
            hint),
        null);
  }
}

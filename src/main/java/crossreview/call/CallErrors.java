package crossreview.call;

import crossreview.coverage.LargestPart;
import crossreview.model.call.CallPhase;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.FailureClass;
import crossreview.model.call.PeerFailure;
import crossreview.peer.PeerException;
import crossreview.peer.PeerRequest;
import java.time.Duration;

/** The failures that the call path itself makes. */
final class CallErrors {
  private CallErrors() {}

  static PeerException cancelled() {
    return new PeerException(
        new PeerFailure(
            FailureClass.CANCELLED,
            "cancelled",
            CallPhase.TOTAL,
            false,
            CostCertainty.UNKNOWN,
            null));
  }

  static PeerException tooLate(Duration whole) {
    String hint = "no answer within " + whole.toSeconds() + " s (limits.call_seconds_max)";
    return new PeerException(
        new PeerFailure(
            FailureClass.TIMEOUT, "total", CallPhase.TOTAL, false, CostCertainty.UNKNOWN, hint));
  }

  /** The prompt exceeds what the peer reads; of a diff the largest hunk is named. */
  static PeerFailure promptTooLong(PeerRequest peerRequest, long bytes, long max) {
    PeerRequest.RequestMaterial material = peerRequest.requestMaterial();
    String largest =
        LargestPart.of(material.artifact(), material.text()).map(LargestPart::words).orElse("");
    String hint = "the prompt has " + bytes + " bytes, this peer accepts at most " + max + largest;
    return new PeerFailure(
        FailureClass.PROMPT_TOO_LARGE,
        "prompt_too_large",
        CallPhase.PREFLIGHT,
        false,
        CostCertainty.ZERO,
        hint);
  }

  /**
   * The answer is complete.
   *
   * @param spend what is known about its cost
   */
  static PeerFailure tooLong(long bytes, int max, CostCertainty spend) {
    String hint = bytes + " bytes, at most " + max + " are accepted (limits.answer_bytes_max)";
    return new PeerFailure(
        FailureClass.STREAM_BUFFER_OVERFLOW,
        "answer_too_large",
        CallPhase.ANSWER,
        false,
        spend,
        hint);
  }
}

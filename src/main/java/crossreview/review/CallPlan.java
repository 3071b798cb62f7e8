package crossreview.review;

import crossreview.model.call.PeerFailure;
import crossreview.model.call.PromptSection;
import crossreview.prompt.Prompt;
import crossreview.prompt.PromptInput;
import crossreview.session.command.CallReservation;

/**
 * A call before it is reserved.
 *
 * @param content what is sent, or why nothing is
 */
record CallPlan(CallReservation reservation, CallContent content) {
  /** What becomes of it once it is reserved. */
  sealed interface CallContent {
    Prompt prompt();
  }

  /** What a peer is shown, and the words for it. */
  record PeerPrompt(PromptInput promptInput, Prompt prompt) implements CallContent {}

  /**
   * Why it cannot be sent. It is reserved all the same and fails at once, so that the journal says
   * whose call it was.
   *
   * @param prompt what would have been sent; empty where it could not be made
   */
  record UnsentCall(PeerFailure why, Prompt prompt) implements CallContent {}

  Prompt prompt() {
    return content.prompt();
  }

  /** The same about a section of the artifact. */
  CallPlan of(PromptSection section) {
    return new CallPlan(reservation.of(section), content);
  }

  /** The same about a finding. */
  CallPlan about(String finding) {
    return new CallPlan(reservation.about(finding), content);
  }
}

package crossreview.review;

import crossreview.model.call.PeerFailure;
import crossreview.prompt.Prompt;
import crossreview.prompt.PromptInput;
import crossreview.session.command.CallReservation;

/**
 * A call before it is reserved.
 *
 * @param promptInput what is shown, as values; null beside a fault
 * @param prompt empty beside a fault
 * @param fault why it cannot be sent, or null; it is reserved all the same and fails at once, so
 *     that the journal says whose call it was
 */
record CallPlan(
    CallReservation reservation, PromptInput promptInput, Prompt prompt, PeerFailure fault) {

  /** What a peer is shown, and the words for it. */
  record PeerPrompt(PromptInput promptInput, Prompt prompt) {}

  /** The same about a finding. */
  CallPlan about(String finding) {
    return new CallPlan(reservation.about(finding), promptInput, prompt, fault);
  }
}

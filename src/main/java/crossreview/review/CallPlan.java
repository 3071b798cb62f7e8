package crossreview.review;

import crossreview.model.call.PeerFailure;
import crossreview.model.call.PromptSection;
import crossreview.prompt.Prompt;
import crossreview.prompt.PromptInput;
import crossreview.session.analysis.ReusableAnswer;
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

  /**
   * What a peer is shown, and the words for it.
   *
   * @param fence the mark that is drawn for this prompt; empty for a call whose answer is not used
   *     again
   */
  record PeerPrompt(PromptInput promptInput, Prompt prompt, String fence) implements CallContent {
    /** One whose answer is for this call alone. */
    PeerPrompt(PromptInput promptInput, Prompt prompt) {
      this(promptInput, prompt, "");
    }

    /** The words without the mark that is drawn for each prompt. */
    String unmarked() {
      return prompt.text().replace(fence, "");
    }
  }

  /** An answer of another session to the same question: nothing is sent. */
  record EarlierAnswer(ReusableAnswer known, String text, Prompt prompt) implements CallContent {}

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

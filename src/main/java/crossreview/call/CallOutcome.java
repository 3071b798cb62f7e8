package crossreview.call;

import crossreview.model.Money;
import crossreview.model.call.PeerFailure;
import crossreview.session.command.AnswerMetadata;

/** What came of a call. */
public sealed interface CallOutcome {

  /**
   * An answer, not yet durable; {@code answered.answer()} names it by digest and, when it is long,
   * its blob is durable.
   */
  record CallSuccess(AnswerMetadata answered, String text) implements CallOutcome {}

  /** No answer. */
  record CallFailure(PeerFailure failure, int attempts, Money cost) implements CallOutcome {}
}

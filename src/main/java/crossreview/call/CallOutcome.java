package crossreview.call;

import crossreview.model.Money;
import crossreview.model.call.PeerFailure;
import crossreview.session.command.AnswerMetadata;
import org.jspecify.annotations.Nullable;

/** What came of a call. */
public sealed interface CallOutcome {

  /**
   * An answer, not yet durable; {@code answered.answer()} names it by digest and, when it is long,
   * its blob is durable.
   *
   * @param countRemark what is wrong with the provider's count; null where nothing is
   */
  record CallSuccess(AnswerMetadata answered, String text, @Nullable String countRemark)
      implements CallOutcome {}

  /**
   * No answer.
   *
   * @param cost what it cost, or the most that it can have cost where that is not known
   */
  record CallFailure(PeerFailure failure, int attempts, Money cost) implements CallOutcome {}
}

package crossreview.session.analysis;

import crossreview.model.Digest;
import crossreview.model.TextRef;
import crossreview.model.call.AnswerOrigin;
import crossreview.model.call.CallPurpose;
import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.model.vote.VerdictQuality;
import crossreview.session.LedgerCall;
import crossreview.session.Round;
import crossreview.session.Session;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An answer that another session may use for the same question.
 *
 * @param origin the call that brought it
 * @param model the model that was asked
 * @param modelReported the model that says it answered
 */
public record ReusableAnswer(
    AnswerOrigin origin, TextRef answer, String model, @Nullable String modelReported) {
  /** A panel votes a few times in a session; each answer may be held as a text. */
  private static final int OF_SESSION_MAX = 64;

  /**
   * Those of a session by the names of their questions: answers that were votes as they came, of
   * the model that was asked. What failed, was repaired, was sent back for its quotes or was itself
   * used again is not among them.
   */
  public static Map<Digest, ReusableAnswer> of(Session session) {
    Map<Digest, ReusableAnswer> answers = new LinkedHashMap<>();
    for (LedgerCall call : session.calls().values()) {
      Digest key = call.facts().reuseKey();
      if (key != null && isWhole(session, call) && answers.size() < OF_SESSION_MAX) {
        answers.put(key, of(session, call));
      }
    }
    return answers;
  }

  private static ReusableAnswer of(Session session, LedgerCall call) {
    String at = String.valueOf(call.facts().endedAt());
    return new ReusableAnswer(
        new AnswerOrigin(session.id(), call.round(), call.id(), at, call.booked()),
        Objects.requireNonNull(call.answer()),
        call.model(),
        call.modelReported());
  }

  private static boolean isWhole(Session session, LedgerCall call) {
    TextRef answer = call.answer();
    if (call.purpose() != CallPurpose.REVIEW
        || call.state() != LedgerCall.CallState.SETTLED
        || call.facts().fallbacks() > 0
        || call.facts().reusedFrom() != null
        || answer == null) {
      return false;
    }
    Round round = session.rounds().get(call.round() - 1);
    BallotCast vote = round.votes().get(call.peer());
    return vote != null
        && vote.answer().equals(answer.sha256())
        && vote.inventedQuotes() == null
        && (vote.quality() == VerdictQuality.CLEAN
            || vote.quality() == VerdictQuality.FORMAT_WARNING);
  }
}

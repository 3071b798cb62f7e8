package crossreview.session;

import crossreview.collection.PersistentVector;
import crossreview.model.SessionId;
import crossreview.model.event.LifecycleEvent;

/**
 * What a session carries beside its reviews. Immutable.
 *
 * @param evidence in the order in which it came
 * @param news whether something came in since the last round began that may change a vote
 * @param imported what the session was in another program, or null
 * @param contest who contests the outcome, or null
 * @param budgetWarned whether the warning about the session's money was said
 * @param steering what operators changed since the session was opened
 * @param judgments what judges are asked and what they ruled
 */
public record SessionSupplement(
    PersistentVector<EvidenceRecord> evidence,
    boolean news,
    LifecycleEvent.SessionImported imported,
    OutcomeContest contest,
    boolean budgetWarned,
    OperatorChanges steering,
    JudgmentState judgments) {
  static final SessionSupplement EMPTY =
      new SessionSupplement(
          PersistentVector.of(),
          false,
          null,
          null,
          false,
          OperatorChanges.NONE,
          JudgmentState.NONE);

  /** A piece of evidence with its custody: who handed it in, and when. */
  public record EvidenceRecord(LifecycleEvent.EvidenceAttached attached, String by, String at) {}

  /** The session that contests this one's outcome: its id, by whom and why. */
  public record OutcomeContest(SessionId link, String by, String reason) {}

  SessionSupplement plus(EvidenceRecord more) {
    return new SessionSupplement(
        evidence.plus(more), true, imported, contest, budgetWarned, steering, judgments);
  }

  /** A round begins: everybody is shown what is here. */
  SessionSupplement shown() {
    return new SessionSupplement(
        evidence, false, imported, contest, budgetWarned, steering.shownAll(), judgments);
  }

  /** Asking again about the same bytes may change something now. */
  SessionSupplement stirred() {
    return new SessionSupplement(
        evidence, true, imported, contest, budgetWarned, steering, judgments);
  }

  SessionSupplement withImported(LifecycleEvent.SessionImported what) {
    return new SessionSupplement(evidence, news, what, contest, budgetWarned, steering, judgments);
  }

  SessionSupplement withContest(OutcomeContest by) {
    return new SessionSupplement(evidence, news, imported, by, budgetWarned, steering, judgments);
  }

  SessionSupplement warned() {
    return new SessionSupplement(evidence, news, imported, contest, true, steering, judgments);
  }

  SessionSupplement steered(OperatorChanges how) {
    return new SessionSupplement(evidence, news, imported, contest, budgetWarned, how, judgments);
  }

  SessionSupplement judged(JudgmentState now) {
    return new SessionSupplement(evidence, news, imported, contest, budgetWarned, steering, now);
  }
}

package crossreview.session;

import crossreview.model.SessionId;
import crossreview.model.event.LifeEvent;

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
public record Annex(
    Series<Evidence> evidence,
    boolean news,
    LifeEvent.SessionImported imported,
    Contest contest,
    boolean budgetWarned,
    Steering steering,
    Judgments judgments) {
  static final Annex EMPTY =
      new Annex(Series.of(), false, null, null, false, Steering.NONE, Judgments.NONE);

  /** A piece of evidence with its custody: who handed it in, and when. */
  public record Evidence(LifeEvent.EvidenceAttached attached, String by, String at) {}

  /** The session that contests this one's outcome: its id, by whom and why. */
  public record Contest(SessionId link, String by, String reason) {}

  Annex plus(Evidence more) {
    return new Annex(
        evidence.plus(more), true, imported, contest, budgetWarned, steering, judgments);
  }

  /** A round begins: everybody is shown what is here. */
  Annex shown() {
    return new Annex(
        evidence, false, imported, contest, budgetWarned, steering.shownAll(), judgments);
  }

  /** Asking again about the same bytes may change something now. */
  Annex stirred() {
    return new Annex(evidence, true, imported, contest, budgetWarned, steering, judgments);
  }

  Annex withImported(LifeEvent.SessionImported what) {
    return new Annex(evidence, news, what, contest, budgetWarned, steering, judgments);
  }

  Annex withContest(Contest by) {
    return new Annex(evidence, news, imported, by, budgetWarned, steering, judgments);
  }

  Annex warned() {
    return new Annex(evidence, news, imported, contest, true, steering, judgments);
  }

  Annex steered(Steering how) {
    return new Annex(evidence, news, imported, contest, budgetWarned, how, judgments);
  }

  Annex judged(Judgments now) {
    return new Annex(evidence, news, imported, contest, budgetWarned, steering, now);
  }
}

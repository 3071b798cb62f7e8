package crossreview.session;

import crossreview.model.SessionId;
import crossreview.model.event.LifeEvent;

/**
 * What a session carries beside its reviews. Immutable.
 *
 * @param evidence in the order in which it came
 * @param asked how many pieces of it were there when the last round began
 * @param imported what the session was in another program, or null
 * @param contest who contests the outcome, or null
 * @param budgetWarned whether the warning about the session's money was said
 */
public record Annex(
    Series<Evidence> evidence,
    int asked,
    LifeEvent.SessionImported imported,
    Contest contest,
    boolean budgetWarned) {
  static final Annex EMPTY = new Annex(Series.of(), 0, null, null, false);

  /** A piece of evidence with its custody: who handed it in, and when. */
  public record Evidence(LifeEvent.EvidenceAttached attached, String by, String at) {}

  /** The session that contests this one's outcome: its id, by whom and why. */
  public record Contest(SessionId link, String by, String reason) {}

  Annex plus(Evidence more) {
    return new Annex(evidence.plus(more), asked, imported, contest, budgetWarned);
  }

  /** A round begins: everybody is shown what is here. */
  Annex shown() {
    return new Annex(evidence, evidence.size(), imported, contest, budgetWarned);
  }

  /** Whether something came in since the last round began. */
  boolean news() {
    return evidence.size() > asked;
  }

  Annex withImported(LifeEvent.SessionImported what) {
    return new Annex(evidence, asked, what, contest, budgetWarned);
  }

  Annex withContest(Contest by) {
    return new Annex(evidence, asked, imported, by, budgetWarned);
  }

  Annex warned() {
    return new Annex(evidence, asked, imported, contest, true);
  }
}

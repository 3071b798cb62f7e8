package crossreview.model.run;

import crossreview.model.WireEnum;

/**
 * Why a run ended or a session was closed: the complete list of codes.
 *
 * <p>The command line's exit code follows from the reason, see {@link #exitCode}.
 */
public enum EndReason implements WireEnum {
  UNANIMOUS_READY(0),
  /** Not all were READY, and the session's policy asks for less. */
  ACCEPTED_BY_POLICY(0),
  MAX_ROUNDS_WITHOUT_UNANIMITY(1),
  /** The same digest and no new material: asking again cannot change anything. */
  NOTHING_NEW(1),
  /** The same blocking findings after two revisions. */
  NO_PROGRESS(1),
  /** Author and reviewer undo each other: a text or a demand came back for the second time. */
  OSCILLATION(1),
  QUORUM_FLOOR_NOT_MET(1),
  /** Every peer abstained: nothing in the text concerned any of them. */
  NOTHING_TO_REVIEW(2),
  /** Review mode ended with findings for the caller. */
  HANDED_BACK(1),
  /** A pass of judges is over. */
  JUDGED(0),
  /** A full rotation left every byte as it is. */
  CIRCULAR_FULL_ROTATION_NO_CHANGE(0),
  CIRCULAR_MAX_ROTATIONS_EXCEEDED(1),
  /** The drawn authors are exhausted or gave nothing usable. */
  NO_USABLE_REVISION(1),
  BUDGET_EXHAUSTED(3),
  NO_PRICE(3),
  WALL_CLOCK(3),
  PREFLIGHT_REFUSED(3),
  POLICY_VETO(3),
  SESSION_CANCELLED(3),
  RECOVERED_AFTER_RESTART(3),
  /** A limit for lines, findings or rounds of the session was reached. */
  SESSION_LIMIT(3),
  /** An operator closed the session by hand. */
  CLOSED_BY_OPERATOR(3),
  /** What another program had recorded; the detail has its own words. */
  IMPORTED(3),
  IDLE_SWEPT(3),
  STALE_NO_FINALIZE(3);

  private final int exitCode;

  EndReason(int exitCode) {
    this.exitCode = exitCode;
  }

  /**
   * What {@code crossreview review} exits with: 0 unanimous, 1 not unanimous, 2 nothing to review,
   * 3 stopped.
   */
  public int exitCode() {
    return exitCode;
  }
}

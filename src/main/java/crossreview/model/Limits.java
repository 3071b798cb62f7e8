package crossreview.model;

/**
 * The limits of a session or run, effective when it began.
 *
 * @param maxRounds rounds of one run
 * @param floor voters that must remain
 * @param wallClockMinutes of one run
 * @param sessionUsd ceiling of the session, or null for no paid call at all
 * @param linesMax lines of the session's journal
 * @param findings how many findings are admitted; the shipped ones where a line does not tell
 * @param circularMaxRotations how often a rotation goes round; the shipped number where a line does
 *     not tell
 */
public record Limits(
    int maxRounds,
    int floor,
    int wallClockMinutes,
    Money sessionUsd,
    int linesMax,
    FindingLimits findings,
    Integer circularMaxRotations) {
  /** What the reference system has: three rounds of a panel find what it finds. */
  public static final int ROTATIONS_SHIPPED = 3;

  public Limits {
    Checks.within("max_rounds", maxRounds, 1, 100);
    Checks.within("floor", floor, 1, 32);
    Checks.within("wall_clock_minutes", wallClockMinutes, 1, 24 * 60);
    Checks.within("lines_max", linesMax, 100, 10_000_000);
    findings = findings == null ? FindingLimits.SHIPPED : findings;
    circularMaxRotations =
        circularMaxRotations == null ? Integer.valueOf(ROTATIONS_SHIPPED) : circularMaxRotations;
    Checks.within("circular_max_rotations", circularMaxRotations, 1, 20);
  }

  /** Limits with the shipped number of rotations. */
  public Limits(
      int maxRounds,
      int floor,
      int wallClockMinutes,
      Money sessionUsd,
      int linesMax,
      FindingLimits findings) {
    this(maxRounds, floor, wallClockMinutes, sessionUsd, linesMax, findings, null);
  }

  /** Limits with a bound of their own for the session's findings. */
  public Limits(
      int maxRounds,
      int floor,
      int wallClockMinutes,
      Money sessionUsd,
      int linesMax,
      int findingsMax) {
    this(
        maxRounds,
        floor,
        wallClockMinutes,
        sessionUsd,
        linesMax,
        new FindingLimits(
            FindingLimits.SHIPPED.ballot(),
            FindingLimits.SHIPPED.round(),
            findingsMax,
            FindingLimits.SHIPPED.characters()));
  }
}

package crossreview.model.policy;

import crossreview.model.Money;
import crossreview.model.ValueChecks;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a session or run, effective when it began.
 *
 * @param maxRounds rounds of one run
 * @param floor voters that must remain
 * @param wallClockMinutes of one run
 * @param sessionUsd ceiling of the session, null for no paid call at all
 * @param linesMax lines of the session's journal
 * @param findings how many findings are admitted; the shipped ones where a line does not tell
 * @param circularMaxRotations how often a rotation goes round; the shipped number where a line does
 *     not tell
 * @param roundUsd ceiling of one round with the revision after it, null for none but the session's
 */
public record ReviewLimits(
    int maxRounds,
    int floor,
    int wallClockMinutes,
    @Nullable Money sessionUsd,
    int linesMax,
    FindingLimits findings,
    Integer circularMaxRotations,
    @Nullable Money roundUsd) {
  /** What the reference system has: three rounds of a panel find what it finds. */
  public static final int ROTATIONS_SHIPPED = 3;

  public ReviewLimits {
    ValueChecks.within("max_rounds", maxRounds, 1, 100);
    ValueChecks.within("floor", floor, 1, 32);
    ValueChecks.within("wall_clock_minutes", wallClockMinutes, 1, 24 * 60);
    ValueChecks.within("lines_max", linesMax, 100, 10_000_000);
    findings = findings == null ? FindingLimits.SHIPPED : findings;
    circularMaxRotations =
        circularMaxRotations == null ? Integer.valueOf(ROTATIONS_SHIPPED) : circularMaxRotations;
    ValueChecks.within("circular_max_rotations", circularMaxRotations, 1, 20);
  }

  /** Limits without a ceiling of a round. */
  public ReviewLimits(
      int maxRounds,
      int floor,
      int wallClockMinutes,
      @Nullable Money sessionUsd,
      int linesMax,
      FindingLimits findings,
      Integer circularMaxRotations) {
    this(
        maxRounds,
        floor,
        wallClockMinutes,
        sessionUsd,
        linesMax,
        findings,
        circularMaxRotations,
        null);
  }

  /** Limits with the shipped number of rotations. */
  public ReviewLimits(
      int maxRounds,
      int floor,
      int wallClockMinutes,
      @Nullable Money sessionUsd,
      int linesMax,
      FindingLimits findings) {
    this(
        maxRounds,
        floor,
        wallClockMinutes,
        sessionUsd,
        linesMax,
        findings,
        ROTATIONS_SHIPPED,
        null);
  }

  /** Limits with a bound of their own for the session's findings. */
  public ReviewLimits(
      int maxRounds,
      int floor,
      int wallClockMinutes,
      @Nullable Money sessionUsd,
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

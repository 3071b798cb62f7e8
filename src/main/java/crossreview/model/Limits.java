package crossreview.model;

/**
 * The limits of a session or run, effective when it began.
 *
 * @param maxRounds rounds of one run
 * @param floor voters that must remain
 * @param wallClockMinutes of one run
 * @param sessionUsd ceiling of the session, or null for no paid call at all
 * @param linesMax lines of the session's journal
 * @param findingsMax findings of the session
 */
public record Limits(
    int maxRounds,
    int floor,
    int wallClockMinutes,
    Money sessionUsd,
    int linesMax,
    int findingsMax) {
  public Limits {
    Checks.within("max_rounds", maxRounds, 1, 100);
    Checks.within("floor", floor, 1, 32);
    Checks.within("wall_clock_minutes", wallClockMinutes, 1, 24 * 60);
    Checks.within("lines_max", linesMax, 100, 10_000_000);
    Checks.within("findings_max", findingsMax, 1, 10_000);
  }
}

package crossreview.model.policy;

import crossreview.model.ValueChecks;
import crossreview.model.vote.Verdict;

/**
 * How many findings are admitted. Beyond a bound the highest ranked stay, the rest is kept in the
 * answer as it came, remarked beside the vote, and the peer is informed.
 *
 * @param ballot new findings of one vote
 * @param round of one round, all peers together
 * @param session of a session
 * @param characters of a session's statements together: every later prompt may carry them
 */
public record FindingLimits(int ballot, int round, int session, int characters) {
  /** What the reference system found out at some cost: it once carried 142 of them. */
  public static final FindingLimits SHIPPED = new FindingLimits(8, 24, 64, 64_000);

  public FindingLimits {
    ValueChecks.within("ballot", ballot, 1, Verdict.FINDINGS_MAX);
    ValueChecks.within("round", round, 1, 10_000);
    ValueChecks.within("session", session, 1, 10_000);
    ValueChecks.within("characters", characters, 100, 10_000_000);
  }
}

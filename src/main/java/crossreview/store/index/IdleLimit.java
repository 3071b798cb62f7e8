package crossreview.store.index;

import crossreview.model.material.ChangeIdentity;
import crossreview.store.index.SessionPage.SessionRow;
import crossreview.time.TimestampFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * From when on a session without a run, a seat or any other activity counts as left alone.
 *
 * @param before the stamp before which its last line is
 * @param branchBefore the same for one about a branch
 */
public record IdleLimit(String before, String branchBefore) {
  /** The next push to a branch continues its session, and may be two weeks away. */
  private static final Duration BRANCH_MIN = Duration.ofDays(14);

  private static final Set<String> UNFINISHED = Set.of("open", "divided", "inconclusive");

  /** For sessions that are left alone for so long. */
  public static IdleLimit of(Instant now, Duration idle) {
    Duration branch = idle.compareTo(BRANCH_MIN) < 0 ? BRANCH_MIN : idle;
    return new IdleLimit(
        TimestampFormat.format(now.minus(idle)), TimestampFormat.format(now.minus(branch)));
  }

  /** The stamp that holds for a session. */
  public String before(SessionRow row) {
    ChangeIdentity change = row.rowSupplement().change();
    return change != null && change.branch() != null ? branchBefore : before;
  }

  /** Whether it is not finished, nobody works on it, and its last line is older. */
  public boolean idle(SessionRow row) {
    return UNFINISHED.contains(row.state()) && row.updatedAt().compareTo(before(row)) < 0;
  }
}

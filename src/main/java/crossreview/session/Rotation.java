package crossreview.session;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a rotation stands. Immutable.
 *
 * @param unchanged the rotators that have left exactly the present bytes alone, in order
 * @param lastRevision the round of the last revision, or 0
 * @param unusable how many turns in a row gave nothing usable
 */
public record Rotation(List<String> unchanged, int lastRevision, int unusable) {
  static final Rotation NONE = new Rotation(List.of(), 0, 0);

  /** How many rotators have left exactly the present bytes alone. */
  public int streak() {
    return unchanged.size();
  }

  Rotation unchangedBy(String rotator) {
    if (unchanged.contains(rotator)) {
      return new Rotation(unchanged, lastRevision, 0); // another one failed in between
    }
    List<String> more = new ArrayList<>(unchanged);
    more.add(rotator);
    return new Rotation(List.copyOf(more), lastRevision, 0);
  }

  Rotation revisedIn(int round) {
    return new Rotation(List.of(), round, 0);
  }

  Rotation failed() {
    return new Rotation(unchanged, lastRevision, unusable + 1);
  }
}

package crossreview.session;

import java.util.ArrayList;
import java.util.List;

/**
 * The state of a rotation. Immutable.
 *
 * @param unchanged the rotators that have left exactly the present bytes alone, in order
 * @param lastRevision the round of the last revision, or 0
 * @param unusable how many turns in a row gave nothing usable
 */
public record RotationState(List<String> unchanged, int lastRevision, int unusable) {
  static final RotationState NONE = new RotationState(List.of(), 0, 0);

  /** How many rotators have left exactly the present bytes alone. */
  public int streak() {
    return unchanged.size();
  }

  public RotationState unchangedBy(String rotator) {
    if (unchanged.contains(rotator)) {
      return new RotationState(unchanged, lastRevision, 0); // another one failed in between
    }
    List<String> more = new ArrayList<>(unchanged);
    more.add(rotator);
    return new RotationState(List.copyOf(more), lastRevision, 0);
  }

  public RotationState revisedIn(int round) {
    return new RotationState(List.of(), round, 0);
  }

  RotationState failed() {
    return new RotationState(unchanged, lastRevision, unusable + 1);
  }
}

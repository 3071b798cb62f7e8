package crossreview.model.vote;

import crossreview.model.ValueChecks;
import org.jspecify.annotations.Nullable;

/**
 * How many independent votes a panel's votes amount to, by how often its members agreed before.
 *
 * @param votes the effective number as a decimal text such as {@code 2.31}; absent while unknown
 * @param voters how many voted
 * @param unknown why the number is not known, for people
 * @param belowFloor whether it is below the settings' {@code independence_floor}
 */
public record VoteIndependence(
    @Nullable String votes, int voters, @Nullable String unknown, boolean belowFloor) {
  public VoteIndependence {
    ValueChecks.optional("votes", votes, 16);
    ValueChecks.optional("unknown", unknown, 200);
  }

  /** In a few words. */
  public String words() {
    if (votes == null) {
      return "unknown" + (unknown == null ? "" : ", " + unknown);
    }
    return votes
        + " independent of "
        + voters
        + " votes"
        + (belowFloor ? ", fewer than independence_floor" : "");
  }
}

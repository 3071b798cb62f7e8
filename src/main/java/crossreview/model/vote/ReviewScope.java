package crossreview.model.vote;

import crossreview.model.PartNumbers;
import crossreview.model.ValueChecks;
import java.util.BitSet;
import java.util.List;

/**
 * What of an artifact is put before nobody in a round. Everything else is shown to every peer.
 *
 * @param parts how many parts the artifact has, numbered from 1
 * @param excluded what is left out on purpose, by reason; it is named and does not block
 * @param missing what cannot be shown, by reason; it blocks until it is excluded
 */
public record ReviewScope(int parts, List<PartGroup> excluded, List<PartGroup> missing) {
  /** More reasons than this are one: "and others". */
  public static final int GROUPS_MAX = 16;

  /**
   * Parts with the same reason.
   *
   * @param numbers their numbers, such as {@code 1-3,7}
   * @param files how many files they are in
   * @param places the first of them, for people
   */
  public record PartGroup(String reason, String numbers, int files, List<String> places) {
    public static final int PLACES_MAX = 8;

    public PartGroup {
      reason = ValueChecks.cut(reason, 200);
      places = ValueChecks.list(places);
      ValueChecks.within("places", places.size(), 0, PLACES_MAX);
    }

    /** The reason and the first places, in words. */
    public String words() {
      int more = files - places.size();
      return String.join(", ", places)
          + (more > 0 ? " and " + more + " more" : "")
          + " ("
          + reason
          + ")";
    }
  }

  public ReviewScope {
    excluded = ValueChecks.list(excluded);
    missing = ValueChecks.list(missing);
    ValueChecks.within("excluded", excluded.size(), 0, GROUPS_MAX);
    ValueChecks.within("missing", missing.size(), 0, GROUPS_MAX);
  }

  /** The numbers of the excluded parts. */
  public BitSet excludedParts() {
    return numbers(excluded);
  }

  /** The numbers of the parts that cannot be shown to anyone. */
  public BitSet missingParts() {
    return numbers(missing);
  }

  private static BitSet numbers(List<PartGroup> groups) {
    BitSet all = new BitSet();
    groups.forEach(group -> all.or(PartNumbers.parse(group.numbers())));
    return all;
  }

  /** Whether nothing is left that a peer could look at. */
  public boolean nothingLeft() {
    return parts > 0 && missing.isEmpty() && excludedParts().cardinality() == parts;
  }

  /** What is excluded, in words; empty for nothing. */
  public String exclusions() {
    return String.join("; ", excluded.stream().map(PartGroup::words).toList());
  }
}

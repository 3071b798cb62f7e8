package crossreview.model.vote;

import crossreview.model.CarriedParts;
import crossreview.model.PartNumbers;
import crossreview.model.ValueChecks;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which parts of the artifact a voter looked at, where it did not look at all of them.
 *
 * @param parts how many parts the artifact has, numbered from 1
 * @param read the numbers that the voter looked at, such as {@code 1-3,7}
 * @param missed the first parts that it did not look at, with their places
 * @param carriedFrom what it looked at in an earlier round and was not shown again
 */
public record VoteCoverage(
    int parts, String read, List<PartPlace> missed, @Nullable CarriedParts carriedFrom) {
  private static final int MISSED_MAX = 8; // for people; the numbers say the rest

  /** A part and where people find it. */
  public record PartPlace(int part, String place) {
    public PartPlace {
      place = ValueChecks.cut(place, 200);
    }
  }

  public VoteCoverage {
    ValueChecks.text("read", read, 0, PartNumbers.LENGTH_MAX);
    missed = ValueChecks.list(missed);
    ValueChecks.within("missed", missed.size(), 0, MISSED_MAX);
  }

  /** The coverage of a voter to whom nothing was carried over. */
  public VoteCoverage(int parts, String read, List<PartPlace> missed) {
    this(parts, read, missed, null);
  }

  /** The coverage of a voter that looked at these parts; the others with their places. */
  public static VoteCoverage of(int parts, BitSet read, List<PartPlace> missed) {
    List<PartPlace> first = missed.subList(0, Math.min(missed.size(), MISSED_MAX));
    return new VoteCoverage(parts, PartNumbers.of(read), first);
  }

  /** The same beside what was carried over; null for nothing. */
  public VoteCoverage carrying(@Nullable CarriedParts carried) {
    return new VoteCoverage(parts, read, missed, carried);
  }

  /** The parts that the voter looked at. */
  public BitSet readParts() {
    return PartNumbers.parse(read);
  }

  /** The parts that it looked at in an earlier round and was not shown again. */
  public BitSet carriedParts() {
    return carriedFrom == null ? new BitSet() : carriedFrom.numbers();
  }

  /**
   * What none of the given voters checked, for people; empty if there is nothing.
   *
   * @param unshown the parts that nobody can check
   */
  public static String missedByAll(List<VoteCoverage> voters, BitSet unshown) {
    BitSet looked = (BitSet) unshown.clone();
    for (VoteCoverage voter : voters) {
      looked.or(voter.readParts());
      looked.or(voter.carriedParts());
    }
    int parts = voters.stream().mapToInt(VoteCoverage::parts).max().orElse(0);
    return IntStream.rangeClosed(1, parts)
        .filter(part -> !looked.get(part))
        .limit(MISSED_MAX)
        .mapToObj(part -> shown(part, parts, voters))
        .collect(Collectors.joining(", "));
  }

  private static String shown(int part, int parts, List<VoteCoverage> voters) {
    return voters.stream()
        .flatMap(voter -> voter.missed().stream())
        .filter(place -> place.part() == part)
        .map(PartPlace::place)
        .findFirst()
        .orElse("part " + part + " of " + parts);
  }
}

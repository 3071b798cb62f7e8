package crossreview.model.vote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.CarriedParts;
import crossreview.model.PartNumbers;
import crossreview.model.vote.ReviewScope.PartGroup;
import crossreview.model.vote.VoteCoverage.PartPlace;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What of an artifact a voter looked at, what none of several did, and what is left out. */
class VoteCoverageTest {
  private static final BitSet NOTHING = new BitSet();
  private static final PartPlace THIRD = new PartPlace(3, "a.c (line 9)");

  private static VoteCoverage read(int parts, String read, PartPlace... missed) {
    return new VoteCoverage(parts, read, List.of(missed));
  }

  @Test
  void whatNoVoterReadAndNobodyCouldReadIsMissed() {
    List<VoteCoverage> voters = List.of(read(5, "1"), read(5, "2", THIRD));

    assertEquals(
        "a.c (line 9), part 4 of 5, part 5 of 5", VoteCoverage.missedByAll(voters, NOTHING));
    assertEquals(
        "a.c (line 9), part 5 of 5", VoteCoverage.missedByAll(voters, PartNumbers.parse("4")));
    assertEquals("", VoteCoverage.missedByAll(voters, PartNumbers.parse("3-5")));
    assertEquals("", VoteCoverage.missedByAll(List.of(), NOTHING));
  }

  @Test
  void whatIsCarriedOverWasRead() {
    VoteCoverage rest = read(3, "3").carrying(new CarriedParts(1, "1-2"));

    assertEquals(PartNumbers.parse("1-2"), rest.carriedParts());
    assertEquals(PartNumbers.parse("3"), rest.readParts());
    assertEquals("", VoteCoverage.missedByAll(List.of(rest), NOTHING));
    assertEquals(NOTHING, rest.carrying(null).carriedParts());
  }

  @Test
  void onlyTheFirstMissedPartsAreNamed() {
    List<PartPlace> places =
        IntStream.rangeClosed(1, 9).mapToObj(part -> new PartPlace(part, "at " + part)).toList();

    VoteCoverage coverage = VoteCoverage.of(9, NOTHING, places);

    assertEquals(places.subList(0, 8), coverage.missed());
    assertEquals(
        "at 1, at 2, at 3, at 4, at 5, at 6, at 7, at 8",
        VoteCoverage.missedByAll(List.of(coverage), NOTHING));
  }

  @Test
  void nothingIsLeftOnlyWhereEverythingIsExcluded() {
    PartGroup first = new PartGroup("vendored", "1", 1, List.of("v/a.c"));
    PartGroup rest = new PartGroup("image", "2-3", 5, List.of("b.png", "c.png"));

    assertTrue(new ReviewScope(3, List.of(first, rest), List.of()).nothingLeft());
    assertFalse(new ReviewScope(3, List.of(rest), List.of()).nothingLeft());
    assertFalse(new ReviewScope(3, List.of(first), List.of(rest)).nothingLeft());
    assertFalse(new ReviewScope(3, List.of(first, rest), List.of(rest)).nothingLeft());
    assertFalse(new ReviewScope(0, List.of(), List.of()).nothingLeft(), "there is no part");
  }

  @Test
  void whatIsExcludedIsSaidWithItsReasonAndItsFirstPlaces() {
    PartGroup first = new PartGroup("vendored", "1", 1, List.of("v/a.c"));
    PartGroup rest = new PartGroup("image", "2-3", 5, List.of("b.png", "c.png"));
    ReviewScope scope = new ReviewScope(3, List.of(first, rest), List.of(first));

    assertEquals("v/a.c (vendored); b.png, c.png and 3 more (image)", scope.exclusions());
    assertEquals(PartNumbers.parse("1-3"), scope.excludedParts());
    assertEquals(PartNumbers.parse("1"), scope.missingParts());
  }
}

package crossreview.session.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.model.CarriedParts;
import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.model.event.RoundEvent.RoundStarted;
import crossreview.model.policy.PolicyRules;
import crossreview.model.vote.ReviewScope;
import crossreview.model.vote.ReviewScope.PartGroup;
import crossreview.model.vote.RoundBlocker;
import crossreview.model.vote.VerdictStatus;
import crossreview.model.vote.VoteCoverage;
import crossreview.model.vote.VoteCoverage.PartPlace;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether each of the four parts of a change was looked at. */
class CoverageRulesTest {
  private final RoundHistory history = RoundHistory.under(PolicyRules.UNANIMOUS);
  private final PartGroup generated = new PartGroup("generated", "4", 1, List.of("d.c"));
  private final PartGroup binary = new PartGroup("binary", "3", 1, List.of("c.png"));

  /** A round that excludes these parts, and in which nobody can be shown those. */
  private CoverageRules round(List<PartGroup> excluded, List<PartGroup> missing) {
    return round(new ReviewScope(4, excluded, missing));
  }

  private CoverageRules round(ReviewScope scope) {
    history.begins(RoundStarted.FULL, scope);
    return rules();
  }

  private CoverageRules rules() {
    return new CoverageRules(history.session(), history.lastRound());
  }

  private static VoteCoverage parts(String read) {
    return new VoteCoverage(4, read, List.of(new PartPlace(3, "x.c (line 3)")));
  }

  private BallotCast vote(String peer, VoteCoverage coverage) {
    return history.ballot(peer, VerdictStatus.READY, coverage);
  }

  private List<BallotCast> votes(VoteCoverage... coverages) {
    return Stream.of(coverages).map(coverage -> vote("ada", coverage)).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "ada, 1-4, ''",
    "ada, '1-2,4', x.c (line 3)",
    "ada, 1-3, part 4 of 4",
    "ada, 1-2, 'x.c (line 3), part 4 of 4'",
    "lint, 1-2, ''"
  })
  void aVoteIsAboutAllPartsUnlessARuleCastIt(String peer, String read, String unseen) {
    CoverageRules rules = round(null);

    assertEquals(unseen, rules.unseen(vote(peer, parts(read))));
    assertEquals(unseen.isEmpty(), rules.covers(vote(peer, parts(read))));
  }

  @Test
  void aVoteThatNamesNoPartsIsAboutAllOfThem() {
    CoverageRules rules = round(null);

    assertEquals("", rules.unseen(vote("ada", null)));
    assertEquals(true, rules.covers(vote("ada", null)));
  }

  @Test
  void whatNobodyCanSeeIsNotUnseenByAVoter() {
    CoverageRules rules = round(List.of(generated), List.of(binary));

    assertEquals("", rules.unseen(vote("ada", parts("1-2"))));
    assertEquals("part 2 of 4", rules.unseen(vote("ada", parts("1"))));
  }

  @Test
  void theGapsAreWhatNobodyWasShownAndWhatApprovalsAreNotAbout() {
    round(List.of(generated), List.of(binary));
    history.ready("ada", parts("1")).ready("lint", parts("1")).ready("pat", parts("1-2"));
    history.line(history.ballot("bob", VerdictStatus.NOT_READY, parts("1")));

    assertEquals(
        List.of("nobody was shown c.png (binary)", "ada approved it and was not shown part 2 of 4"),
        rules().gaps());
  }

  @Test
  void aRoundThatShowsEverythingHasNoGap() {
    round(null);
    history.ready("ada", null).ready("bob", parts("1-4"));

    assertEquals(List.of(), rules().gaps());
  }

  @Test
  void exclusionsFollowACount() {
    assertEquals("", round(null).exclusions());
    assertEquals("", round(List.of(), List.of(binary)).exclusions());
    assertEquals("; excluded: d.c (generated)", round(List.of(generated), List.of()).exclusions());
  }

  @Test
  void longExclusionsAreCut() {
    List<String> places = List.of("a".repeat(400), "b".repeat(400));
    PartGroup group = new PartGroup("generated", "1-2", 2, places);

    String words = round(List.of(group), List.of()).exclusions();

    assertEquals("; excluded: ".length() + 600, words.length());
  }

  @Test
  void carriedPartsOfAllVotersFollowACount() {
    CoverageRules rules = round(null);
    VoteCoverage two = parts("1-2").carrying(new CarriedParts(1, "3-4"));
    VoteCoverage three = parts("1").carrying(new CarriedParts(1, "2-4"));

    assertEquals("", rules.carried(List.of()));
    assertEquals("", rules.carried(votes(null, parts("1-4"))));
    assertEquals(", 2 of 4 hunks carried by one voter", rules.carried(votes(two)));
    assertEquals(", 2 of 4 hunks carried by one voter", rules.carried(votes(null, two, null)));
    assertEquals(", 3 of 4 hunks carried by 2 voters", rules.carried(votes(two, three)));
  }

  @Test
  void votersTogetherLookAtEverything() {
    CoverageRules rules = round(null);

    assertLookedAt(rules, "", votes(parts("1-2"), parts("3-4")));
    assertLookedAt(rules, "", votes(parts("1-2").carrying(new CarriedParts(1, "3-4"))));
    assertLookedAt(rules, "", votes(parts("1"), null));
    assertLookedAt(rules, "x.c (line 3)", votes(parts("1-2"), parts("2,4")));
    assertLookedAt(rules, "x.c (line 3), part 4 of 4", votes(parts("1-2")));
  }

  private static void assertLookedAt(CoverageRules rules, String missed, List<BallotCast> voters) {
    assertEquals(missed.isEmpty(), rules.complete(voters));
    assertEquals(
        missed.isEmpty()
            ? List.of()
            : List.of(
                new RoundBlocker("policy", "not_looked_at", null, "no voter checked " + missed)),
        rules.blockers(voters));
  }

  @Test
  void whatIsExcludedIsCompleteWithoutAVoter() {
    CoverageRules rules = round(List.of(generated, binary), List.of());

    assertLookedAt(rules, "", votes(parts("1-2")));
    assertLookedAt(rules, "part 2 of 4", votes(parts("1")));
  }

  @Test
  void whatNobodyCanSeeBlocksWhateverWasLookedAt() {
    CoverageRules rules = round(List.of(), List.of(binary));
    RoundBlocker unseen =
        new RoundBlocker("policy", "not_shown", null, "nobody can see c.png (binary)");

    assertEquals(false, rules.complete(votes(parts("1-2,4"))));
    assertEquals(List.of(unseen), rules.blockers(votes(parts("1-2,4"))));
    assertEquals(
        List.of(
            unseen,
            new RoundBlocker("policy", "not_looked_at", null, "no voter checked part 4 of 4")),
        rules.blockers(votes(parts("1-2"))));
  }

  @Test
  void aLongReasonToBlockIsCut() {
    PartGroup group = new PartGroup("r".repeat(200), "3", 1, List.of("c.png"));

    List<RoundBlocker> blockers = round(List.of(), List.of(group)).blockers(votes(parts("1-4")));

    assertEquals(Tally.DETAIL_MAX, blockers.getFirst().detail().length());
  }
}

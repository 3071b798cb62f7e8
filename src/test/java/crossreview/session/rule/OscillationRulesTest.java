package crossreview.session.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.finding.FindingState;
import crossreview.model.policy.PolicyRules;
import crossreview.model.vote.ReturnedHunk;
import crossreview.model.vote.TallyResult;
import crossreview.model.vote.VerdictStatus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as going back and forth, and how often it did. */
class OscillationRulesTest {
  private final RoundHistory history = RoundHistory.under(PolicyRules.UNANIMOUS);

  private Oscillation about(String... texts) {
    for (String text : texts) {
      round(text);
    }
    return Oscillation.of(history.session());
  }

  private RoundHistory round(String text) {
    return history.submits(text).begins();
  }

  /** Round 1 about the text a, in which ada opens f1 and says that it stands. */
  private void opened(String statement) {
    round("a").opens("f1", "ada", statement).demands("ada", "f1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a | 0 | '' | false",
        "a b | 0 | '' | false",
        "a b c | 0 | '' | false",
        "a a | 0 | '' | false",
        "a a a | 0 | '' | false",
        "a b b | 0 | '' | false",
        "a b a | 1 | the text is that of round 1 again | true",
        "a b c a | 1 | the text is that of round 1 again | true",
        "a b c b | 1 | the text is that of round 2 again | true",
        "a b a a | 1 | the text is that of round 1 again | false",
        "a b a c | 1 | the text is that of round 1 again | false",
        "a b a b | 2 | the text is that of round 2 again | true",
        "a b a b a | 3 | the text is that of round 3 again | true",
      })
  void aTextThatReturnsAfterAnotherCounts(String texts, int times, String detail, boolean now) {
    assertEquals(new Oscillation(times, detail, now), about(texts.split(" ")));
  }

  @Test
  void aRunWithoutRoundsDidNotGoBackAndForth() {
    assertEquals(new Oscillation(0, "", false), Oscillation.of(history.session()));
  }

  @Test
  void whereAnAuthorRevisesOnlyTheRoundsOfTheLastRunCount() {
    about("a", "b", "a");
    history.ships("r2");

    assertEquals(new Oscillation(0, "", false), about("b"));
    assertEquals(new Oscillation(1, "the text is that of round 4 again", true), about("c", "b"));
  }

  @Test
  void whereVersionsAreSubmittedTheyAreComparedOverAllRuns() {
    about("a", "b");
    history.runs("r2", VerdictStatus.READY);

    assertEquals(new Oscillation(1, "the text is that of round 1 again", true), about("a"));
  }

  @Test
  void aHunkThatIsBackCountsUnlessTheWholeTextIs() {
    ReturnedHunk hunk = new ReturnedHunk("a.c", 7, 1, "+one", "+two");
    about("a", "b");
    history.submits("c").begins(List.of(hunk));

    assertEquals(new Oscillation(1, hunk.words(), true), Oscillation.of(history.session()));
    history.submits("b").begins(List.of(hunk));
    assertEquals(
        new Oscillation(2, "the text is that of round 2 again", true),
        Oscillation.of(history.session()));
  }

  @Test
  void theFirstTimeIsNotExcessiveAndTheSecondIs() {
    assertFalse(new Oscillation(0, "", false).isExcessive());
    assertFalse(new Oscillation(1, "it", true).isExcessive());
    assertTrue(new Oscillation(2, "it", true).isExcessive());
    assertTrue(new Oscillation(3, "it", false).isExcessive());
  }

  @Test
  void onlyWhatTheLastRoundBroughtBackIsRemarkedOn() {
    assertEquals("; it", new Oscillation(1, "it", true).remark());
    assertEquals("", new Oscillation(1, "it", false).remark());
  }

  @Test
  void aSettledFindingThatItsOwnerDemandsAgainCountsOnce() {
    opened("no end");
    round("b").ready("ada", null).moves("f1", FindingState.RESOLVED);
    assertEquals(new Oscillation(0, "", false), Oscillation.of(history.session()));

    round("c").moves("f1", FindingState.OPEN).demands("ada", "f1");
    String detail = "f1 was settled and is demanded again: no end";
    assertEquals(new Oscillation(1, detail, true), Oscillation.of(history.session()));

    round("d").demands("ada", "f1");
    assertEquals(new Oscillation(1, detail, false), Oscillation.of(history.session()));
  }

  @Test
  void aFindingOfAnEarlierRunCountsInTheFirstRoundOfTheNext() {
    opened("no end");
    history.moves("f1", FindingState.WAIVED).counts(TallyResult.DIVIDED);
    history.runs("r2", VerdictStatus.READY);
    round("b").demands("ada", "f1");

    assertEquals(
        new Oscillation(1, "f1 was settled and is demanded again: no end", true),
        Oscillation.of(history.session()));
  }

  @Test
  void aDemandThatRestsForARoundAndWasNeverSettledDoesNotCount() {
    opened("no end");
    round("b").ready("ada", null);
    round("c").demands("ada", "f1");

    assertEquals(0, Oscillation.of(history.session()).times());
  }

  @Test
  void aFindingThatWasOpenAgainBeforeTheRoundDoesNotCount() {
    opened("no end");
    round("b").ready("ada", null).moves("f1", FindingState.RESOLVED);
    history.moves("f1", FindingState.OPEN);
    round("c").demands("ada", "f1");

    assertEquals(0, Oscillation.of(history.session()).times());
  }

  @Test
  void aFindingThatIsSettledInTheRoundItselfDoesNotCount() {
    opened("no end");
    round("b").ready("ada", null);
    round("c").moves("f1", FindingState.RESOLVED).demands("ada", "f1");

    assertEquals(0, Oscillation.of(history.session()).times());
  }

  @Test
  void onlyItsOwnerBringsAFindingBack() {
    opened("no end");
    history.moves("f1", FindingState.RESOLVED);
    round("b").ready("ada", null);
    round("c").demands("bob", "f1");

    assertEquals(0, Oscillation.of(history.session()).times());
  }

  @Test
  void threeThingsInOneRoundAreOneTimeOfWhichTwoAreNamed() {
    opened("no end");
    history.opens("f2", "ada", "no start");
    history.moves("f1", FindingState.RESOLVED).moves("f2", FindingState.RESOLVED);
    round("b").ready("ada", null);
    round("a").demands("ada", "f1", "f2");

    assertEquals(
        new Oscillation(
            1,
            "the text is that of round 1 again; f1 was settled and is demanded again: no end",
            true),
        Oscillation.of(history.session()));
  }

  @Test
  void aLongStatementIsCut() {
    opened("long ".repeat(100));
    history.moves("f1", FindingState.RESOLVED);
    round("b").ready("ada", null);
    round("c").demands("ada", "f1");

    String before = "f1 was settled and is demanded again: ";
    assertEquals(before.length() + 160, Oscillation.of(history.session()).detail().length());
  }
}

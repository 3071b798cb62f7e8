package crossreview.session.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.CarriedParts;
import crossreview.model.policy.FinalRound;
import crossreview.model.vote.TallyResult;
import crossreview.model.vote.VerdictStatus;
import crossreview.model.vote.VoteCoverage;
import crossreview.session.Session;
import crossreview.testkit.RulesBuilder;
import crossreview.testkit.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** When everybody is shown everything once more before an approval counts. */
class FinalRoundRulesTest {
  private final VoteCoverage whole = new VoteCoverage(4, "1-4", List.of());
  private final VoteCoverage carried = whole.carrying(new CarriedParts(1, "3-4"));

  private static RoundHistory ending(FinalRound end) {
    return RoundHistory.under(RulesBuilder.unanimous().delta(true).finalRound(end).build());
  }

  /** A round in which bob was shown everything and ada voted on what was carried over. */
  private RoundHistory round(RoundHistory history) {
    return history.begins().ready("bob", null).ready("ada", carried);
  }

  private static boolean due(RoundHistory history) {
    return DeltaRules.finalRoundDue(history.session());
  }

  @ParameterizedTest
  @CsvSource(
      value = {"NIL, true", "FULL, true", "CARRIED, false"},
      nullValues = "NIL")
  void thePolicySaysWhetherItEndsInFull(FinalRound end, boolean due) {
    assertEquals(due, due(round(ending(end)).counts(TallyResult.UNANIMOUS)));
  }

  @Test
  void beforeAnyRunNoneIsDue() {
    assertFalse(DeltaRules.finalRoundDue(Session.empty(Samples.id())));
  }

  @Test
  void beforeTheFirstRoundNoneIsDue() {
    assertFalse(due(ending(null)));
  }

  @Test
  void whileTheVotesAreNotCountedNoneIsDue() {
    assertFalse(due(round(ending(null))));
  }

  @Test
  void theRoundOfAnEarlierRunMakesNoneDue() {
    RoundHistory history = round(ending(null)).counts(TallyResult.UNANIMOUS);

    assertFalse(due(history.runs("r2", VerdictStatus.READY)));
  }

  @ParameterizedTest
  @EnumSource(VerdictStatus.class)
  void onlyACallerThatIsReadyGetsAnApproval(VerdictStatus caller) {
    RoundHistory history = ending(null).runs("r2", caller);

    assertEquals(caller == VerdictStatus.READY, due(round(history).counts(TallyResult.UNANIMOUS)));
  }

  @Test
  void otherBytesBeginAnOrdinaryRound() {
    assertFalse(due(round(ending(null)).counts(TallyResult.UNANIMOUS).submits("two")));
  }

  @ParameterizedTest
  @EnumSource(TallyResult.class)
  void onlyWhatPassesIsShownOnceMore(TallyResult tally) {
    boolean passes = tally == TallyResult.UNANIMOUS || tally == TallyResult.ACCEPTED;

    assertEquals(passes, due(round(ending(null)).counts(tally)));
  }

  @Test
  void aRoundThatShowedEverythingIsTheFinalOne() {
    RoundHistory history = ending(null).begins().ready("ada", whole).ready("bob", null);

    assertFalse(due(history.counts(TallyResult.UNANIMOUS)));
    assertTrue(due(round(history).counts(TallyResult.UNANIMOUS)));
  }
}

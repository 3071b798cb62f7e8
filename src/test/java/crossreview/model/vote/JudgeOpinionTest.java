package crossreview.model.vote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.vote.JudgeOpinion.JudgeAnswer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A judge answers, or there is a reason why it did not; the same for a figure of votes. */
class JudgeOpinionTest {
  private static JudgeOpinion says(@Nullable Boolean satisfied, ConfidenceLevel confidence) {
    return new JudgeOpinion("bob", satisfied, confidence, "line 3", null);
  }

  @Test
  void anAnswerHasAllOfItsParts() {
    assertEquals(
        Optional.of(new JudgeAnswer(false, ConfidenceLevel.INFERRED, "line 3")),
        says(false, ConfidenceLevel.INFERRED).answer());
    assertEquals(Optional.empty(), JudgeOpinion.none("bob", "timeout").answer());
    assertEquals("timeout", JudgeOpinion.none("bob", "timeout").failed());
  }

  @Test
  void partOfAnAnswerOrBothOrNeitherIsNoOpinion() {
    ConfidenceLevel sure = ConfidenceLevel.VERIFIED;
    assertThrows(IllegalArgumentException.class, () -> says(null, sure));
    assertThrows(IllegalArgumentException.class, () -> says(true, null));
    assertThrows(
        IllegalArgumentException.class, () -> new JudgeOpinion("bob", true, sure, null, null));
    assertThrows(
        IllegalArgumentException.class, () -> new JudgeOpinion("bob", true, sure, "x", "timeout"));
  }

  @Test
  void onlyAYesThatIsVerifiedIsStoodBehind() {
    assertTrue(says(true, ConfidenceLevel.VERIFIED).verified());
    assertFalse(says(true, ConfidenceLevel.INFERRED).verified());
    assertFalse(says(false, ConfidenceLevel.VERIFIED).verified());
    assertFalse(JudgeOpinion.none("bob", "timeout").verified());
  }

  @Test
  void howIndependentVotesAreIsSaidOrWhyItIsNotKnown() {
    assertEquals(
        "2.31 independent of 3 votes", new VoteIndependence("2.31", 3, null, false).words());
    assertEquals(
        "1.2 independent of 3 votes, fewer than independence_floor",
        new VoteIndependence("1.2", 3, null, true).words());
    assertEquals("unknown", new VoteIndependence(null, 3, null, false).words());
    assertEquals(
        "unknown, too few rounds", new VoteIndependence(null, 3, "too few rounds", false).words());
  }

  @Test
  void aVerdictIsSpelledInCapitalsAndARemarkMaySayNoMore() {
    assertEquals("NOT_READY", VerdictStatus.NOT_READY.wireName());
    assertEquals(null, new BallotRemark("thin_answer", null, null).detail());
    assertEquals(400, new BallotRemark("thin_answer", 1, "x".repeat(500)).detail().length());
  }
}

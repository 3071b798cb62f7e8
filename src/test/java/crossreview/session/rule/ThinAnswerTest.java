package crossreview.session.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.model.Digest;
import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.model.finding.Citation;
import crossreview.model.vote.ConfidenceLevel;
import crossreview.model.vote.VerdictQuality;
import crossreview.model.vote.VerdictStatus;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which approvals say nothing of the text. */
class ThinAnswerTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LGTM | true",
        "Looks good to me! | true",
        "'' | true",
        "No issues found. Approved. | true",
        "The change is correct and ready to merge. | true",
        "The retry loop ends after three tries. | false",
        "a.c is fine | false",
        "Die Änderung ist gut | false",
        "LGTM: adds a limit | false",
      })
  void wordsThatFitEveryTextAreThin(String summary, boolean thin) {
    assertEquals(thin, ThinAnswer.is(ballot(VerdictStatus.READY, summary, List.of()), "openai"));
  }

  @ParameterizedTest
  @CsvSource({
    "command, READY, false, true",
    "builtin, READY, false, false",
    "seat, READY, false, false",
    "openai, NOT_READY, false, false",
    "openai, READY, true, false"
  })
  void rulesPeopleObjectionsAndPlacesAreNot(
      String kind, VerdictStatus status, boolean cites, boolean thin) {
    Digest digest = Digest.of("x");
    List<Citation> places =
        cites ? List.of(new Citation(digest, 0, 1, digest, "x", "a.c", 1)) : List.of();

    assertEquals(thin, ThinAnswer.is(ballot(status, "LGTM", places), kind));
  }

  private static BallotCast ballot(VerdictStatus status, String summary, List<Citation> places) {
    return new BallotCast(
        1,
        "ada",
        Digest.of("text"),
        status,
        ConfidenceLevel.VERIFIED,
        summary,
        List.of(),
        List.of(),
        places,
        VerdictQuality.CLEAN,
        Digest.of("answer"),
        null,
        null,
        null,
        null);
  }
}

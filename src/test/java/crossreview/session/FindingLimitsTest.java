package crossreview.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.model.FindingLimits;
import crossreview.model.Limits;
import crossreview.model.Mode;
import crossreview.model.Severity;
import crossreview.model.Status;
import crossreview.model.event.SessionEvent;
import crossreview.testkit.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingLimitsTest {
  @Test
  void theRoundsLimitAdmitsTheHighestRankedAndThePeerIsTold() {
    FindingLimits few = new FindingLimits(8, 2, 9, 64_000);
    Play play = Play.of(Mode.REVIEW, Samples.panel(), new Limits(8, 2, 60, null, 1_000, few));
    play.run().round();

    List<SessionEvent> events =
        play.vote(
            "ada",
            FindingRulesTest.verdict(
                Status.NOT_READY,
                List.of(
                    FindingRulesTest.claim(Severity.ADVICE, "A."),
                    FindingRulesTest.claim(Severity.BLOCKING, "B."),
                    FindingRulesTest.claim(Severity.BLOCKING, "C.")),
                List.of()));
    List<SessionEvent> later = play.vote("bob", Samples.notReady("D."));

    assertEquals("B.", play.session().findings().get("f1").opened().statement());
    assertEquals("C.", play.session().findings().get("f2").opened().statement());
    assertEquals(2, play.session().findings().size());
    assertEquals("findings_limit", FindingRulesTest.remarks(events).getFirst().code());
    assertEquals(
        "limits.round_findings_max is reached",
        FindingRulesTest.remarks(later).getFirst().detail());
    assertEquals(1, play.lastRound().votes().get("ada").unadmitted());
  }

  @Test
  void theCharactersOfAllFindingsHaveABound() {
    FindingLimits few = new FindingLimits(8, 24, 64, 100);
    Play play = Play.of(Mode.REVIEW, Samples.panel(), new Limits(8, 2, 60, null, 1_000, few));
    play.run().round();

    play.vote("ada", Samples.notReady("x".repeat(90)));
    List<SessionEvent> later = play.vote("bob", Samples.notReady("y".repeat(11)));

    assertEquals(1, play.session().findings().size());
    assertEquals(
        "limits.session_finding_characters_max is reached",
        FindingRulesTest.remarks(later).getFirst().detail());
  }
}

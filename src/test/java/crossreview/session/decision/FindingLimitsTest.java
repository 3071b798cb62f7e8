package crossreview.session.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.model.event.SessionEvent;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.policy.FindingLimits;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.RunMode;
import crossreview.model.vote.VerdictStatus;
import crossreview.testkit.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingLimitsTest {
  @Test
  void theRoundsLimitAdmitsTheHighestRankedAndThePeerIsTold() {
    FindingLimits few = new FindingLimits(8, 2, 9, 64_000);
    SessionScenario sessionScenario =
        SessionScenario.of(
            RunMode.REVIEW, Samples.panel(), new ReviewLimits(8, 2, 60, null, 1_000, few));
    sessionScenario.run().round();

    List<SessionEvent> events =
        sessionScenario.vote(
            "ada",
            FindingRulesTest.verdict(
                VerdictStatus.NOT_READY,
                List.of(
                    FindingRulesTest.claim(FindingSeverity.ADVICE, "A."),
                    FindingRulesTest.claim(FindingSeverity.BLOCKING, "B."),
                    FindingRulesTest.claim(FindingSeverity.BLOCKING, "C.")),
                List.of()));
    List<SessionEvent> later = sessionScenario.vote("bob", Samples.notReady("D."));

    assertEquals("B.", sessionScenario.session().findings().get("f1").opened().statement());
    assertEquals("C.", sessionScenario.session().findings().get("f2").opened().statement());
    assertEquals(2, sessionScenario.session().findings().size());
    assertEquals("findings_limit", FindingRulesTest.remarks(events).getFirst().code());
    assertEquals(
        "limits.round_findings_max is reached",
        FindingRulesTest.remarks(later).getFirst().detail());
    assertEquals(1, sessionScenario.lastRound().votes().get("ada").unadmitted());
  }

  @Test
  void theCharactersOfAllFindingsHaveABound() {
    FindingLimits few = new FindingLimits(8, 24, 64, 100);
    SessionScenario sessionScenario =
        SessionScenario.of(
            RunMode.REVIEW, Samples.panel(), new ReviewLimits(8, 2, 60, null, 1_000, few));
    sessionScenario.run().round();

    sessionScenario.vote("ada", Samples.notReady("x".repeat(90)));
    List<SessionEvent> later = sessionScenario.vote("bob", Samples.notReady("y".repeat(11)));

    assertEquals(1, sessionScenario.session().findings().size());
    assertEquals(
        "limits.session_finding_characters_max is reached",
        FindingRulesTest.remarks(later).getFirst().detail());
  }
}

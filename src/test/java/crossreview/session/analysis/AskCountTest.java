package crossreview.session.analysis;

import static crossreview.session.analysis.ReviewScenario.member;
import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.model.Money;
import crossreview.model.event.FindingEvent.FindingMoved;
import crossreview.model.event.FindingEvent.FindingOpened;
import crossreview.model.event.LifecycleEvent.SessionFinalized;
import crossreview.model.finding.Finding;
import crossreview.model.finding.FindingKind;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.finding.FindingState;
import crossreview.model.finding.MoveMethod;
import crossreview.model.run.EndReason;
import crossreview.model.run.SessionOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What peers asked for is counted, and how much of it still waits for an answer. */
class AskCountTest {
  private static ReviewScenario asked(String id, String owner, FindingKind kind) {
    Finding finding =
        new Finding(id, owner, kind, FindingSeverity.BLOCKING, "the log", List.of(), 1, List.of());
    return new ReviewScenario()
        .opens(member("ada", "scripted"), member("bob", "scripted"))
        .happens(new FindingOpened(finding));
  }

  private static ReviewScenario closed(ReviewScenario scenario) {
    return scenario.happens(
        new SessionFinalized(
            SessionOutcome.ABORTED, EndReason.CLOSED_BY_OPERATOR, null, null, Money.ZERO, null));
  }

  private static ReviewScenario settled(ReviewScenario scenario, String id) {
    return scenario.happens(
        new FindingMoved(
            id, FindingState.OPEN, FindingState.RESOLVED, MoveMethod.OWNER, null, null));
  }

  private static AskCount blocking(String peer, FindingKind kind, int raised, int open) {
    return new AskCount(peer, kind, FindingSeverity.BLOCKING, raised, open);
  }

  private static List<AskCount> count(ReviewScenario... scenarios) {
    return AskCount.of(List.of(scenarios).stream().map(ReviewScenario::session).toList());
  }

  @Test
  void whatIsSettledOrInAClosedSessionIsNotOpen() {
    assertEquals(
        List.of(blocking("ada", FindingKind.DEFECT, 4, 1)),
        count(
            asked("f1", "ada", FindingKind.DEFECT),
            settled(asked("f1", "ada", FindingKind.DEFECT), "f1"),
            closed(asked("f1", "ada", FindingKind.DEFECT)),
            closed(asked("f1", "ada", FindingKind.DEFECT))));
  }

  @Test
  void countsAreInTheOrderOfPeersAndThenOfKinds() {
    assertEquals(
        List.of(
            blocking("ada", FindingKind.DEFECT, 1, 1),
            blocking("ada", FindingKind.QUESTION, 1, 1),
            blocking("bob", FindingKind.DEFECT, 1, 1)),
        count(
            asked("f1", "bob", FindingKind.DEFECT),
            asked("f1", "ada", FindingKind.QUESTION),
            asked("f1", "ada", FindingKind.DEFECT)));
  }
}

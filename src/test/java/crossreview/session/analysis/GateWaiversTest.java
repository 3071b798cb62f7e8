package crossreview.session.analysis;

import static crossreview.session.analysis.GateScenario.CHANGE;
import static crossreview.session.analysis.GateScenario.approved;
import static crossreview.session.analysis.GateScenario.ended;
import static crossreview.session.analysis.GateScenario.messages;
import static crossreview.session.analysis.GateScenario.request;
import static crossreview.session.analysis.GateScenario.started;
import static crossreview.session.analysis.GateScenario.submitted;
import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.model.event.FindingEvent.FindingMoved;
import crossreview.model.event.FindingEvent.FindingOpened;
import crossreview.model.finding.Finding;
import crossreview.model.finding.FindingKind;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.finding.FindingState;
import crossreview.model.finding.MoveMethod;
import crossreview.model.finding.WaiverKind;
import crossreview.model.vote.ReviewScope;
import crossreview.model.vote.ReviewScope.PartGroup;
import crossreview.session.Session;
import crossreview.session.analysis.GateCheck.GateWaiver;
import crossreview.session.command.SessionCommand;
import crossreview.testkit.Samples;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which findings and files that a person settled a gate calls waivers. */
class GateWaiversTest {
  @Test
  void onlyABlockingFindingThatWasOverruledIsAWaiver() {
    ReviewScenario scenario = started();
    finding(scenario, "f1", FindingSeverity.BLOCKING, FindingState.WAIVED, "generated");
    finding(scenario, "f2", FindingSeverity.ADVICE, FindingState.WAIVED, null);
    finding(scenario, "f3", FindingSeverity.BLOCKING, FindingState.RESOLVED, null);
    finding(scenario, "f4", FindingSeverity.BLOCKING, FindingState.WAIVED, " ");
    finding(scenario, "f5", FindingSeverity.BLOCKING, FindingState.WAIVED, null);
    Session session = approved(scenario);

    assertEquals(
        List.of(
            new GateWaiver("f1", "about f1", "test", "generated"),
            new GateWaiver("f4", "about f4", "test", " "),
            new GateWaiver("f5", "about f5", "test", null)),
        GateCheck.waivers(session));
    assertEquals(
        List.of("f4 was waived by test without a reason", "f5 was waived by test without a reason"),
        messages(session, request()));
  }

  @Test
  void aFileThatAPersonRuledOutIsAWaiverForTheTextThatTheRulingIsAbout() {
    ReviewScope scope =
        new ReviewScope(
            2, List.of(), List.of(new PartGroup("no hunk", "2", 1, List.of("big.txt"))));
    ReviewScenario scenario =
        submitted()
            .runs()
            .starts(scope)
            .counts()
            .happens(ended())
            .does(new SessionCommand.ExcludeFile("big.txt", "a dump", "eve"));

    assertEquals(
        List.of(new GateWaiver("big.txt", "was not shown to everybody", "eve", "a dump")),
        GateCheck.waivers(scenario.session()));
    assertEquals(
        List.of(),
        GateCheck.waivers(scenario.submits(Samples.artifact("newer"), CHANGE).session()));
  }

  @Test
  void whoAskedForTheReviewMayNotOverruleItEvenWithAReason() {
    ReviewScenario scenario = started();
    scenario.happens(new FindingOpened(found("f1", FindingSeverity.BLOCKING)));
    scenario.happens(moved("f1", FindingState.WAIVED, "mine is right"), "caller");

    assertEquals(
        List.of("f1 was waived by caller, who asked for the review"),
        messages(approved(scenario), request()));
  }

  private static void finding(
      ReviewScenario scenario,
      String id,
      FindingSeverity severity,
      FindingState to,
      @Nullable String reason) {
    scenario.happens(new FindingOpened(found(id, severity))).happens(moved(id, to, reason));
  }

  private static Finding found(String id, FindingSeverity severity) {
    return new Finding(
        id, "ada", FindingKind.DEFECT, severity, "about " + id, List.of(), 1, List.of());
  }

  private static FindingMoved moved(String id, FindingState to, @Nullable String reason) {
    return new FindingMoved(
        id, FindingState.OPEN, to, MoveMethod.OPERATOR, reason, WaiverKind.DEFERRED);
  }
}

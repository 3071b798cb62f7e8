package crossreview.session.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.model.call.CallPurpose;
import crossreview.model.finding.WaiverKind;
import crossreview.model.policy.JudgeMode;
import crossreview.model.policy.LimitName;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.EndReason;
import crossreview.model.run.EscalationSeverity;
import crossreview.model.run.RunMode;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.command.SessionCommand;
import crossreview.testkit.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What makes a journal longer stops at its bound; what ends a session never does. */
class LineBoundTest {
  private static final ReviewLimits SHORT = new ReviewLimits(8, 2, 60, null, 100, 256);

  private static final SessionCommand ESCALATE =
      new SessionCommand.Escalate("look", EscalationSeverity.WARNING);

  @Test
  void nothingIsAddedToASessionWhoseJournalIsFull() {
    SessionScenario sessionScenario =
        full(
            JudgeScenario.material(
                JudgeScenario.asked(
                    SessionScenario.of(RunMode.REVIEW, JudgeScenario.PANEL, SHORT),
                    "Show the log.")));

    for (SessionCommand command :
        List.of(
            Samples.submit("other"),
            SessionScenario.startRun("r9", null, VerdictStatus.READY),
            JudgeScenario.pass(JudgeMode.ACTIVE, List.of("f1"), "bob"),
            JudgeScenario.evidence("more"),
            new SessionCommand.Waive("f1", WaiverKind.DEFERRED, "later"),
            new SessionCommand.Reopen("f1", "after all"),
            new SessionCommand.Constrain("be brief"),
            new SessionCommand.Pause("wait"),
            new SessionCommand.SwapPeer("ada", Samples.reviewer("eve")),
            new SessionCommand.ChangeLimit(LimitName.MAX_ROUNDS, "3", true),
            ESCALATE,
            new SessionCommand.Append("note", "x"))) {
      assertEquals("session_limit", sessionScenario.refused(command), command.toString());
    }
    sessionScenario.does(new SessionCommand.RequestCancel("enough"));
  }

  @Test
  void aRunInASessionWhoseJournalIsFullCanOnlyEnd() {
    SessionScenario sessionScenario =
        full(SessionScenario.of(RunMode.REVIEW, Samples.panel(), SHORT).run());

    assertEquals(
        "session_limit",
        sessionScenario.refused(SessionScenario.startRound(List.of("ada", "bob", "cy"))));
    assertEquals(
        "session_limit",
        sessionScenario.refused(
            new SessionCommand.Reserve(SessionScenario.reservation("ada", CallPurpose.REVIEW))));
    sessionScenario.does(new SessionCommand.EndRun(EndReason.WALL_CLOCK, null));
  }

  @Test
  void anEscalationSaysWhyAndHowUrgentItIs() {
    SessionScenario sessionScenario = SessionScenario.review();

    sessionScenario.does(ESCALATE);

    assertEquals("look", sessionScenario.session().supplement().escalations().getFirst().reason());
  }

  private static SessionScenario full(SessionScenario sessionScenario) {
    while (sessionScenario.session().seq() < SHORT.linesMax()) {
      sessionScenario.does(ESCALATE);
    }
    return sessionScenario;
  }
}

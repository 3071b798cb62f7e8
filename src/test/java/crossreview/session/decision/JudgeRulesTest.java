package crossreview.session.decision;

import static crossreview.session.decision.JudgeScenario.PANEL;
import static crossreview.session.decision.JudgeScenario.active;
import static crossreview.session.decision.JudgeScenario.answered;
import static crossreview.session.decision.JudgeScenario.asked;
import static crossreview.session.decision.JudgeScenario.material;
import static crossreview.session.decision.JudgeScenario.no;
import static crossreview.session.decision.JudgeScenario.pass;
import static crossreview.session.decision.JudgeScenario.ruled;
import static crossreview.session.decision.JudgeScenario.yes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Money;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.FailureClass;
import crossreview.model.event.FindingEvent.FindingMoved;
import crossreview.model.event.FindingEvent.JudgeRuled;
import crossreview.model.event.SessionEvent;
import crossreview.model.finding.DispositionAnswer;
import crossreview.model.finding.FindingState;
import crossreview.model.finding.MoveMethod;
import crossreview.model.finding.WaiverKind;
import crossreview.model.policy.JudgeMode;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.EndReason;
import crossreview.model.run.RunMode;
import crossreview.model.vote.ConfidenceLevel;
import crossreview.model.vote.JudgeOpinion;
import crossreview.model.vote.RulingReason;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.analysis.ChecklistState;
import crossreview.session.analysis.EvidenceChecklist;
import crossreview.session.command.AnswerMeaning;
import crossreview.session.command.CallReservation;
import crossreview.session.command.SessionCommand;
import crossreview.session.script.NextStep;
import crossreview.testkit.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Judges say whether new material answers a request for evidence. */
class JudgeRulesTest {
  private static FindingState state(SessionScenario sessionScenario, String finding) {
    return sessionScenario.session().findings().get(finding).state();
  }

  @Test
  void anActiveJudgeWhoIsSureMovesTheItemInTheUnitOfItsRuling() {
    SessionScenario sessionScenario = material(asked("Show the log."));
    sessionScenario.does(active("bob"));

    List<SessionEvent> events = ruled(answered(sessionScenario), yes("bob"));

    JudgeRuled ruling = assertInstanceOf(JudgeRuled.class, events.get(0));
    assertTrue(ruling.promoted());
    FindingMoved moved = assertInstanceOf(FindingMoved.class, events.get(1));
    assertEquals(MoveMethod.JUDGE, moved.method());
    assertEquals("the log shows it", moved.reason());
    assertEquals(FindingState.ADDRESSED, state(sessionScenario, "f1"));
    assertFalse(sessionScenario.session().blocks(sessionScenario.session().findings().get("f1")));
    assertEquals(EndReason.JUDGED, sessionScenario.end().reason());
    assertTrue(sessionScenario.session().openCalls().isEmpty());
  }

  @Test
  void noRoundBelongsToARunOfJudges() {
    SessionScenario sessionScenario = material(asked("Show the log."));
    sessionScenario.does(active("bob"));
    ruled(answered(sessionScenario), yes("bob"));

    assertEquals(
        "wrong_mode",
        sessionScenario.refused(SessionScenario.startRound(List.of("ada", "bob", "cy", "dee"))));
    assertEquals("no_judge_pass", sessionScenario.refused(new SessionCommand.AskJudges()));
  }

  @Test
  void aShadowRulingIsRecordedAndMovesNothing() {
    SessionScenario sessionScenario = material(asked("Show the log."));
    sessionScenario.does(pass(JudgeMode.SHADOW, null, "bob"));

    List<SessionEvent> events = ruled(answered(sessionScenario), yes("bob"));

    assertEquals(1, events.size());
    assertFalse(((JudgeRuled) events.getFirst()).promoted());
    assertEquals(RulingReason.SATISFIED, ((JudgeRuled) events.getFirst()).reason());
    assertEquals(FindingState.OPEN, state(sessionScenario, "f1"));
  }

  @Test
  void allJudgesOfAConsensusMustAgreeAndBeSure() {
    JudgeOpinion unsure = new JudgeOpinion("dee", true, ConfidenceLevel.INFERRED, "probably", null);
    JudgeOpinion failed = JudgeOpinion.none("dee", "call_failed");

    assertEquals(RulingReason.SATISFIED, consensus(yes("dee")).reason());
    assertEquals(RulingReason.DISAGREEMENT, consensus(no("dee")).reason());
    assertEquals(RulingReason.NOT_VERIFIED, consensus(unsure).reason());
    assertEquals(RulingReason.FAILED, consensus(failed).reason());
    assertFalse(consensus(unsure).promoted());
  }

  private static JudgeRuled consensus(JudgeOpinion dee) {
    SessionScenario sessionScenario = material(asked("Show the log."));
    sessionScenario.does(active("bob", "dee"));
    return (JudgeRuled) ruled(answered(sessionScenario), yes("bob"), dee).getFirst();
  }

  @Test
  void whatSomebodySettledMeanwhileIsNotMoved() {
    SessionScenario sessionScenario = material(asked("Show the log."));
    sessionScenario.does(active("bob"));
    answered(sessionScenario);
    sessionScenario.does(new SessionCommand.Waive("f1", WaiverKind.DEFERRED, "later"));

    JudgeRuled ruling = (JudgeRuled) ruled(sessionScenario, yes("bob")).getFirst();

    assertEquals(RulingReason.NOT_OPEN, ruling.reason());
    assertEquals(FindingState.WAIVED, state(sessionScenario, "f1"));
  }

  @Test
  void nobodyIsAskedWithoutNewMaterial() {
    SessionScenario sessionScenario = asked("Show the log.");

    assertEquals("nothing_to_judge", sessionScenario.refused(active("bob")));
    assertEquals(
        "no_new_material", sessionScenario.refused(pass(JudgeMode.ACTIVE, List.of("f1"), "bob")));
    sessionScenario.does(Samples.submit("another text"));
    sessionScenario.does(pass(JudgeMode.ACTIVE, List.of("f1"), "bob"));
  }

  @Test
  void anOwnerCannotJudgeItsOwnAskAndItIsNotChosenForIt() {
    SessionScenario sessionScenario = material(asked("Show the log."));

    assertEquals("nothing_to_judge", sessionScenario.refused(active("cy")));
    assertEquals(
        "judge_is_owner", sessionScenario.refused(pass(JudgeMode.ACTIVE, List.of("f1"), "cy")));
    assertEquals(
        "judge_is_owner",
        sessionScenario.refused(pass(JudgeMode.ACTIVE, List.of("f1"), "bob", "cy")));
  }

  @Test
  void aJudgeMustSitOnThePanelWithItsRole() {
    SessionScenario sessionScenario = material(asked("Show the log."));

    assertEquals("judge_not_on_panel", sessionScenario.refused(active("eve")));
    assertEquals("judge_role_missing", sessionScenario.refused(active("ada")));
    assertEquals(
        "consensus_requires_at_least_2_peers",
        sessionScenario.refused(
            new SessionCommand.StartJudging(
                "r2", List.of("bob", "bob"), null, JudgeMode.ACTIVE, true, null)));
    assertEquals(
        "one_judge",
        sessionScenario.refused(
            new SessionCommand.StartJudging(
                "r2", List.of("bob", "dee"), null, JudgeMode.ACTIVE, false, null)));
  }

  @Test
  void anUnknownItemASettledOneAndTooManyAreRefused() {
    SessionScenario sessionScenario = material(asked("a", "b", "c", "d", "e"));
    sessionScenario.does(new SessionCommand.Waive("f2", WaiverKind.REJECTED, "no"));

    assertEquals(
        "evidence_checklist_item_not_found",
        sessionScenario.refused(pass(JudgeMode.ACTIVE, List.of("f9"), "bob")));
    assertEquals(
        "item_not_open", sessionScenario.refused(pass(JudgeMode.ACTIVE, List.of("f2"), "bob")));
    assertEquals(
        "too_many_items",
        sessionScenario.refused(
            pass(JudgeMode.ACTIVE, List.of("f1", "f3", "f4", "f5", "f6"), "bob")));
    sessionScenario.does(active("bob"));
    assertEquals(
        List.of("f1", "f3", "f4", "f5"),
        sessionScenario.session().supplement().judgments().pass().left(),
        "four at most are chosen");
  }

  @Test
  void aJudgeThatFailsRulesNothingAndThePassGoesOn() {
    SessionScenario sessionScenario = material(asked("a", "b"));
    sessionScenario.does(active("bob"));
    NextStep.JudgeStep ask = (NextStep.JudgeStep) sessionScenario.next();
    sessionScenario.does(
        new SessionCommand.ReserveJudges(
            ask.questions().stream()
                .map(q ->
                    SessionScenario.reservation(q.judge(), CallPurpose.JUDGE).about(q.finding()))
                .toList()));
    sessionScenario.does(sessionScenario.fail("bob", FailureClass.TIMEOUT, "total"));
    assertEquals(RulingReason.FAILED, failed(sessionScenario).reason());
    sessionScenario.does(sessionScenario.settle("bob", new AnswerMeaning.UnreadAnswer()));
    ruled(sessionScenario, yes("bob"));

    assertEquals(FindingState.OPEN, state(sessionScenario, "f1"));
    assertEquals(FindingState.ADDRESSED, state(sessionScenario, "f2"));
    assertNull(sessionScenario.session().supplement().judgments().pass());
  }

  private static JudgeRuled failed(SessionScenario sessionScenario) {
    return (JudgeRuled) ruled(sessionScenario, JudgeOpinion.none("bob", "call_failed")).getFirst();
  }

  @Test
  void afterACrashOnlyTheMissingJudgeIsAskedAgain() {
    SessionScenario sessionScenario = material(asked("Show the log."));
    sessionScenario.does(active("bob", "dee"));
    sessionScenario.does(
        new SessionCommand.ReserveJudges(
            List.of(
                SessionScenario.reservation("bob", CallPurpose.JUDGE).about("f1"),
                SessionScenario.reservation("dee", CallPurpose.JUDGE).about("f1"))));
    sessionScenario.does(sessionScenario.settle("bob", new AnswerMeaning.UnreadAnswer()));
    sessionScenario.does(new SessionCommand.Recover("other"));

    assertEquals(
        new NextStep.JudgeStep(List.of(new NextStep.JudgeQuestion("f1", "dee"))),
        sessionScenario.next());
    answered(sessionScenario);
    ruled(sessionScenario, yes("bob"), yes("dee"));
    assertEquals(FindingState.ADDRESSED, state(sessionScenario, "f1"));
  }

  @Test
  void theMoneyOfJudgesIsTheSessions() {
    ReviewLimits reviewLimits = new ReviewLimits(8, 2, 60, Money.of("0.01"), 1_000, 9);
    SessionScenario sessionScenario =
        material(asked(SessionScenario.of(RunMode.REVIEW, PANEL, reviewLimits), "Show the log."));
    sessionScenario.does(active("bob"));
    CallReservation dear =
        SessionScenario.reservation("bob", CallPurpose.JUDGE, Money.of("0.02")).about("f1");

    assertEquals(
        "budget_exhausted",
        sessionScenario.refused(new SessionCommand.ReserveJudges(List.of(dear))));
  }

  @Test
  void anOwnerMayReopenWhatAJudgeCalledAnswered() {
    SessionScenario sessionScenario = material(asked("Show the log."));
    sessionScenario.does(active("bob"));
    ruled(answered(sessionScenario), yes("bob"));
    sessionScenario.end();
    sessionScenario.does(new SessionCommand.StartRun("r3", null, null, VerdictStatus.READY, "s"));
    sessionScenario.round().ready("ada", "bob", "dee");
    sessionScenario.vote("cy", EvidenceChecklistTest.says(DispositionAnswer.STILL_OPEN));

    assertEquals(FindingState.OPEN, state(sessionScenario, "f1"));
    assertEquals(
        ChecklistState.OPEN, EvidenceChecklist.of(sessionScenario.session()).getFirst().state());
  }

  @Test
  void aCancelEndsAPassAndBooksWhatIsUnderWay() {
    SessionScenario sessionScenario = material(asked("Show the log."));
    sessionScenario.does(active("bob"));
    sessionScenario.does(
        new SessionCommand.ReserveJudges(
            List.of(SessionScenario.reservation("bob", CallPurpose.JUDGE).about("f1"))));
    sessionScenario.does(new SessionCommand.RequestCancel("enough"));
    assertEquals(EndReason.SESSION_CANCELLED, sessionScenario.end().reason());

    assertNull(sessionScenario.session().supplement().judgments().pass());
    assertTrue(sessionScenario.session().openCalls().isEmpty());
    assertTrue(sessionScenario.session().closed());
  }
}

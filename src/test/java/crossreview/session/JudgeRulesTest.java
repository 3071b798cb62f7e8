package crossreview.session;

import static crossreview.session.JudgePlay.PANEL;
import static crossreview.session.JudgePlay.active;
import static crossreview.session.JudgePlay.answered;
import static crossreview.session.JudgePlay.asked;
import static crossreview.session.JudgePlay.material;
import static crossreview.session.JudgePlay.no;
import static crossreview.session.JudgePlay.pass;
import static crossreview.session.JudgePlay.ruled;
import static crossreview.session.JudgePlay.yes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Confidence;
import crossreview.model.DispositionAnswer;
import crossreview.model.FailureClass;
import crossreview.model.FindingState;
import crossreview.model.JudgeMode;
import crossreview.model.Limits;
import crossreview.model.Mode;
import crossreview.model.Money;
import crossreview.model.MoveMethod;
import crossreview.model.Opinion;
import crossreview.model.Purpose;
import crossreview.model.Reason;
import crossreview.model.RulingReason;
import crossreview.model.Status;
import crossreview.model.Waiver;
import crossreview.model.event.FindingEvent.FindingMoved;
import crossreview.model.event.FindingEvent.JudgeRuled;
import crossreview.model.event.SessionEvent;
import crossreview.testkit.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Judges say whether new material answers a request for evidence. */
class JudgeRulesTest {
  private static FindingState state(Play play, String finding) {
    return play.session().findings().get(finding).state();
  }

  @Test
  void anActiveJudgeWhoIsSureMovesTheItemInTheUnitOfItsRuling() {
    Play play = material(asked("Show the log."));
    play.does(active("bob"));

    List<SessionEvent> events = ruled(answered(play), yes("bob"));

    JudgeRuled ruling = assertInstanceOf(JudgeRuled.class, events.get(0));
    assertTrue(ruling.promoted());
    FindingMoved moved = assertInstanceOf(FindingMoved.class, events.get(1));
    assertEquals(MoveMethod.JUDGE, moved.method());
    assertEquals("the log shows it", moved.reason());
    assertEquals(FindingState.ADDRESSED, state(play, "f1"));
    assertFalse(play.session().blocks(play.session().findings().get("f1")));
    assertEquals(Reason.JUDGED, play.end().reason());
    assertTrue(play.session().openCalls().isEmpty());
  }

  @Test
  void noRoundBelongsToARunOfJudges() {
    Play play = material(asked("Show the log."));
    play.does(active("bob"));
    ruled(answered(play), yes("bob"));

    assertEquals("wrong_mode", play.refused(Play.startRound(List.of("ada", "bob", "cy", "dee"))));
    assertEquals("no_judge_pass", play.refused(new Command.AskJudges()));
  }

  @Test
  void aShadowRulingIsRecordedAndMovesNothing() {
    Play play = material(asked("Show the log."));
    play.does(pass(JudgeMode.SHADOW, null, "bob"));

    List<SessionEvent> events = ruled(answered(play), yes("bob"));

    assertEquals(1, events.size());
    assertFalse(((JudgeRuled) events.getFirst()).promoted());
    assertEquals(RulingReason.SATISFIED, ((JudgeRuled) events.getFirst()).reason());
    assertEquals(FindingState.OPEN, state(play, "f1"));
  }

  @Test
  void allJudgesOfAConsensusMustAgreeAndBeSure() {
    Opinion unsure = new Opinion("dee", true, Confidence.INFERRED, "probably", null);
    Opinion failed = Opinion.none("dee", "call_failed");

    assertEquals(RulingReason.SATISFIED, consensus(yes("dee")).reason());
    assertEquals(RulingReason.DISAGREEMENT, consensus(no("dee")).reason());
    assertEquals(RulingReason.NOT_VERIFIED, consensus(unsure).reason());
    assertEquals(RulingReason.FAILED, consensus(failed).reason());
    assertFalse(consensus(unsure).promoted());
  }

  private static JudgeRuled consensus(Opinion dee) {
    Play play = material(asked("Show the log."));
    play.does(active("bob", "dee"));
    return (JudgeRuled) ruled(answered(play), yes("bob"), dee).getFirst();
  }

  @Test
  void whatSomebodySettledMeanwhileIsNotMoved() {
    Play play = material(asked("Show the log."));
    play.does(active("bob"));
    answered(play);
    play.does(new Command.Waive("f1", Waiver.DEFERRED, "later"));

    JudgeRuled ruling = (JudgeRuled) ruled(play, yes("bob")).getFirst();

    assertEquals(RulingReason.NOT_OPEN, ruling.reason());
    assertEquals(FindingState.WAIVED, state(play, "f1"));
  }

  @Test
  void nobodyIsAskedWithoutNewMaterial() {
    Play play = asked("Show the log.");

    assertEquals("nothing_to_judge", play.refused(active("bob")));
    assertEquals("no_new_material", play.refused(pass(JudgeMode.ACTIVE, List.of("f1"), "bob")));
    play.does(Samples.submit("another text"));
    play.does(pass(JudgeMode.ACTIVE, List.of("f1"), "bob"));
  }

  @Test
  void anOwnerCannotJudgeItsOwnAskAndItIsNotChosenForIt() {
    Play play = material(asked("Show the log."));

    assertEquals("nothing_to_judge", play.refused(active("cy")));
    assertEquals("judge_is_owner", play.refused(pass(JudgeMode.ACTIVE, List.of("f1"), "cy")));
    assertEquals(
        "judge_is_owner", play.refused(pass(JudgeMode.ACTIVE, List.of("f1"), "bob", "cy")));
  }

  @Test
  void aJudgeMustSitOnThePanelWithItsRole() {
    Play play = material(asked("Show the log."));

    assertEquals("judge_not_on_panel", play.refused(active("eve")));
    assertEquals("judge_role_missing", play.refused(active("ada")));
    assertEquals(
        "consensus_requires_at_least_2_peers",
        play.refused(
            new Command.StartJudging("r2", List.of("bob", "bob"), null, JudgeMode.ACTIVE, true)));
    assertEquals(
        "one_judge",
        play.refused(
            new Command.StartJudging("r2", List.of("bob", "dee"), null, JudgeMode.ACTIVE, false)));
  }

  @Test
  void anUnknownItemASettledOneAndTooManyAreRefused() {
    Play play = material(asked("a", "b", "c", "d", "e"));
    play.does(new Command.Waive("f2", Waiver.REJECTED, "no"));

    assertEquals(
        "evidence_checklist_item_not_found",
        play.refused(pass(JudgeMode.ACTIVE, List.of("f9"), "bob")));
    assertEquals("item_not_open", play.refused(pass(JudgeMode.ACTIVE, List.of("f2"), "bob")));
    assertEquals(
        "too_many_items",
        play.refused(pass(JudgeMode.ACTIVE, List.of("f1", "f3", "f4", "f5", "f6"), "bob")));
    play.does(active("bob"));
    assertEquals(
        List.of("f1", "f3", "f4", "f5"),
        play.session().annex().judgments().pass().left(),
        "four at most are chosen");
  }

  @Test
  void aJudgeThatFailsRulesNothingAndThePassGoesOn() {
    Play play = material(asked("a", "b"));
    play.does(active("bob"));
    NextStep.AskBench ask = (NextStep.AskBench) play.next();
    play.does(
        new Command.ReserveJudges(
            ask.questions().stream()
                .map(q -> Play.reservation(q.judge(), Purpose.JUDGE).about(q.finding()))
                .toList()));
    play.does(play.fail("bob", FailureClass.TIMEOUT, "total"));
    assertEquals(RulingReason.FAILED, failed(play).reason());
    play.does(play.settle("bob", new Use.Unread()));
    ruled(play, yes("bob"));

    assertEquals(FindingState.OPEN, state(play, "f1"));
    assertEquals(FindingState.ADDRESSED, state(play, "f2"));
    assertNull(play.session().annex().judgments().pass());
  }

  private static JudgeRuled failed(Play play) {
    return (JudgeRuled) ruled(play, Opinion.none("bob", "call_failed")).getFirst();
  }

  @Test
  void afterACrashOnlyTheMissingJudgeIsAskedAgain() {
    Play play = material(asked("Show the log."));
    play.does(active("bob", "dee"));
    play.does(
        new Command.ReserveJudges(
            List.of(
                Play.reservation("bob", Purpose.JUDGE).about("f1"),
                Play.reservation("dee", Purpose.JUDGE).about("f1"))));
    play.does(play.settle("bob", new Use.Unread()));
    play.does(new Command.Recover("other"));

    assertEquals(new NextStep.AskBench(List.of(new NextStep.Question("f1", "dee"))), play.next());
    answered(play);
    ruled(play, yes("bob"), yes("dee"));
    assertEquals(FindingState.ADDRESSED, state(play, "f1"));
  }

  @Test
  void theMoneyOfJudgesIsTheSessions() {
    Limits limits = new Limits(8, 2, 60, Money.of("0.01"), 1_000, 9);
    Play play = material(asked(Play.of(Mode.REVIEW, PANEL, limits), "Show the log."));
    play.does(active("bob"));
    Reservation dear = Play.reservation("bob", Purpose.JUDGE, Money.of("0.02")).about("f1");

    assertEquals("budget_exhausted", play.refused(new Command.ReserveJudges(List.of(dear))));
  }

  @Test
  void anOwnerMayReopenWhatAJudgeCalledAnswered() {
    Play play = material(asked("Show the log."));
    play.does(active("bob"));
    ruled(answered(play), yes("bob"));
    play.end();
    play.does(new Command.StartRun("r3", null, null, Status.READY, "s"));
    play.round().ready("ada", "bob", "dee");
    play.vote("cy", ChecklistTest.says(DispositionAnswer.STILL_OPEN));

    assertEquals(FindingState.OPEN, state(play, "f1"));
    assertEquals(ItemState.OPEN, Checklist.of(play.session()).getFirst().state());
  }

  @Test
  void aCancelEndsAPassAndBooksWhatIsUnderWay() {
    Play play = material(asked("Show the log."));
    play.does(active("bob"));
    play.does(
        new Command.ReserveJudges(List.of(Play.reservation("bob", Purpose.JUDGE).about("f1"))));
    play.does(new Command.RequestCancel("enough"));
    assertEquals(Reason.SESSION_CANCELLED, play.end().reason());

    assertNull(play.session().annex().judgments().pass());
    assertTrue(play.session().openCalls().isEmpty());
    assertTrue(play.session().closed());
  }
}

package crossreview.session.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import crossreview.model.TextRef;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.FailureClass;
import crossreview.model.call.PromptRef;
import crossreview.model.event.NoteEvent.BallotRemarked;
import crossreview.model.event.RunEvent.RelatorDrawn;
import crossreview.model.event.RunEvent.RotationTurned;
import crossreview.model.event.SessionEvent;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.DraftRefusal;
import crossreview.model.run.EndReason;
import crossreview.model.run.PanelMember;
import crossreview.model.run.RunMode;
import crossreview.model.run.RunResult;
import crossreview.model.run.SessionOutcome;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.command.AnswerMeaning;
import crossreview.session.command.SessionCommand;
import crossreview.session.command.SessionOrigin;
import crossreview.session.script.NextStep;
import crossreview.testkit.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Circular mode: each in turn revises or leaves every byte as it is. */
class RotationRulesTest {
  private static final List<PanelMember> WRITERS =
      List.of(
          Samples.author("rex"),
          Samples.author("sam"),
          Samples.author("tom"),
          Samples.reviewer("ada"));

  /** A running rotation of rex, sam and tom, in the order of the draw. */
  private static SessionScenario rotation() {
    SessionScenario sessionScenario = SessionScenario.of(RunMode.CIRCULAR, WRITERS, Samples.LIMITS);
    sessionScenario.does(new SessionCommand.StartRun("r1", null, null, VerdictStatus.READY, "s1"));
    return sessionScenario;
  }

  static String begin(SessionScenario sessionScenario) {
    NextStep.TurnStep turn = assertInstanceOf(NextStep.TurnStep.class, sessionScenario.next());
    TextRef part = SessionScenario.text("instruction");
    PromptRef prompt = new PromptRef(turn.rotator(), part.sha256(), List.of(part.sha256()));
    sessionScenario.does(
        new SessionCommand.StartTurn(
            prompt,
            List.of(part),
            SessionScenario.reservation(turn.rotator(), CallPurpose.ROTATE)));
    return turn.rotator();
  }

  private static List<SessionEvent> turn(
      SessionScenario sessionScenario, AnswerMeaning answerMeaning) {
    return sessionScenario.does(sessionScenario.settle(begin(sessionScenario), answerMeaning));
  }

  private static AnswerMeaning leaves() {
    return new AnswerMeaning.TurnAnswer(null, List.of(), true);
  }

  private static AnswerMeaning writes(String text) {
    return new AnswerMeaning.TurnAnswer(Samples.artifact(text), List.of(), null);
  }

  @Test
  void theRotationIsDrawnAndRecordedAndTheCustodyGoesRound() {
    SessionScenario sessionScenario = SessionScenario.of(RunMode.CIRCULAR, WRITERS, Samples.LIMITS);
    List<SessionEvent> events =
        sessionScenario.does(
            new SessionCommand.StartRun("r1", null, null, VerdictStatus.READY, "s1"));

    RelatorDrawn drawn = assertInstanceOf(RelatorDrawn.class, events.getLast());
    assertEquals(List.of("rex", "sam", "tom"), drawn.draw().stream().sorted().toList());
    turn(sessionScenario, writes("a"));
    turn(sessionScenario, writes("b"));
    turn(sessionScenario, writes("c"));
    turn(sessionScenario, writes("d"));
    List<String> held =
        sessionScenario.session().rounds().stream().map(r -> r.panel().getFirst()).toList();
    assertEquals(
        List.of(drawn.draw().get(0), drawn.draw().get(1), drawn.draw().get(2), drawn.draw().get(0)),
        held);
  }

  @Test
  void thePetitionerIsNotInTheRotation() {
    SessionCommand.Open open = Samples.open(RunMode.CIRCULAR, WRITERS, Samples.LIMITS);
    SessionScenario sessionScenario = SessionScenario.none();
    sessionScenario.does(
        new SessionCommand.Open(
            open.task(),
            null,
            "sam",
            open.mode(),
            open.policy(),
            WRITERS,
            open.limits(),
            open.settingsDigest(),
            SessionOrigin.NONE));
    sessionScenario.does(Samples.submit("text"));

    SessionCommand run = new SessionCommand.StartRun("r1", null, null, VerdictStatus.READY, "s1");
    RelatorDrawn drawn = (RelatorDrawn) sessionScenario.does(run).getLast();

    assertEquals(List.of("rex", "tom"), drawn.draw().stream().sorted().toList());
    assertEquals("sam", drawn.excluded().getFirst().peer());
  }

  @Test
  void aFullRotationWithoutAChangeApprovesTheText() {
    SessionScenario sessionScenario = rotation();
    turn(sessionScenario, writes("better"));
    turn(sessionScenario, leaves());
    turn(sessionScenario, leaves());
    assertInstanceOf(
        NextStep.TurnStep.class, sessionScenario.next(), "its author has not left it alone yet");
    RotationTurned last = (RotationTurned) turn(sessionScenario, leaves()).get(1);

    assertEquals(3, last.streak());
    assertEquals(EndReason.CIRCULAR_FULL_ROTATION_NO_CHANGE, sessionScenario.end().reason());
    assertEquals(SessionOutcome.CONVERGED, sessionScenario.session().finalized().outcome());
    assertEquals(RunResult.UNANIMOUS, sessionScenario.session().run().ended().result());
    assertEquals(
        Samples.artifact("better").sha256(),
        sessionScenario.session().finalized().finalText().sha256());
    assertEquals(1, sessionScenario.session().run().rotation().lastRevision());
  }

  @Test
  void bytesDecideAndAFlagThatSaysOtherwiseIsRemarked() {
    SessionScenario sessionScenario = rotation();
    List<SessionEvent> events =
        turn(
            sessionScenario,
            new AnswerMeaning.TurnAnswer(Samples.artifact("other"), List.of(), true));

    assertFalse(((RotationTurned) events.get(1)).unchanged());
    BallotRemarked remarked = assertInstanceOf(BallotRemarked.class, events.get(2));
    assertEquals("unchanged_flag_disagrees", remarked.remarks().getFirst().code());

    events =
        turn(
            sessionScenario,
            new AnswerMeaning.TurnAnswer(Samples.artifact("other"), List.of(), false));
    assertEquals(true, ((RotationTurned) events.get(1)).unchanged(), "the same bytes");
    assertInstanceOf(BallotRemarked.class, events.get(2));
  }

  @Test
  void whoeverFailsHasNotLeftTheTextAloneAndTheOthersAreNotCountedTwice() {
    SessionScenario sessionScenario = rotation();
    turn(sessionScenario, leaves());
    String failing = begin(sessionScenario);
    sessionScenario.does(sessionScenario.fail(failing, FailureClass.TIMEOUT, "total")).getLast();
    sessionScenario.count();
    turn(sessionScenario, leaves());
    turn(sessionScenario, leaves());
    assertEquals(2, sessionScenario.session().run().rotation().streak());
    turn(sessionScenario, leaves());

    assertEquals(EndReason.CIRCULAR_FULL_ROTATION_NO_CHANGE, sessionScenario.end().reason());
    assertEquals(5, sessionScenario.session().rounds().size());
  }

  @Test
  void twoTurnsInARowThatGaveNothingUsableEndTheRun() {
    SessionScenario sessionScenario = rotation();
    turn(sessionScenario, new AnswerMeaning.DraftFailure(DraftRefusal.EMPTY));
    sessionScenario.does(
        sessionScenario.fail(begin(sessionScenario), FailureClass.TIMEOUT, "total"));
    sessionScenario.count();

    assertEquals(EndReason.NO_USABLE_REVISION, sessionScenario.end().reason());
  }

  @Test
  void authorsThatUndoEachOtherEndTheRunTheSecondTime() {
    SessionScenario sessionScenario = rotation();
    List.of("tabs", "blanks", "tabs", "blanks").forEach(t -> turn(sessionScenario, writes(t)));
    NextStep.EndStep end = assertInstanceOf(NextStep.EndStep.class, sessionScenario.next());
    assertEquals(EndReason.OSCILLATION, end.reason());
    assertEquals("the text is that before turn 3 again", end.detail());
  }

  @Test
  void theRotationsAreLimited() {
    SessionScenario sessionScenario = rotation();
    for (int i = 0; i < 9; i++) {
      turn(sessionScenario, writes("text " + i));
    }

    assertEquals(EndReason.CIRCULAR_MAX_ROTATIONS_EXCEEDED, sessionScenario.end().reason());
    assertFalse(sessionScenario.session().closed());
  }

  @Test
  void fewerTurnsThanOneRotationOrMoreThanAllowedAreRefused() {
    SessionScenario sessionScenario = SessionScenario.of(RunMode.CIRCULAR, WRITERS, Samples.LIMITS);

    assertEquals(
        "invalid_max_rounds",
        sessionScenario.refused(SessionScenario.startRun("r1", 2, VerdictStatus.READY)));
    assertEquals(
        "limit_raised",
        sessionScenario.refused(SessionScenario.startRun("r1", 10, VerdictStatus.READY)));
  }

  @Test
  void aRotationTakesTwo() {
    SessionScenario sessionScenario =
        SessionScenario.of(
            RunMode.CIRCULAR,
            List.of(Samples.author("rex"), Samples.reviewer("ada"), Samples.reviewer("bob")),
            Samples.LIMITS);

    assertEquals(
        "circular_rotation_too_small",
        sessionScenario.refused(SessionScenario.startRun("r1", null, VerdictStatus.READY)));
  }

  @Test
  void anotherOneThanWhoseTurnItIsIsRefused() {
    SessionScenario sessionScenario = rotation();
    String other = sessionScenario.session().run().draw().get(1);
    TextRef part = SessionScenario.text("instruction");
    PromptRef prompt = new PromptRef(other, part.sha256(), List.of(part.sha256()));

    assertEquals(
        "wrong_panel",
        sessionScenario.refused(
            new SessionCommand.StartTurn(
                prompt, List.of(part), SessionScenario.reservation(other, CallPurpose.ROTATE))));
    assertEquals("wrong_mode", sessionScenario.refused(SessionScenario.startRound(List.of("ada"))));
  }

  @Test
  void afterACrashInTheMiddleOfATurnItsRotatorIsAskedOnceMore() {
    SessionScenario sessionScenario = rotation();
    turn(sessionScenario, writes("better"));
    String rotator = begin(sessionScenario);
    sessionScenario.does(new SessionCommand.Recover("other"));

    assertEquals(new NextStep.RotatorStep(rotator), sessionScenario.next());
    sessionScenario.ask(rotator, CallPurpose.ROTATE);
    sessionScenario.does(sessionScenario.settle(rotator, leaves()));
    assertEquals(1, sessionScenario.session().run().rotation().streak());
    assertEquals(1, sessionScenario.session().run().rotation().lastRevision());
  }

  @Test
  void anOpenBlockingFindingOfAnEarlierRunKeepsAnAgreedTextFromApproval() {
    SessionScenario sessionScenario =
        SessionScenario.of(RunMode.REVIEW, WRITERS, new ReviewLimits(8, 1, 60, null, 1_000, 9));
    sessionScenario.run().round();
    sessionScenario.vote("ada", Samples.notReady("no end"));
    sessionScenario.count().end();
    sessionScenario.does(
        new SessionCommand.StartRun("r2", RunMode.CIRCULAR, null, VerdictStatus.READY, "s1"));
    turn(sessionScenario, leaves());
    turn(sessionScenario, leaves());
    turn(sessionScenario, leaves());

    NextStep.EndStep endStep = sessionScenario.end();
    assertEquals(EndReason.HANDED_BACK, endStep.reason());
    assertEquals("agreed, but finding f1 is open", endStep.detail());
    assertFalse(sessionScenario.session().closed());
  }

  @Test
  void turnsAreNumberedAndAnOpenOneIsAwaited() {
    SessionScenario sessionScenario = rotation();
    List<String> draw = sessionScenario.session().run().draw();
    assertEquals(new NextStep.TurnStep(1, draw.get(0)), sessionScenario.next());

    begin(sessionScenario);

    assertEquals(new NextStep.WaitStep(List.of("c1")), sessionScenario.next());
    sessionScenario.does(sessionScenario.settle(draw.get(0), leaves()));
    assertEquals(new NextStep.TurnStep(2, draw.get(1)), sessionScenario.next());
  }

  @Test
  void aTurnThatFailedIsCountedAndGoesToTheNext() {
    SessionScenario sessionScenario = rotation();
    String first = begin(sessionScenario);

    sessionScenario.does(sessionScenario.fail(first, FailureClass.TIMEOUT, "total"));

    assertEquals(new NextStep.CountStep(1), sessionScenario.next());
  }

  @Test
  void theEndSaysHowManyLeftTheLastBytesAlone() {
    SessionScenario sessionScenario = rotation();
    for (int i = 0; i < 8; i++) {
      turn(sessionScenario, writes("text " + i));
    }
    turn(sessionScenario, leaves());

    assertEquals(
        "9 turns, the last bytes were left unchanged by 1 of 3", sessionScenario.end().detail());
  }

  @Test
  void anAgreedTextOfACallerWhoIsNotReadyIsHandedBack() {
    SessionScenario sessionScenario = SessionScenario.of(RunMode.CIRCULAR, WRITERS, Samples.LIMITS);
    sessionScenario.does(
        new SessionCommand.StartRun("r1", null, null, VerdictStatus.NOT_READY, "s1"));
    turn(sessionScenario, leaves());
    turn(sessionScenario, leaves());
    turn(sessionScenario, leaves());

    NextStep.EndStep endStep = sessionScenario.end();

    assertEquals(EndReason.HANDED_BACK, endStep.reason());
    assertEquals("advice only: the caller says NOT_READY", endStep.detail());
  }
}

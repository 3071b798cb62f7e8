package crossreview.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import crossreview.model.DraftRefusal;
import crossreview.model.FailureClass;
import crossreview.model.Limits;
import crossreview.model.Mode;
import crossreview.model.Outcome;
import crossreview.model.PanelMember;
import crossreview.model.PromptRef;
import crossreview.model.Purpose;
import crossreview.model.Reason;
import crossreview.model.RunResult;
import crossreview.model.Status;
import crossreview.model.TextRef;
import crossreview.model.event.NoteEvent.BallotRemarked;
import crossreview.model.event.RunEvent.RelatorDrawn;
import crossreview.model.event.RunEvent.RotationTurned;
import crossreview.model.event.SessionEvent;
import crossreview.testkit.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Circular mode: each in turn revises or leaves every byte as it is. */
class TurnRulesTest {
  private static final List<PanelMember> WRITERS =
      List.of(
          Samples.author("rex"),
          Samples.author("sam"),
          Samples.author("tom"),
          Samples.reviewer("ada"));

  /** A running rotation of rex, sam and tom, in the order of the draw. */
  private static Play rotation() {
    Play play = Play.of(Mode.CIRCULAR, WRITERS, Samples.LIMITS);
    play.does(new Command.StartRun("r1", null, null, Status.READY, "s1"));
    return play;
  }

  private static String begin(Play play) {
    NextStep.BeginTurn turn = assertInstanceOf(NextStep.BeginTurn.class, play.next());
    TextRef part = Play.text("instruction");
    PromptRef prompt = new PromptRef(turn.rotator(), part.sha256(), List.of(part.sha256()));
    play.does(
        new Command.StartTurn(
            prompt, List.of(part), Play.reservation(turn.rotator(), Purpose.ROTATE)));
    return turn.rotator();
  }

  private static List<SessionEvent> turn(Play play, Use use) {
    return play.does(play.settle(begin(play), use));
  }

  private static Use leaves() {
    return new Use.Turn(null, List.of(), true);
  }

  private static Use writes(String text) {
    return new Use.Turn(Samples.artifact(text), List.of(), null);
  }

  @Test
  void theRotationIsDrawnAndRecordedAndTheCustodyGoesRound() {
    Play play = Play.of(Mode.CIRCULAR, WRITERS, Samples.LIMITS);
    List<SessionEvent> events =
        play.does(new Command.StartRun("r1", null, null, Status.READY, "s1"));

    RelatorDrawn drawn = assertInstanceOf(RelatorDrawn.class, events.getLast());
    assertEquals(List.of("rex", "sam", "tom"), drawn.draw().stream().sorted().toList());
    turn(play, writes("a"));
    turn(play, writes("b"));
    turn(play, writes("c"));
    turn(play, writes("d"));
    List<String> held = play.session().rounds().stream().map(r -> r.panel().getFirst()).toList();
    assertEquals(
        List.of(drawn.draw().get(0), drawn.draw().get(1), drawn.draw().get(2), drawn.draw().get(0)),
        held);
  }

  @Test
  void thePetitionerIsNotInTheRotation() {
    Command.Open open = Samples.open(Mode.CIRCULAR, WRITERS, Samples.LIMITS);
    Play play = Play.none();
    play.does(
        new Command.Open(
            open.task(),
            null,
            "sam",
            open.mode(),
            open.policy(),
            WRITERS,
            open.limits(),
            open.settingsDigest()));
    play.does(Samples.submit("text"));

    RelatorDrawn drawn =
        (RelatorDrawn)
            play.does(new Command.StartRun("r1", null, null, Status.READY, "s1")).getLast();

    assertEquals(List.of("rex", "tom"), drawn.draw().stream().sorted().toList());
    assertEquals("sam", drawn.excluded().getFirst().peer());
  }

  @Test
  void aFullRotationWithoutAChangeApprovesTheText() {
    Play play = rotation();
    turn(play, writes("better"));
    turn(play, leaves());
    turn(play, leaves());
    assertInstanceOf(NextStep.BeginTurn.class, play.next(), "its author has not left it alone yet");
    RotationTurned last = (RotationTurned) turn(play, leaves()).get(1);

    assertEquals(3, last.streak());
    assertEquals(Reason.CIRCULAR_FULL_ROTATION_NO_CHANGE, play.end().reason());
    assertEquals(Outcome.CONVERGED, play.session().finalized().outcome());
    assertEquals(RunResult.UNANIMOUS, play.session().run().ended().result());
    assertEquals(
        Samples.artifact("better").sha256(), play.session().finalized().finalText().sha256());
    assertEquals(1, play.session().run().rotation().lastRevision());
  }

  @Test
  void bytesDecideAndAFlagThatSaysOtherwiseIsRemarked() {
    Play play = rotation();
    List<SessionEvent> events =
        turn(play, new Use.Turn(Samples.artifact("other"), List.of(), true));

    assertFalse(((RotationTurned) events.get(1)).unchanged());
    BallotRemarked remarked = assertInstanceOf(BallotRemarked.class, events.get(2));
    assertEquals("unchanged_flag_disagrees", remarked.remarks().getFirst().code());

    events = turn(play, new Use.Turn(Samples.artifact("other"), List.of(), false));
    assertEquals(true, ((RotationTurned) events.get(1)).unchanged(), "the same bytes");
    assertInstanceOf(BallotRemarked.class, events.get(2));
  }

  @Test
  void whoeverFailsHasNotLeftTheTextAloneAndTheOthersAreNotCountedTwice() {
    Play play = rotation();
    turn(play, leaves());
    String failing = begin(play);
    play.does(play.fail(failing, FailureClass.TIMEOUT, "total")).getLast();
    play.count();
    turn(play, leaves());
    turn(play, leaves());
    assertEquals(2, play.session().run().rotation().streak());
    turn(play, leaves());

    assertEquals(Reason.CIRCULAR_FULL_ROTATION_NO_CHANGE, play.end().reason());
    assertEquals(5, play.session().rounds().size());
  }

  @Test
  void twoTurnsInARowThatGaveNothingUsableEndTheRun() {
    Play play = rotation();
    turn(play, new Use.UnusableDraft(DraftRefusal.EMPTY));
    play.does(play.fail(begin(play), FailureClass.TIMEOUT, "total"));
    play.count();

    assertEquals(Reason.NO_USABLE_REVISION, play.end().reason());
  }

  @Test
  void theRotationsAreLimited() {
    Play play = rotation();
    for (int i = 0; i < 9; i++) {
      turn(play, writes("text " + i));
    }

    assertEquals(Reason.CIRCULAR_MAX_ROTATIONS_EXCEEDED, play.end().reason());
    assertFalse(play.session().closed());
  }

  @Test
  void fewerTurnsThanOneRotationOrMoreThanAllowedAreRefused() {
    Play play = Play.of(Mode.CIRCULAR, WRITERS, Samples.LIMITS);

    assertEquals("invalid_max_rounds", play.refused(Play.startRun("r1", 2, Status.READY)));
    assertEquals("limit_raised", play.refused(Play.startRun("r1", 10, Status.READY)));
  }

  @Test
  void aRotationTakesTwo() {
    Play play =
        Play.of(
            Mode.CIRCULAR,
            List.of(Samples.author("rex"), Samples.reviewer("ada"), Samples.reviewer("bob")),
            Samples.LIMITS);

    assertEquals(
        "circular_rotation_too_small", play.refused(Play.startRun("r1", null, Status.READY)));
  }

  @Test
  void anotherOneThanWhoseTurnItIsIsRefused() {
    Play play = rotation();
    String other = play.session().run().draw().get(1);
    TextRef part = Play.text("instruction");
    PromptRef prompt = new PromptRef(other, part.sha256(), List.of(part.sha256()));

    assertEquals(
        "wrong_panel",
        play.refused(
            new Command.StartTurn(prompt, List.of(part), Play.reservation(other, Purpose.ROTATE))));
    assertEquals("wrong_mode", play.refused(Play.startRound(List.of("ada"))));
  }

  @Test
  void afterACrashInTheMiddleOfATurnItsRotatorIsAskedOnceMore() {
    Play play = rotation();
    turn(play, writes("better"));
    String rotator = begin(play);
    play.does(new Command.Recover("other"));

    assertEquals(new NextStep.AskRotator(rotator), play.next());
    play.ask(rotator, Purpose.ROTATE);
    play.does(play.settle(rotator, leaves()));
    assertEquals(1, play.session().run().rotation().streak());
    assertEquals(1, play.session().run().rotation().lastRevision());
  }

  @Test
  void anOpenBlockingFindingOfAnEarlierRunKeepsAnAgreedTextFromApproval() {
    Play play = Play.of(Mode.REVIEW, WRITERS, new Limits(8, 1, 60, null, 1_000, 9));
    play.run().round();
    play.vote("ada", Samples.notReady("no end"));
    play.count().end();
    play.does(new Command.StartRun("r2", Mode.CIRCULAR, null, Status.READY, "s1"));
    turn(play, leaves());
    turn(play, leaves());
    turn(play, leaves());

    assertEquals(Reason.HANDED_BACK, play.end().reason());
    assertFalse(play.session().closed());
  }
}

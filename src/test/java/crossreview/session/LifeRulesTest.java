package crossreview.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.EscalationSeverity;
import crossreview.model.Limits;
import crossreview.model.Mode;
import crossreview.model.Outcome;
import crossreview.model.PanelMember;
import crossreview.model.Purpose;
import crossreview.model.Reason;
import crossreview.model.RunResult;
import crossreview.model.Status;
import crossreview.model.event.LifeEvent;
import crossreview.testkit.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

class LifeRulesTest {
  private static final Command.RequestCancel CANCEL = new Command.RequestCancel("enough");
  private static final Command.Append NOTE = new Command.Append("note", "n");

  @Test
  void onlyAnOpenedSessionTakesCommands() {
    Decision decision = Decider.decide(Session.none(Samples.id()), Samples.submit("text"));

    assertEquals("session_not_found", ((Decision.Declined) decision).problem().code());
  }

  @Test
  void aSessionIsOpenedOnce() {
    assertEquals("session_already_exists", Play.ship().refused(Samples.open(Mode.SHIP)));
  }

  @Test
  void aPanelNeedsAVoterBesideThePetitioner() {
    List<PanelMember> alone = List.of(Samples.reviewer("caller"), Samples.author("rex"));
    List<PanelMember> twice = List.of(Samples.reviewer("ada"), Samples.author("ada"));

    assertEquals("no_eligible_voters", refusedToOpen(alone));
    assertEquals("invalid_panel", refusedToOpen(twice));
  }

  private static String refusedToOpen(List<PanelMember> panel) {
    Command open = Samples.open(Mode.SHIP, panel, Samples.LIMITS);
    Decision decision = Decider.decide(Session.none(Samples.id()), open);
    return ((Decision.Declined) decision).problem().code();
  }

  @Test
  void anArtifactIsReplacedBetweenRunsOnly() {
    Play play = Play.ship();

    assertEquals(List.of(), play.does(Samples.submit("text")));
    LifeEvent.ArtifactSubmitted next =
        (LifeEvent.ArtifactSubmitted) play.does(Samples.submit("other")).getFirst();
    assertEquals(Samples.artifact("text").sha256(), next.supersedes());
    play.run();
    assertEquals("run_already_running", play.refused(Samples.submit("third")));
  }

  @Test
  void aCancelWithoutARunClosesAtOnceAndMayBeRepeated() {
    Play play = Play.ship();

    play.does(CANCEL);

    assertEquals(Outcome.ABORTED, play.session().finalized().outcome());
    assertEquals(List.of(), play.does(CANCEL));
  }

  @Test
  void aCancelWinsAgainstARunningRoundAndStopsNewCalls() {
    Play play = Play.ship().run().round();
    play.does(CANCEL);

    assertEquals("cancel_requested", play.refused(new Command.Reserve(review("ada"))));
    assertEquals(List.of(), play.does(CANCEL));
    play.ready("ada");
    assertEquals(Reason.SESSION_CANCELLED, play.end().reason());

    assertEquals(RunResult.CANCELLED, play.session().run().ended().result());
    assertEquals(Outcome.ABORTED, play.session().finalized().outcome());
    assertTrue(play.session().rounds().getLast().votes().containsKey("ada"));
    assertEquals(List.of(), play.session().openCalls());
  }

  private static Reservation review(String peer) {
    return Play.reservation(peer, Purpose.REVIEW);
  }

  @Test
  void anAcceptedCancelComesBeforeEveryOtherEnd() {
    Play play = Play.ship().run().round().ready("ada", "bob", "cy").count();
    play.does(CANCEL);

    play.does(new Command.EndRun(Reason.UNANIMOUS_READY, null));

    assertEquals(Reason.SESSION_CANCELLED, play.session().finalized().reason());
    assertEquals("enough", play.session().finalized().detail());
    assertNull(play.session().finalized().finalText());
  }

  @Test
  void aCancelNeverWinsAgainstAFinishedOutcome() {
    Play play = Play.ship().run().round().ready("ada", "bob", "cy").count();
    play.end();

    assertEquals("session_already_finalized", play.refused(CANCEL));
    assertEquals(Outcome.CONVERGED, play.session().finalized().outcome());
  }

  @Test
  void nobodyEndsARunAsCancelledWithoutACancel() {
    Play play = Play.ship().run();

    assertEquals(
        "cancel_not_requested", play.refused(new Command.EndRun(Reason.SESSION_CANCELLED, null)));
    assertEquals("wrong_reason", play.refused(new Command.EndRun(Reason.IDLE_SWEPT, null)));
  }

  @Test
  void closingByHandCannotApprove() {
    Play play = Play.ship();

    assertEquals("not_unanimous", play.refused(close(Outcome.CONVERGED, Reason.IDLE_SWEPT)));
    assertEquals("wrong_reason", play.refused(close(Outcome.MAX_ROUNDS, Reason.IDLE_SWEPT)));
    play.run();
    assertEquals("run_already_running", play.refused(close(Outcome.ABORTED, Reason.IDLE_SWEPT)));
    play.does(new Command.EndRun(Reason.MAX_ROUNDS_WITHOUT_UNANIMITY, null));
    play.does(close(Outcome.MAX_ROUNDS, Reason.IDLE_SWEPT));
    assertEquals(Outcome.MAX_ROUNDS, play.session().finalized().outcome());
  }

  private static Command close(Outcome outcome, Reason reason) {
    return new Command.Finalize(outcome, reason, null);
  }

  @Test
  void aClosedSessionTakesNotesUpToABound() {
    Play play = Play.of(Mode.SHIP, Samples.panel(), new Limits(8, 2, 60, null, 100, 9));
    play.does(CANCEL);

    assertEquals(
        "session_already_finalized",
        play.refused(new Command.Escalate("look", EscalationSeverity.INFO)));
    while (play.session().seq() < 1_100) {
      play.does(NOTE);
    }
    assertEquals("session_limit", play.refused(NOTE));
  }

  @Test
  void aFullJournalEndsTheRunAndClosesTheSession() {
    Play play = Play.of(Mode.SHIP, Samples.panel(), new Limits(8, 2, 60, null, 100, 9)).run();
    while (play.session().seq() < 100) {
      play.does(NOTE);
    }

    assertEquals("session_limit", play.refused(NOTE));
    assertEquals("session_limit", play.refused(Play.startRound(List.of("ada", "bob", "cy"))));
    assertEquals(Reason.SESSION_LIMIT, play.end().reason());
    assertTrue(play.session().closed());
  }

  @Test
  void aKeyRemembersWhatItsCommandDid() {
    Play play = Play.review();
    String cmd = "key~0123456789abcdef";

    play.does(Play.startRun("r1", null, Status.READY), cmd);

    Session.CommandMemo memo = play.session().memo("key").orElseThrow();
    assertEquals("r1", memo.subject());
    assertEquals("0123456789abcdef", memo.content());
    assertEquals(play.session().seq(), memo.lastSeq());
    assertTrue(play.session().memo("other").isEmpty());
  }

  @Test
  void theLastKeysAreKeptAndOlderOnesForgotten() {
    Play play = Play.review();

    for (int i = 0; i < 3 * Session.COMMANDS_KEPT; i++) {
      play.does(new Command.Append("note", "n" + i), "k" + i + "~0123456789abcdef");
    }

    assertTrue(play.session().memo("k" + (2 * Session.COMMANDS_KEPT)).isPresent());
    assertFalse(play.session().memo("k0").isPresent());
    assertTrue(play.session().commands().size() < 2 * Session.COMMANDS_KEPT);
  }
}

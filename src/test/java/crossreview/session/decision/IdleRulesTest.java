package crossreview.session.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import crossreview.model.event.CallEvent;
import crossreview.model.event.LifecycleEvent;
import crossreview.model.event.NoteEvent;
import crossreview.model.run.EndReason;
import crossreview.model.run.RunMode;
import crossreview.model.run.SessionOutcome;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.command.SessionCommand;
import crossreview.testkit.Samples;
import org.junit.jupiter.api.Test;

/** Sessions on which nobody works, and calls that nobody answers. */
class IdleRulesTest {
  private static final String LATER = "2030-01-02T00:00:00.000Z";

  private static LifecycleEvent.SessionFinalized swept(SessionScenario sessionScenario) {
    return assertInstanceOf(
        LifecycleEvent.SessionFinalized.class,
        sessionScenario.does(new SessionCommand.Sweep(LATER, null, null)).getFirst());
  }

  @Test
  void aSessionThatWasLeftAloneIsSweptAsAborted() {
    LifecycleEvent.SessionFinalized closed = swept(SessionScenario.review());

    assertEquals(SessionOutcome.ABORTED, closed.outcome());
    assertEquals(EndReason.IDLE_SWEPT, closed.reason());
  }

  @Test
  void aSessionWhoseRoundsWereSpentIsSweptAsThat() {
    SessionScenario spent = SessionScenario.ship().run();
    spent.does(new SessionCommand.EndRun(EndReason.MAX_ROUNDS_WITHOUT_UNANIMITY, null));
    assertEquals(SessionOutcome.MAX_ROUNDS, swept(spent).outcome());

    SessionScenario other = SessionScenario.ship().run();
    other.does(new SessionCommand.EndRun(EndReason.WALL_CLOCK, null));
    assertEquals(SessionOutcome.ABORTED, swept(other).outcome());
  }

  @Test
  void anAskedOutcomeIsTakenWhereTheLastRunAllowsIt() {
    SessionScenario spent = SessionScenario.ship().run();
    spent.does(new SessionCommand.EndRun(EndReason.MAX_ROUNDS_WITHOUT_UNANIMITY, null));
    SessionCommand aborted = new SessionCommand.Sweep(LATER, SessionOutcome.ABORTED, "given up");

    assertEquals(
        "not_unanimous",
        spent.refused(new SessionCommand.Sweep(LATER, SessionOutcome.CONVERGED, null)));
    assertEquals(
        "wrong_reason",
        SessionScenario.review()
            .refused(new SessionCommand.Sweep(LATER, SessionOutcome.MAX_ROUNDS, null)));
    LifecycleEvent.SessionFinalized closed =
        assertInstanceOf(LifecycleEvent.SessionFinalized.class, spent.does(aborted).getFirst());
    assertEquals(SessionOutcome.ABORTED, closed.outcome());
    assertEquals("given up (last line " + SessionScenario.TS + ")", closed.detail());
  }

  /** Its run waits for the seat. */
  @Test
  void aSessionWithAnOpenSeatIsNotSwept() {
    SessionScenario sessionScenario = SessionScenario.ship().run().round();
    sessionScenario.does(claim("c1"));

    assertEquals(
        "run_already_running",
        sessionScenario.refused(new SessionCommand.Sweep(LATER, null, null)));
  }

  @Test
  void aSessionThatRunsOrChangedSinceIsNotSwept() {
    SessionScenario sessionScenario = SessionScenario.review();

    assertEquals(
        "not_idle",
        sessionScenario.refused(new SessionCommand.Sweep(SessionScenario.TS, null, null)));
    sessionScenario.run();
    assertEquals(
        "run_already_running",
        sessionScenario.refused(new SessionCommand.Sweep(LATER, null, null)));
  }

  @Test
  void aCallThatWasLostIsBookedAsUnknown() {
    SessionScenario sessionScenario = SessionScenario.ship().run().round();

    CallEvent.CallIndeterminate lost =
        assertInstanceOf(
            CallEvent.CallIndeterminate.class,
            sessionScenario
                .does(new SessionCommand.LoseCall(sessionScenario.call("ada"), "gone"))
                .getFirst());

    assertEquals("c1", lost.call());
    assertEquals("call_already_settled", sessionScenario.refused(claim("c1")));
  }

  private static SessionCommand claim(String call) {
    return new SessionCommand.NoteClaim(call, "s1", "ann", LATER);
  }

  @Test
  void aSeatIsClaimedAndGivenBackWhileItsCallIsOpen() {
    SessionScenario sessionScenario = SessionScenario.ship().run().round();

    assertInstanceOf(NoteEvent.SeatClaimed.class, sessionScenario.does(claim("c1")).getFirst());
    assertInstanceOf(
        NoteEvent.SeatReturned.class,
        sessionScenario
            .does(new SessionCommand.NoteReturn("c1", "s1", "ann", "no time"))
            .getFirst());
  }

  @Test
  void aRunOfJudgesHasItsOwnCommand() {
    assertEquals(
        "invalid_mode",
        SessionScenario.review()
            .refused(
                new SessionCommand.StartRun("r1", RunMode.JUDGE, null, VerdictStatus.READY, "s")));
    assertEquals("invalid_mode", SessionScenario.none().refused(Samples.open(RunMode.JUDGE)));
  }

  @Test
  void aPolicysJudgesAreNotAskedWhileARunIsPausedOrOver() {
    SessionScenario sessionScenario = SessionScenario.review();
    assertEquals("no_running_run", sessionScenario.refused(new SessionCommand.AskJudges()));
    sessionScenario.run().does(new SessionCommand.Pause(null));
    assertEquals("paused", sessionScenario.refused(new SessionCommand.AskJudges()));
  }
}

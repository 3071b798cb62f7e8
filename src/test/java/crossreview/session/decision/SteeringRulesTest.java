package crossreview.session.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Money;
import crossreview.model.finding.FindingState;
import crossreview.model.finding.WaiverKind;
import crossreview.model.policy.LimitName;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.EndReason;
import crossreview.model.run.PanelMember;
import crossreview.model.run.PeerRole;
import crossreview.model.run.RunMode;
import crossreview.session.LedgerFinding;
import crossreview.session.OperatorChanges;
import crossreview.session.command.SessionCommand;
import crossreview.session.script.NextStep;
import crossreview.testkit.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

class SteeringRulesTest {
  private static PanelMember member(String peer) {
    return new PanelMember(peer, "scripted", "m2", "other", List.of(PeerRole.REVIEW));
  }

  @Test
  void aPausedSessionBeginsNothingAndGoesOnWhereItStood() {
    SessionScenario sessionScenario = SessionScenario.review().run();
    sessionScenario.does(new SessionCommand.Pause("lunch"));

    assertInstanceOf(NextStep.PauseStep.class, sessionScenario.next());
    assertEquals(
        "paused", sessionScenario.refused(SessionScenario.startRound(List.of("ada", "bob", "cy"))));
    sessionScenario.does(new SessionCommand.Resume());
    sessionScenario.round().ready("ada", "bob", "cy").count();
    assertEquals(EndReason.UNANIMOUS_READY, sessionScenario.end().reason());
  }

  @Test
  void callsUnderWayCountAlthoughTheSessionIsPaused() {
    SessionScenario sessionScenario = SessionScenario.review().run().round();
    sessionScenario.does(new SessionCommand.Pause(null));

    assertInstanceOf(NextStep.WaitStep.class, sessionScenario.next());
    sessionScenario.ready("ada", "bob", "cy");

    assertInstanceOf(NextStep.PauseStep.class, sessionScenario.next());
    assertEquals(3, sessionScenario.lastRound().votes().size());
  }

  @Test
  void aCancelWinsAgainstAPause() {
    SessionScenario sessionScenario = SessionScenario.review().run();
    sessionScenario.does(new SessionCommand.Pause(null));
    sessionScenario.does(new SessionCommand.RequestCancel("enough"));

    assertEquals(EndReason.SESSION_CANCELLED, sessionScenario.end().reason());
    assertTrue(sessionScenario.session().closed());
  }

  @Test
  void pausingTwiceIsOnePauseAndResumingWhatRunsIsNothing() {
    SessionScenario sessionScenario = SessionScenario.review();

    assertEquals(1, sessionScenario.does(new SessionCommand.Pause("a")).size());
    assertEquals(0, sessionScenario.does(new SessionCommand.Pause("b")).size());
    assertEquals("paused", sessionScenario.refused(SessionScenario.startRun("r1", null, null)));
    assertEquals(1, sessionScenario.does(new SessionCommand.Resume()).size());
    assertEquals(0, sessionScenario.does(new SessionCommand.Resume()).size());
  }

  @Test
  void aCallerLowersALimitAndOnlyAnOperatorRaisesIt() {
    SessionScenario sessionScenario = SessionScenario.ship().run().round();

    sessionScenario.does(new SessionCommand.ChangeLimit(LimitName.MAX_ROUNDS, "3", false));
    assertEquals(3, sessionScenario.session().run().maxRounds());
    assertEquals(
        "limit_raised",
        sessionScenario.refused(new SessionCommand.ChangeLimit(LimitName.MAX_ROUNDS, "4", false)));
    sessionScenario.does(new SessionCommand.ChangeLimit(LimitName.MAX_ROUNDS, "9", true));

    assertEquals(9, sessionScenario.session().run().maxRounds());
    assertEquals(9, sessionScenario.session().sessionLimits().maxRounds());
    assertEquals(
        "invalid_limit",
        sessionScenario.refused(
            new SessionCommand.ChangeLimit(LimitName.MAX_ROUNDS, "many", true)));
    assertEquals(
        "invalid_limit",
        sessionScenario.refused(new SessionCommand.ChangeLimit(LimitName.SESSION_USD, "-1", true)));
  }

  @Test
  void aRunThatEndedAtItsRoundsGoesOnUnderAHigherLimit() {
    SessionScenario sessionScenario =
        SessionScenario.of(
            RunMode.SHIP, Samples.panel(), new ReviewLimits(1, 2, 60, null, 1_000, 9));
    sessionScenario.run().round().ready("bob", "cy");
    sessionScenario.vote("ada", Samples.notReady("No end."));
    sessionScenario.count();
    assertEquals(EndReason.MAX_ROUNDS_WITHOUT_UNANIMITY, sessionScenario.end().reason());

    sessionScenario.does(new SessionCommand.ChangeLimit(LimitName.MAX_ROUNDS, "2", true));
    sessionScenario.does(Samples.submit("text with an end"));
    sessionScenario.run().round();

    assertEquals(2, sessionScenario.session().run().maxRounds());
  }

  @Test
  void aMoneyLimitThatWasNeverSetCanBeSetByAnOperator() {
    SessionScenario sessionScenario = SessionScenario.review();

    sessionScenario.does(new SessionCommand.ChangeLimit(LimitName.SESSION_USD, "1.5", true));

    assertEquals(Money.of("1.5"), sessionScenario.session().limits().sessionUsd());
  }

  @Test
  void aSwappedPeerVotesFromTheNextRoundOnAndOldVotesStay() {
    SessionScenario sessionScenario = SessionScenario.ship().run().round().ready("bob", "cy");
    sessionScenario.vote("ada", Samples.notReady("No end."));
    sessionScenario.does(new SessionCommand.SwapPeer("cy", member("dan")));
    sessionScenario.count().revise("rex", "text with an end").round();

    assertEquals(List.of("ada", "bob", "dan"), sessionScenario.lastRound().panel());
    assertTrue(sessionScenario.session().rounds().getFirst().votes().containsKey("cy"));
  }

  @Test
  void whoMayNotVoteCannotBeSwappedIn() {
    SessionScenario sessionScenario = SessionScenario.ship().run();

    assertEquals(
        "peer_not_on_panel",
        sessionScenario.refused(new SessionCommand.SwapPeer("eve", member("dan"))));
    assertEquals(
        "peer_on_panel",
        sessionScenario.refused(new SessionCommand.SwapPeer("ada", member("bob"))));
    assertEquals(
        "peer_is_petitioner",
        sessionScenario.refused(new SessionCommand.SwapPeer("ada", member("caller"))));
    assertEquals(
        "peer_drafts", sessionScenario.refused(new SessionCommand.SwapPeer("rex", member("dan"))));
  }

  @Test
  void aWaivedFindingNoLongerBlocksAndTheSameBytesAreAskedAboutAgain() {
    SessionScenario sessionScenario = SessionScenario.review().run().round().ready("bob", "cy");
    sessionScenario.vote("ada", Samples.notReady("No end."));
    sessionScenario.count().end();
    sessionScenario.run();
    assertEquals(EndReason.NOTHING_NEW, sessionScenario.session().run().ended().reason());

    sessionScenario.does(new SessionCommand.Waive("f1", WaiverKind.REJECTED, "it has one"));

    LedgerFinding finding = sessionScenario.session().findings().get("f1");
    assertEquals(FindingState.WAIVED, finding.state());
    assertEquals(WaiverKind.REJECTED, finding.moves().getLast().moved().as());
    assertFalse(sessionScenario.session().blocks(finding));
    sessionScenario.run().round().ready("ada", "bob", "cy").count();
    assertEquals(EndReason.UNANIMOUS_READY, sessionScenario.end().reason());
  }

  @Test
  void aWaiverIsOnlyForWhatIsInTheWayAndItsOwnerDoesNotUndoIt() {
    SessionScenario sessionScenario = SessionScenario.ship().run().round().ready("bob", "cy");
    sessionScenario.vote("ada", Samples.notReady("No end."));
    sessionScenario.count();
    sessionScenario.does(new SessionCommand.Waive("f1", WaiverKind.DEFERRED, "later"));

    assertEquals(
        "finding_settled",
        sessionScenario.refused(new SessionCommand.Waive("f1", WaiverKind.DEFERRED, "no")));
    assertEquals(
        "finding_unknown",
        sessionScenario.refused(new SessionCommand.Waive("f9", WaiverKind.REJECTED, "no")));
    sessionScenario.revise("rex", "text 2").round();
    sessionScenario.vote("ada", FindingRulesTest.reopening("f1"));
    assertEquals(FindingState.WAIVED, sessionScenario.session().findings().get("f1").state());
  }

  @Test
  void anOperatorChangesARulingAndReopensItAndTheHistoryHasBoth() {
    SessionScenario sessionScenario = SessionScenario.review().run().round().ready("bob", "cy");
    sessionScenario.vote("ada", Samples.notReady("No end."));
    sessionScenario.count();
    assertEquals(
        "note_required",
        sessionScenario.refused(new SessionCommand.Waive("f1", WaiverKind.REJECTED, " ")));
    sessionScenario.does(new SessionCommand.Waive("f1", WaiverKind.DEFERRED, null));
    assertEquals(
        "run_already_running", sessionScenario.refused(new SessionCommand.Reopen("f1", "no")));
    sessionScenario.end();

    sessionScenario.does(new SessionCommand.Waive("f1", WaiverKind.REJECTED, "it has one"));
    sessionScenario.does(new SessionCommand.Reopen("f1", "it has none"));

    LedgerFinding finding = sessionScenario.session().findings().get("f1");
    assertTrue(sessionScenario.session().blocks(finding));
    assertEquals(
        List.of(FindingState.WAIVED, FindingState.WAIVED, FindingState.OPEN),
        finding.moves().stream().map(move -> move.moved().to()).toList());
    assertEquals("finding_open", sessionScenario.refused(new SessionCommand.Reopen("f1", "again")));
    sessionScenario.run().round().ready("bob", "cy");
    sessionScenario.vote("ada", Samples.resolving("f1"));
    sessionScenario.count();
    assertEquals(EndReason.UNANIMOUS_READY, sessionScenario.end().reason());
  }

  @Test
  void aConstraintIsNewsAndThereIsRoomForSixteen() {
    SessionScenario sessionScenario = SessionScenario.review().run().round().ready("bob", "cy");
    sessionScenario.vote("ada", Samples.notReady("No end."));
    sessionScenario.count().end();
    for (int i = 0; i < OperatorChanges.CONSTRAINTS_MAX; i++) {
      sessionScenario.does(new SessionCommand.Constrain("keep " + i));
    }

    assertEquals(
        "constraints_limit", sessionScenario.refused(new SessionCommand.Constrain("one more")));
    assertEquals(0, sessionScenario.does(new SessionCommand.Resume()).size());
    sessionScenario.run().round();
    assertEquals(OperatorChanges.CONSTRAINTS_MAX, sessionScenario.session().steering().shown());
  }
}

package crossreview.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.FindingState;
import crossreview.model.LimitName;
import crossreview.model.Limits;
import crossreview.model.Mode;
import crossreview.model.Money;
import crossreview.model.PanelMember;
import crossreview.model.Reason;
import crossreview.model.Role;
import crossreview.model.Waiver;
import crossreview.testkit.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

class SteeringRulesTest {
  private static PanelMember member(String peer) {
    return new PanelMember(peer, "scripted", "m2", "other", List.of(Role.REVIEW));
  }

  @Test
  void aPausedSessionBeginsNothingAndGoesOnWhereItStood() {
    Play play = Play.review().run();
    play.does(new Command.Pause("lunch"));

    assertInstanceOf(NextStep.Paused.class, play.next());
    assertEquals("paused", play.refused(Play.startRound(List.of("ada", "bob", "cy"))));
    play.does(new Command.Resume());
    play.round().ready("ada", "bob", "cy").count();
    assertEquals(Reason.UNANIMOUS_READY, play.end().reason());
  }

  @Test
  void callsUnderWayCountAlthoughTheSessionIsPaused() {
    Play play = Play.review().run().round();
    play.does(new Command.Pause(null));

    assertInstanceOf(NextStep.AwaitCalls.class, play.next());
    play.ready("ada", "bob", "cy");

    assertInstanceOf(NextStep.Paused.class, play.next());
    assertEquals(3, play.lastRound().votes().size());
  }

  @Test
  void aCancelWinsAgainstAPause() {
    Play play = Play.review().run();
    play.does(new Command.Pause(null));
    play.does(new Command.RequestCancel("enough"));

    assertEquals(Reason.SESSION_CANCELLED, play.end().reason());
    assertTrue(play.session().closed());
  }

  @Test
  void pausingTwiceIsOnePauseAndResumingWhatRunsIsNothing() {
    Play play = Play.review();

    assertEquals(1, play.does(new Command.Pause("a")).size());
    assertEquals(0, play.does(new Command.Pause("b")).size());
    assertEquals("paused", play.refused(Play.startRun("r1", null, null)));
    assertEquals(1, play.does(new Command.Resume()).size());
    assertEquals(0, play.does(new Command.Resume()).size());
  }

  @Test
  void aCallerLowersALimitAndOnlyAnOperatorRaisesIt() {
    Play play = Play.ship().run().round();

    play.does(new Command.ChangeLimit(LimitName.MAX_ROUNDS, "3", false));
    assertEquals(3, play.session().run().maxRounds());
    assertEquals(
        "limit_raised", play.refused(new Command.ChangeLimit(LimitName.MAX_ROUNDS, "4", false)));
    play.does(new Command.ChangeLimit(LimitName.MAX_ROUNDS, "9", true));

    assertEquals(9, play.session().run().maxRounds());
    assertEquals(9, play.session().sessionLimits().maxRounds());
    assertEquals(
        "invalid_limit", play.refused(new Command.ChangeLimit(LimitName.MAX_ROUNDS, "many", true)));
    assertEquals(
        "invalid_limit", play.refused(new Command.ChangeLimit(LimitName.SESSION_USD, "-1", true)));
  }

  @Test
  void aRunThatEndedAtItsRoundsGoesOnUnderAHigherLimit() {
    Play play = Play.of(Mode.SHIP, Samples.panel(), new Limits(1, 2, 60, null, 1_000, 9));
    play.run().round().ready("bob", "cy");
    play.vote("ada", Samples.notReady("No end."));
    play.count();
    assertEquals(Reason.MAX_ROUNDS_WITHOUT_UNANIMITY, play.end().reason());

    play.does(new Command.ChangeLimit(LimitName.MAX_ROUNDS, "2", true));
    play.does(Samples.submit("text with an end"));
    play.run().round();

    assertEquals(2, play.session().run().maxRounds());
  }

  @Test
  void aMoneyLimitThatWasNeverSetCanBeSetByAnOperator() {
    Play play = Play.review();

    play.does(new Command.ChangeLimit(LimitName.SESSION_USD, "1.5", true));

    assertEquals(Money.of("1.5"), play.session().limits().sessionUsd());
  }

  @Test
  void aSwappedPeerVotesFromTheNextRoundOnAndOldVotesStay() {
    Play play = Play.ship().run().round().ready("bob", "cy");
    play.vote("ada", Samples.notReady("No end."));
    play.does(new Command.SwapPeer("cy", member("dan")));
    play.count().revise("rex", "text with an end").round();

    assertEquals(List.of("ada", "bob", "dan"), play.lastRound().panel());
    assertTrue(play.session().rounds().getFirst().votes().containsKey("cy"));
  }

  @Test
  void whoMayNotVoteCannotBeSwappedIn() {
    Play play = Play.ship().run();

    assertEquals("peer_not_on_panel", play.refused(new Command.SwapPeer("eve", member("dan"))));
    assertEquals("peer_on_panel", play.refused(new Command.SwapPeer("ada", member("bob"))));
    assertEquals("peer_is_petitioner", play.refused(new Command.SwapPeer("ada", member("caller"))));
    assertEquals("peer_drafts", play.refused(new Command.SwapPeer("rex", member("dan"))));
  }

  @Test
  void aWaivedFindingNoLongerBlocksAndTheSameBytesAreAskedAboutAgain() {
    Play play = Play.review().run().round().ready("bob", "cy");
    play.vote("ada", Samples.notReady("No end."));
    play.count().end();
    play.run();
    assertEquals(Reason.NOTHING_NEW, play.session().run().ended().reason());

    play.does(new Command.Waive("f1", Waiver.REJECTED, "it has one"));

    LedgerFinding finding = play.session().findings().get("f1");
    assertEquals(FindingState.WAIVED, finding.state());
    assertEquals(Waiver.REJECTED, finding.moves().getLast().moved().as());
    assertFalse(play.session().blocks(finding));
    play.run().round().ready("ada", "bob", "cy").count();
    assertEquals(Reason.UNANIMOUS_READY, play.end().reason());
  }

  @Test
  void aWaiverIsTerminalAndOnlyForWhatIsInTheWay() {
    Play play = Play.ship().run().round().ready("bob", "cy");
    play.vote("ada", Samples.notReady("No end."));
    play.does(new Command.Waive("f1", Waiver.DEFERRED, "later"));

    assertEquals("finding_settled", play.refused(new Command.Waive("f1", Waiver.REJECTED, "no")));
    assertEquals("finding_unknown", play.refused(new Command.Waive("f9", Waiver.REJECTED, "no")));
    play.count().revise("rex", "text 2").round();
    play.vote("ada", FindingRulesTest.reopening("f1"));
    assertEquals(FindingState.WAIVED, play.session().findings().get("f1").state());
  }

  @Test
  void aConstraintIsNewsAndThereIsRoomForSixteen() {
    Play play = Play.review().run().round().ready("bob", "cy");
    play.vote("ada", Samples.notReady("No end."));
    play.count().end();
    for (int i = 0; i < Steering.CONSTRAINTS_MAX; i++) {
      play.does(new Command.Constrain("keep " + i));
    }

    assertEquals("constraints_limit", play.refused(new Command.Constrain("one more")));
    assertEquals(0, play.does(new Command.Resume()).size());
    play.run().round();
    assertEquals(Steering.CONSTRAINTS_MAX, play.session().steering().shown());
  }
}

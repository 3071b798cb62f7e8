package crossreview.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Blocker;
import crossreview.model.Digest;
import crossreview.model.FailureClass;
import crossreview.model.Mode;
import crossreview.model.Money;
import crossreview.model.PeerFailure;
import crossreview.model.Phase;
import crossreview.model.Purpose;
import crossreview.model.Reason;
import crossreview.model.Spend;
import crossreview.model.Status;
import crossreview.model.TallyResult;
import crossreview.model.Verdict;
import crossreview.model.event.RoundEvent;
import crossreview.testkit.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoundRulesTest {
  private static final Command COUNT = new Command.CompleteRound();

  private static RoundEvent.RoundCompleted counted(Play play) {
    return play.count().lastRound().completed();
  }

  private static List<String> codes(RoundEvent.RoundCompleted count) {
    return count.blockers().stream().map(b -> b.peer() + " " + b.code()).toList();
  }

  @Test
  void allReadyIsUnanimous() {
    RoundEvent.RoundCompleted count =
        counted(Play.review().run().round().ready("ada", "bob", "cy"));

    assertEquals(TallyResult.UNANIMOUS, count.tally());
    assertEquals(List.of("ada", "bob", "cy"), count.ready());
    assertEquals(List.of(), count.blockers());
  }

  @Test
  void oneObjectionIsDividedAndNamesPeerAndFinding() {
    Play play = Play.review().run().round().ready("ada", "bob");
    play.vote("cy", Samples.notReady("no end"));

    RoundEvent.RoundCompleted count = counted(play);

    assertEquals(TallyResult.DIVIDED, count.tally());
    assertEquals(List.of(new Blocker("cy", "not_ready", "f1", "no end")), count.blockers());
    assertEquals(List.of("cy"), count.notReady());
  }

  @Test
  void anUnavailablePeerLeavesTheQuorumOpenly() {
    Play play = Play.review().run().round().ready("ada", "bob");
    play.does(play.fail("cy", FailureClass.PROVIDER_ERROR, "overloaded"));

    RoundEvent.RoundCompleted count = counted(play);

    assertEquals(TallyResult.UNANIMOUS, count.tally());
    assertEquals(List.of("cy"), count.excused());
    assertEquals(FailureClass.PROVIDER_ERROR, play.lastRound().excused().get("cy"));
  }

  @Test
  void tooFewVotersBecauseOthersWereUnavailableDecideNothing() {
    Play play = Play.review().run().round().ready("ada");
    play.does(play.fail("bob", FailureClass.NETWORK, "refused"));
    play.does(play.fail("cy", FailureClass.TIMEOUT, "total"));

    assertEquals(TallyResult.INCONCLUSIVE, counted(play).tally());
    assertEquals(Reason.QUORUM_FLOOR_NOT_MET, play.end().reason());
  }

  @Test
  void refusalsThatLeaveTooFewAreNamedAlthoughSomebodyWasUnavailable() {
    Play play = Play.review().run().round();
    play.does(play.fail("ada", FailureClass.NETWORK, "refused"));
    play.does(play.fail("bob", FailureClass.PROVIDER_REFUSAL, "refused_by_model"));
    play.does(play.fail("cy", FailureClass.SCHEMA, "unparsable"));

    RoundEvent.RoundCompleted count = counted(play);

    assertEquals(TallyResult.DIVIDED, count.tally());
    assertEquals(List.of("bob refused_by_model", "cy unparsable"), codes(count));
  }

  @ParameterizedTest
  @EnumSource(FailureClass.class)
  void onlyTheRulesOfTheFailureExcuse(FailureClass failureClass) {
    Play play = Play.review().run().round().ready("ada", "bob");
    PeerFailure failure =
        new PeerFailure(failureClass, "odd", Phase.ANSWER, false, Spend.ZERO, null);
    play.does(new Command.Fail(play.call("cy"), failure, 1, null, null));

    RoundEvent.RoundCompleted count = counted(play);

    assertEquals(failure.excuses(), count.tally() == TallyResult.UNANIMOUS);
    assertEquals(failure.excuses() ? List.of() : List.of("cy odd"), codes(count));
    assertEquals(failure.excuses() ? List.of() : List.of("cy"), count.rejected());
  }

  @Test
  void anUnreadableAnswerBlocksByNameEvenIfItsRepairCannotBeAsked() {
    Play play = Play.review().run().round().ready("ada", "bob");
    play.does(play.settle("cy", new Use.Unread()));
    play.ask("cy", Purpose.REPAIR);

    play.does(play.fail("cy", FailureClass.NETWORK, "refused"));

    assertEquals(List.of("cy refused"), codes(counted(play)));
  }

  @Test
  void anOpenFindingOfAnExcusedOwnerBlocks() {
    Play play = Play.ship().run().round().ready("ada", "bob");
    play.vote("cy", Samples.notReady("no end"));
    play.count().revise("rex", "text 2").round().ready("ada", "bob");
    play.does(play.fail("cy", FailureClass.NETWORK, "refused"));

    RoundEvent.RoundCompleted count = counted(play);

    assertEquals(TallyResult.DIVIDED, count.tally());
    assertEquals(List.of("cy open_finding"), codes(count));
  }

  @Test
  void evidenceThatIsMissingBlocks() {
    Play play = Play.review().run().round().ready("ada", "bob");
    play.vote(
        "cy", new Verdict(Status.NEEDS_EVIDENCE, null, "show it", List.of(), List.of(), List.of()));

    RoundEvent.RoundCompleted count = counted(play);

    assertEquals(List.of("cy needs_evidence"), codes(count));
    assertEquals(List.of("cy"), count.needsEvidence());
  }

  @Test
  void aRoundIsCountedOnceAndOnlyWhenNothingIsOpen() {
    Play play = Play.review().run();

    assertEquals("no_open_round", play.refused(COUNT));
    play.round().ready("ada", "bob");
    assertEquals("round_not_complete", play.refused(COUNT));
    assertEquals("round_not_complete", play.refused(Play.startRound(List.of("ada", "bob", "cy"))));
    play.ready("cy").count();
    assertEquals("no_open_round", play.refused(COUNT));
  }

  @Test
  void aRoundAsksItsVotersAllOfThemAndNobodyElse() {
    Play play = Play.ship().run();

    assertEquals("wrong_panel", play.refused(Play.startRound(List.of("ada", "bob"))));
    assertEquals("wrong_panel", play.refused(Play.startRound(List.of("ada", "bob", "rex"))));
    play.round().ready("ada", "bob");
    play.vote("cy", Samples.notReady("no end"));
    play.count();
    assertEquals("nothing_new", play.refused(Play.startRound(List.of("ada", "bob", "cy"))));
  }

  @Test
  void aVoteIsBoundToTheBytesOfItsRound() {
    Play play = Play.ship().run().round();
    Digest shown = play.session().current().sha256();

    play.ready("ada");

    assertEquals(shown, play.lastRound().votes().get("ada").artifact());
  }

  @Test
  void anAnswerAfterARecoveryIsNoSecondVote() {
    Play play = Play.review().run().round();
    String first = play.call("cy");
    play.ready("ada", "bob");
    play.does(new Command.Recover("other"));
    play.ask("cy", Purpose.REVIEW).ready("cy");

    Use.Ballot late = Samples.ballot(Samples.notReady("late"));
    Command settle = new Command.Settle(first, play.answered(Money.ZERO), late);

    assertEquals("call_already_settled", play.refused(settle));
    assertEquals(TallyResult.UNANIMOUS, counted(play).tally());
  }

  @Test
  void anAnswerOfAnOlderRunIsReadButNotCounted() {
    Play play = Play.of(Mode.REVIEW, Samples.panel(), Samples.LIMITS).run().round();
    String old = play.call("ada");
    play.does(play.settle("ada", new Use.Unread()));
    play.does(new Command.EndRun(Reason.WALL_CLOCK, null));
    play.run();

    assertEquals(List.of(), play.does(new Command.UseAnswer(old, Samples.ballot(Samples.ready()))));
    play.round();
    assertEquals(List.of(), play.does(new Command.UseAnswer(old, Samples.ballot(Samples.ready()))));
    assertTrue(play.lastRound().votes().isEmpty());
  }
}

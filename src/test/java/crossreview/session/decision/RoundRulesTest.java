package crossreview.session.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.call.CallPhase;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.FailureClass;
import crossreview.model.call.PeerFailure;
import crossreview.model.event.RoundEvent;
import crossreview.model.run.EndReason;
import crossreview.model.run.RunMode;
import crossreview.model.vote.RoundBlocker;
import crossreview.model.vote.TallyResult;
import crossreview.model.vote.Verdict;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.command.AnswerMeaning;
import crossreview.session.command.SessionCommand;
import crossreview.testkit.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoundRulesTest {
  private static final SessionCommand COUNT = new SessionCommand.CompleteRound();

  private static RoundEvent.RoundCompleted counted(SessionScenario sessionScenario) {
    return sessionScenario.count().lastRound().completed();
  }

  private static List<String> codes(RoundEvent.RoundCompleted count) {
    return count.blockers().stream().map(b -> b.peer() + " " + b.code()).toList();
  }

  @Test
  void allReadyIsUnanimous() {
    RoundEvent.RoundCompleted count =
        counted(SessionScenario.review().run().round().ready("ada", "bob", "cy"));

    assertEquals(TallyResult.UNANIMOUS, count.tally());
    assertEquals(List.of("ada", "bob", "cy"), count.ready());
    assertEquals(List.of(), count.blockers());
  }

  @Test
  void oneObjectionIsDividedAndNamesPeerAndFinding() {
    SessionScenario sessionScenario = SessionScenario.review().run().round().ready("ada", "bob");
    sessionScenario.vote("cy", Samples.notReady("no end"));

    RoundEvent.RoundCompleted count = counted(sessionScenario);

    assertEquals(TallyResult.DIVIDED, count.tally());
    assertEquals(List.of(new RoundBlocker("cy", "not_ready", "f1", "no end")), count.blockers());
    assertEquals(List.of("cy"), count.notReady());
  }

  @Test
  void anUnavailablePeerLeavesTheQuorumOpenly() {
    SessionScenario sessionScenario = SessionScenario.review().run().round().ready("ada", "bob");
    sessionScenario.does(sessionScenario.fail("cy", FailureClass.PROVIDER_ERROR, "overloaded"));

    RoundEvent.RoundCompleted count = counted(sessionScenario);

    assertEquals(TallyResult.UNANIMOUS, count.tally());
    assertEquals(List.of("cy"), count.excused());
    assertEquals(FailureClass.PROVIDER_ERROR, sessionScenario.lastRound().excused().get("cy"));
  }

  @Test
  void anAbstentionCountsForTheFloorButNotAsAVote() {
    SessionScenario sessionScenario = SessionScenario.review().run().round().ready("ada");
    sessionScenario.abstains("bob").abstains("cy");

    RoundEvent.RoundCompleted count = counted(sessionScenario);

    assertEquals(TallyResult.UNANIMOUS, count.tally());
    assertEquals(List.of("ada"), count.ready());
    assertEquals(List.of("bob", "cy"), count.abstained());
    assertEquals("1 of 3 voted, all READY, 2 abstained", count.reason());
    assertEquals(EndReason.UNANIMOUS_READY, sessionScenario.end().reason());
  }

  @Test
  void aPanelOfWhichNobodyLookedAtAnythingHasNothingToReview() {
    SessionScenario sessionScenario = SessionScenario.review().run().round();
    sessionScenario.abstains("ada").abstains("bob").abstains("cy");

    RoundEvent.RoundCompleted count = counted(sessionScenario);

    assertEquals(TallyResult.INCONCLUSIVE, count.tally());
    assertEquals("no peer had anything to check, 3 abstained", count.reason());
    assertEquals(EndReason.NOTHING_TO_REVIEW, sessionScenario.end().reason());
    assertEquals(2, EndReason.NOTHING_TO_REVIEW.exitCode());
  }

  @Test
  void aPeerThatFailedBesideAbstentionsStillBlocks() {
    SessionScenario sessionScenario = SessionScenario.review().run().round();
    sessionScenario.abstains("ada").abstains("bob");
    sessionScenario.does(sessionScenario.fail("cy", FailureClass.SCHEMA, "unparsable"));

    RoundEvent.RoundCompleted count = counted(sessionScenario);

    assertEquals(TallyResult.DIVIDED, count.tally());
    assertEquals(List.of("cy unparsable"), codes(count));
  }

  @Test
  void aPartThatNoVoterLookedAtBlocks() {
    SessionScenario sessionScenario = SessionScenario.rules().run().round();
    sessionScenario.reads("ada", "1-2").reads("bob", "2,4").abstains("cy");

    RoundEvent.RoundCompleted count = counted(sessionScenario);

    assertEquals(TallyResult.DIVIDED, count.tally());
    assertEquals(List.of("policy not_looked_at"), codes(count));
    assertEquals("no voter checked x.c (line 3)", count.blockers().getFirst().detail());
  }

  @Test
  void aVoterThatLooksAtEverythingCoversWhatTheOthersPassOver() {
    SessionScenario sessionScenario = SessionScenario.rules().run().round();
    sessionScenario.reads("ada", "1").ready("bob").reads("cy", "2");

    assertEquals(TallyResult.UNANIMOUS, counted(sessionScenario).tally());
  }

  @Test
  void tooFewVotersBecauseOthersWereUnavailableDecideNothing() {
    SessionScenario sessionScenario = SessionScenario.review().run().round().ready("ada");
    sessionScenario.does(sessionScenario.fail("bob", FailureClass.NETWORK, "refused"));
    sessionScenario.does(sessionScenario.fail("cy", FailureClass.TIMEOUT, "total"));

    assertEquals(TallyResult.INCONCLUSIVE, counted(sessionScenario).tally());
    assertEquals(EndReason.QUORUM_FLOOR_NOT_MET, sessionScenario.end().reason());
  }

  @Test
  void refusalsThatLeaveTooFewAreNamedAlthoughSomebodyWasUnavailable() {
    SessionScenario sessionScenario = SessionScenario.review().run().round();
    sessionScenario.does(sessionScenario.fail("ada", FailureClass.NETWORK, "refused"));
    sessionScenario.does(
        sessionScenario.fail("bob", FailureClass.PROVIDER_REFUSAL, "refused_by_model"));
    sessionScenario.does(sessionScenario.fail("cy", FailureClass.SCHEMA, "unparsable"));

    RoundEvent.RoundCompleted count = counted(sessionScenario);

    assertEquals(TallyResult.DIVIDED, count.tally());
    assertEquals(List.of("bob refused_by_model", "cy unparsable"), codes(count));
  }

  @ParameterizedTest
  @EnumSource(FailureClass.class)
  void onlyTheRulesOfTheFailureExcuse(FailureClass failureClass) {
    SessionScenario sessionScenario = SessionScenario.review().run().round().ready("ada", "bob");
    PeerFailure failure =
        new PeerFailure(failureClass, "odd", CallPhase.ANSWER, false, CostCertainty.ZERO, null);
    sessionScenario.does(
        new SessionCommand.Fail(sessionScenario.call("cy"), failure, 1, null, null));

    RoundEvent.RoundCompleted count = counted(sessionScenario);

    assertEquals(failure.excuses(), count.tally() == TallyResult.UNANIMOUS);
    assertEquals(failure.excuses() ? List.of() : List.of("cy odd"), codes(count));
    assertEquals(failure.excuses() ? List.of() : List.of("cy"), count.rejected());
  }

  @Test
  void anUnreadableAnswerBlocksByNameEvenIfItsRepairCannotBeAsked() {
    SessionScenario sessionScenario = SessionScenario.review().run().round().ready("ada", "bob");
    sessionScenario.does(sessionScenario.settle("cy", new AnswerMeaning.UnreadAnswer()));
    sessionScenario.ask("cy", CallPurpose.REPAIR);

    sessionScenario.does(sessionScenario.fail("cy", FailureClass.NETWORK, "refused"));

    assertEquals(List.of("cy refused"), codes(counted(sessionScenario)));
  }

  @Test
  void anOpenFindingOfAnExcusedOwnerBlocks() {
    SessionScenario sessionScenario = SessionScenario.ship().run().round().ready("ada", "bob");
    sessionScenario.vote("cy", Samples.notReady("no end"));
    sessionScenario.count().revise("rex", "text 2").round().ready("ada", "bob");
    sessionScenario.does(sessionScenario.fail("cy", FailureClass.NETWORK, "refused"));

    RoundEvent.RoundCompleted count = counted(sessionScenario);

    assertEquals(TallyResult.DIVIDED, count.tally());
    assertEquals(List.of("cy open_finding"), codes(count));
  }

  @Test
  void evidenceThatIsMissingBlocks() {
    SessionScenario sessionScenario = SessionScenario.review().run().round().ready("ada", "bob");
    sessionScenario.vote(
        "cy",
        new Verdict(
            VerdictStatus.NEEDS_EVIDENCE, null, "show it", List.of(), List.of(), List.of()));

    RoundEvent.RoundCompleted count = counted(sessionScenario);

    assertEquals(List.of("cy needs_evidence"), codes(count));
    assertEquals(List.of("cy"), count.needsEvidence());
  }

  @Test
  void aRoundIsCountedOnceAndOnlyWhenNothingIsOpen() {
    SessionScenario sessionScenario = SessionScenario.review().run();

    assertEquals("no_open_round", sessionScenario.refused(COUNT));
    sessionScenario.round().ready("ada", "bob");
    assertEquals("round_not_complete", sessionScenario.refused(COUNT));
    assertEquals(
        "round_not_complete",
        sessionScenario.refused(SessionScenario.startRound(List.of("ada", "bob", "cy"))));
    sessionScenario.ready("cy").count();
    assertEquals("no_open_round", sessionScenario.refused(COUNT));
  }

  @Test
  void aRoundAsksItsVotersAllOfThemAndNobodyElse() {
    SessionScenario sessionScenario = SessionScenario.ship().run();

    assertEquals(
        "wrong_panel", sessionScenario.refused(SessionScenario.startRound(List.of("ada", "bob"))));
    assertEquals(
        "wrong_panel",
        sessionScenario.refused(SessionScenario.startRound(List.of("ada", "bob", "rex"))));
    sessionScenario.round().ready("ada", "bob");
    sessionScenario.vote("cy", Samples.notReady("no end"));
    sessionScenario.count();
    assertEquals(
        "nothing_new",
        sessionScenario.refused(SessionScenario.startRound(List.of("ada", "bob", "cy"))));
  }

  @Test
  void aVoteIsBoundToTheBytesOfItsRound() {
    SessionScenario sessionScenario = SessionScenario.ship().run().round();
    Digest shown = sessionScenario.session().current().sha256();

    sessionScenario.ready("ada");

    assertEquals(shown, sessionScenario.lastRound().votes().get("ada").artifact());
  }

  @Test
  void anAnswerAfterARecoveryIsNoSecondVote() {
    SessionScenario sessionScenario = SessionScenario.review().run().round();
    String first = sessionScenario.call("cy");
    sessionScenario.ready("ada", "bob");
    sessionScenario.does(new SessionCommand.Recover("other"));
    sessionScenario.ask("cy", CallPurpose.REVIEW).ready("cy");

    AnswerMeaning.BallotAnswer late = Samples.ballot(Samples.notReady("late"));
    SessionCommand settle =
        new SessionCommand.Settle(first, sessionScenario.answered(Money.ZERO), late);

    assertEquals("call_already_settled", sessionScenario.refused(settle));
    assertEquals(TallyResult.UNANIMOUS, counted(sessionScenario).tally());
  }

  @Test
  void anAnswerOfAnOlderRunIsReadButNotCounted() {
    SessionScenario sessionScenario =
        SessionScenario.of(RunMode.REVIEW, Samples.panel(), Samples.LIMITS).run().round();
    String old = sessionScenario.call("ada");
    sessionScenario.does(sessionScenario.settle("ada", new AnswerMeaning.UnreadAnswer()));
    sessionScenario.does(new SessionCommand.EndRun(EndReason.WALL_CLOCK, null));
    sessionScenario.run();

    assertEquals(
        List.of(),
        sessionScenario.does(new SessionCommand.UseAnswer(old, Samples.ballot(Samples.ready()))));
    sessionScenario.round();
    assertEquals(
        List.of(),
        sessionScenario.does(new SessionCommand.UseAnswer(old, Samples.ballot(Samples.ready()))));
    assertTrue(sessionScenario.lastRound().votes().isEmpty());
  }
}

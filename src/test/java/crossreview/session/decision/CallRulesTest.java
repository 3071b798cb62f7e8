package crossreview.session.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import crossreview.model.Money;
import crossreview.model.Problem;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.CostBasis;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.CostParts;
import crossreview.model.call.FailureClass;
import crossreview.model.call.TokenUsage;
import crossreview.model.event.LifecycleEvent;
import crossreview.model.event.SessionEvent;
import crossreview.model.policy.FindingLimits;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.EndReason;
import crossreview.model.run.RunMode;
import crossreview.session.Ledger;
import crossreview.session.command.AnswerMeaning;
import crossreview.session.command.CallReservation;
import crossreview.session.command.SessionCommand;
import crossreview.session.script.CallEligibility;
import crossreview.session.script.NextStep;
import crossreview.testkit.Samples;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallRulesTest {
  private static Money usd(String amount) {
    return Money.of(amount);
  }

  private static SessionCommand.StartRound paidRound(String each) {
    SessionCommand.StartRound free = SessionScenario.startRound(List.of("ada", "bob", "cy"));
    List<CallReservation> calls =
        free.calls().stream()
            .map(c -> SessionScenario.reservation(c.peer(), c.purpose(), usd(each)))
            .toList();
    return new SessionCommand.StartRound(free.prompts(), free.parts(), calls);
  }

  private static SessionScenario paid(String ceiling) {
    ReviewLimits reviewLimits = new ReviewLimits(8, 2, 60, usd(ceiling), 1_000, 9);
    return SessionScenario.of(RunMode.SHIP, Samples.panel(), reviewLimits).run();
  }

  @Test
  void withoutACeilingNothingIsPaid() {
    assertEquals("budget_exhausted", SessionScenario.ship().run().refused(paidRound("0.01")));
  }

  @Test
  void parallelCallsTogetherStayBelowTheCeiling() {
    SessionScenario sessionScenario = paid("0.9");

    assertEquals("budget_exhausted", sessionScenario.refused(paidRound("0.31")));
    sessionScenario.does(paidRound("0.3"));
    assertEquals(usd("0.9"), sessionScenario.session().ledger().reserved());
    assertEquals(Money.ZERO, sessionScenario.session().cost());
  }

  @Test
  void whatWasReservedAndNotSpentIsFreeAgain() {
    SessionScenario sessionScenario = paid("0.9");
    sessionScenario.does(paidRound("0.3"));

    sessionScenario.does(settle(sessionScenario, "ada", "0.1"));
    sessionScenario.does(new SessionCommand.Release(sessionScenario.call("bob"), "not sent"));
    sessionScenario.does(
        sessionScenario.fail("cy", FailureClass.TIMEOUT, "total", CostCertainty.UNKNOWN));

    assertEquals(
        new Ledger(new CostParts(usd("0.1"), Money.ZERO, usd("0.3")), Money.ZERO, TokenUsage.NONE),
        sessionScenario.session().ledger());
    assertEquals(
        sessionScenario.session().ledger(), Ledger.of(sessionScenario.session().calls().values()));
    sessionScenario.does(reserve("bob", CallPurpose.REVIEW, "0.5"));
    assertEquals(usd("0.9"), sessionScenario.session().ledger().committed());
  }

  @Test
  void whatIsReservedCannotBeReservedAgain() {
    SessionScenario sessionScenario = paid("0.9");
    sessionScenario.does(paidRound("0.3"));
    sessionScenario.does(settle(sessionScenario, "ada", "0.1"));
    sessionScenario.does(new SessionCommand.Release(sessionScenario.call("bob"), "not sent"));

    assertEquals(
        "budget_exhausted", sessionScenario.refused(reserve("bob", CallPurpose.REVIEW, "0.6")));
    sessionScenario.does(reserve("bob", CallPurpose.REVIEW, "0.5"));
  }

  @Test
  void aRoundHasACeilingOfItsOwn() {
    ReviewLimits limits =
        new ReviewLimits(8, 2, 60, usd("9"), 1_000, FindingLimits.SHIPPED, 3, usd("0.9"));
    SessionScenario scenario = SessionScenario.of(RunMode.SHIP, Samples.panel(), limits).run();

    Problem refused = scenario.refusal(paidRound("0.31"));
    scenario.does(paidRound("0.3"));
    scenario.does(settle(scenario, "ada", "0.1"));

    assertEquals(
        "spent and reserved 0 in round 1, wanted 0.93, a round's ceiling is 0.9"
            + " (limits.round_usd)",
        refused.message());
    assertEquals("budget_exhausted", refused.code());
    scenario.does(new SessionCommand.Release(scenario.call("bob"), "not sent"));
    assertEquals("budget_exhausted", scenario.refused(reserve("bob", CallPurpose.REVIEW, "0.6")));
    scenario.does(reserve("bob", CallPurpose.REVIEW, "0.5"));
  }

  private static SessionCommand settle(SessionScenario sessionScenario, String peer, String cost) {
    return new SessionCommand.Settle(
        sessionScenario.call(peer),
        sessionScenario.answered(usd(cost)),
        Samples.ballot(Samples.ready()));
  }

  private static SessionCommand.Reserve reserve(
      String peer, CallPurpose callPurpose, String ceiling) {
    return new SessionCommand.Reserve(SessionScenario.reservation(peer, callPurpose, usd(ceiling)));
  }

  @Test
  void moneyThatWasSpentIsRecordedWhateverWasReserved() {
    SessionScenario sessionScenario = paid("0.9");
    sessionScenario.does(paidRound("0.3"));

    sessionScenario.does(settle(sessionScenario, "ada", "0.7"));

    assertEquals(usd("0.7"), sessionScenario.session().cost());
    assertEquals(usd("0.6"), sessionScenario.session().ledger().reserved());
  }

  @Test
  void theEndOfARunBooksWhatIsStillReserved() {
    SessionScenario sessionScenario = paid("0.9");
    sessionScenario.does(paidRound("0.3"));
    sessionScenario.does(settle(sessionScenario, "ada", "0.1"));

    sessionScenario.does(new SessionCommand.EndRun(EndReason.WALL_CLOCK, null));

    assertEquals(usd("0.7"), sessionScenario.session().run().ended().cost());
    assertEquals(usd("0.7"), sessionScenario.session().cost());
    assertEquals(Money.ZERO, sessionScenario.session().ledger().reserved());
  }

  @Test
  void theSumSaysHowMuchOfItIsExactEstimatedAndACeiling() {
    SessionScenario sessionScenario = paid("0.9");
    sessionScenario.does(paidRound("0.3"));

    sessionScenario.does(settle(sessionScenario, "ada", "0.1"));
    sessionScenario.does(
        new SessionCommand.Settle(
            sessionScenario.call("bob"),
            sessionScenario.answered(usd("0.2"), CostBasis.ESTIMATE),
            Samples.ballot(Samples.ready())));
    sessionScenario.does(
        sessionScenario.fail("cy", FailureClass.NETWORK, "connection_lost", CostCertainty.UNKNOWN));

    assertEquals(
        new CostParts(usd("0.1"), usd("0.2"), usd("0.3")),
        sessionScenario.session().ledger().booked());
    assertEquals(usd("0.6"), sessionScenario.session().cost());
  }

  @Test
  void aCallEndsOnce() {
    SessionScenario sessionScenario = SessionScenario.ship().run().round();
    String ada = sessionScenario.call("ada");
    sessionScenario.ready("ada");
    SessionCommand.Settle again =
        new SessionCommand.Settle(
            ada, sessionScenario.answered(Money.ZERO), Samples.ballot(Samples.ready()));

    assertEquals("call_already_settled", sessionScenario.refused(again));
    assertEquals(
        "call_already_settled", sessionScenario.refused(new SessionCommand.Release(ada, "x")));
    assertEquals("call_unknown", sessionScenario.refused(new SessionCommand.Release("c9", "x")));
  }

  @Test
  void anAnswerOnDiskIsNeverBoughtAgain() {
    SessionScenario sessionScenario = SessionScenario.ship().run().round();
    assertEquals("not_its_turn", sessionScenario.refused(reserve("ada", CallPurpose.REVIEW, "0")));
    sessionScenario.does(sessionScenario.settle("ada", new AnswerMeaning.UnreadAnswer()));

    assertEquals("not_its_turn", sessionScenario.refused(reserve("ada", CallPurpose.REVIEW, "0")));
    sessionScenario.ask("ada", CallPurpose.REPAIR);
    assertEquals("not_its_turn", sessionScenario.refused(reserve("ada", CallPurpose.REPAIR, "0")));
    sessionScenario.ready("ada");
    assertEquals("not_its_turn", sessionScenario.refused(reserve("ada", CallPurpose.REPAIR, "0")));
    assertEquals(
        "not_its_turn", sessionScenario.refused(reserve("nobody", CallPurpose.REVIEW, "0")));
  }

  @Test
  void anAnswerIsUsedForWhatItWasAskedFor() {
    SessionScenario sessionScenario = SessionScenario.ship().run().round();
    AnswerMeaning draft = new AnswerMeaning.RevisionAnswer(Samples.artifact("x"), List.of());

    assertEquals("wrong_use", sessionScenario.refused(sessionScenario.settle("ada", draft)));
    sessionScenario.vote("ada", Samples.notReady("no end"));
    sessionScenario.ready("bob", "cy").count().ask("rex", CallPurpose.REVISE);
    assertEquals(
        "wrong_use",
        sessionScenario.refused(sessionScenario.settle("rex", new AnswerMeaning.UnreadAnswer())));
    assertEquals(
        "wrong_use",
        sessionScenario.refused(sessionScenario.settle("rex", Samples.ballot(Samples.ready()))));
    assertEquals(
        "no_unread_answer", sessionScenario.refused(new SessionCommand.UseAnswer("c1", draft)));
  }

  @Test
  void aCallOfUnknownFateIsBookedAndAskedAgainOnce() {
    SessionScenario sessionScenario = paid("3");
    sessionScenario.does(paidRound("0.3"));
    sessionScenario.does(settle(sessionScenario, "ada", "0.1"));

    List<SessionEvent> events = sessionScenario.does(new SessionCommand.Recover("other"));

    LifecycleEvent.SessionRecovered recovered = (LifecycleEvent.SessionRecovered) events.getFirst();
    assertEquals(1, recovered.keptCalls());
    assertEquals(2, recovered.indeterminateCalls());
    assertEquals(usd("0.7"), sessionScenario.session().cost());
    assertEquals(new NextStep.VoteStep(1, List.of("bob", "cy")), sessionScenario.next());
    sessionScenario.ask("bob", CallPurpose.REVIEW).ask("cy", CallPurpose.REVIEW);
    sessionScenario.does(new SessionCommand.Recover("third"));
    assertEquals(new NextStep.CountStep(1), sessionScenario.next());
    assertEquals("not_its_turn", sessionScenario.refused(reserve("bob", CallPurpose.REVIEW, "0")));
  }

  @Test
  void withoutReaskingAPeerOfUnknownFateStaysOpen() {
    SessionScenario sessionScenario = SessionScenario.ship().run().round().ready("ada", "bob");
    sessionScenario.does(new SessionCommand.Recover("other"));

    assertEquals(
        new NextStep.CountStep(1), NextStep.of(sessionScenario.session(), Set.of(), false));
    sessionScenario.count();
    assertEquals("no_vote", sessionScenario.lastRound().completed().blockers().getFirst().code());
  }

  @Test
  void aReservationThatIsNeverUsedIsNotMadeForEver() {
    SessionScenario sessionScenario = SessionScenario.ship().run().round().ready("ada", "bob");

    int released = 0;
    while (!(sessionScenario.next() instanceof NextStep.CountStep)) {
      if (sessionScenario.next() instanceof NextStep.VoteStep) {
        sessionScenario.ask("cy", CallPurpose.REVIEW);
      }
      sessionScenario.does(new SessionCommand.Release(sessionScenario.call("cy"), "not sent"));
      released++;
    }

    assertEquals(CallEligibility.RELEASES_MAX + 1, released);
  }

  @Test
  void aCallThatNobodyAwaitsIsABug() {
    SessionScenario sessionScenario = SessionScenario.ship().run().round();

    assertThrows(
        IllegalStateException.class, () -> NextStep.of(sessionScenario.session(), Set.of(), true));
  }

  @Test
  void unreadableGetsOneRepairTurnAndThenBlocksByName() {
    SessionScenario sessionScenario = SessionScenario.ship().run().round().ready("ada", "bob");
    String answered = sessionScenario.call("cy");
    sessionScenario.does(sessionScenario.settle("cy", new AnswerMeaning.UnreadAnswer()));

    assertEquals(new NextStep.AnswerStep(answered), sessionScenario.next());
    sessionScenario.ask("cy", CallPurpose.REPAIR);
    assertEquals(new NextStep.WaitStep(List.of("c4")), sessionScenario.next());
    sessionScenario.does(
        sessionScenario.fail("cy", FailureClass.INCONSISTENT_VERDICT, "inconsistent_verdict"));
    assertEquals(new NextStep.CountStep(1), sessionScenario.next());
    sessionScenario.count();
    assertEquals(
        "inconsistent_verdict",
        sessionScenario.lastRound().completed().blockers().getFirst().code());
    assertEquals(EndReason.HANDED_BACK, sessionScenario.end().reason());
  }
}

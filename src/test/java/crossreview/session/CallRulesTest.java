package crossreview.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import crossreview.model.FailureClass;
import crossreview.model.Limits;
import crossreview.model.Mode;
import crossreview.model.Money;
import crossreview.model.Purpose;
import crossreview.model.Reason;
import crossreview.model.Spend;
import crossreview.model.event.LifeEvent;
import crossreview.model.event.SessionEvent;
import crossreview.testkit.Samples;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallRulesTest {
  private static Money usd(String amount) {
    return Money.of(amount);
  }

  private static Command.StartRound paidRound(String each) {
    Command.StartRound free = Play.startRound(List.of("ada", "bob", "cy"));
    List<Reservation> calls =
        free.calls().stream().map(c -> Play.reservation(c.peer(), c.purpose(), usd(each))).toList();
    return new Command.StartRound(free.prompts(), free.parts(), calls);
  }

  private static Play paid(String ceiling) {
    Limits limits = new Limits(8, 2, 60, usd(ceiling), 1_000, 9);
    return Play.of(Mode.SHIP, Samples.panel(), limits).run();
  }

  @Test
  void withoutACeilingNothingIsPaid() {
    assertEquals("budget_exhausted", Play.ship().run().refused(paidRound("0.01")));
  }

  @Test
  void parallelCallsTogetherStayBelowTheCeiling() {
    Play play = paid("0.9");

    assertEquals("budget_exhausted", play.refused(paidRound("0.31")));
    play.does(paidRound("0.3"));
    assertEquals(usd("0.9"), play.session().ledger().reserved());
    assertEquals(Money.ZERO, play.session().cost());
  }

  @Test
  void whatWasReservedAndNotSpentIsFreeAgain() {
    Play play = paid("0.9");
    play.does(paidRound("0.3"));

    play.does(settle(play, "ada", "0.1"));
    play.does(new Command.Release(play.call("bob"), "not sent"));
    play.does(play.fail("cy", FailureClass.TIMEOUT, "total", Spend.UNKNOWN));

    assertEquals(new Ledger(usd("0.4"), Money.ZERO), play.session().ledger());
    assertEquals(play.session().ledger(), Ledger.of(play.session().calls().values()));
    play.does(reserve("bob", Purpose.REVIEW, "0.5"));
    assertEquals(usd("0.9"), play.session().ledger().committed());
  }

  @Test
  void whatIsReservedCannotBeReservedAgain() {
    Play play = paid("0.9");
    play.does(paidRound("0.3"));
    play.does(settle(play, "ada", "0.1"));
    play.does(new Command.Release(play.call("bob"), "not sent"));

    assertEquals("budget_exhausted", play.refused(reserve("bob", Purpose.REVIEW, "0.6")));
    play.does(reserve("bob", Purpose.REVIEW, "0.5"));
  }

  private static Command settle(Play play, String peer, String cost) {
    return new Command.Settle(
        play.call(peer), play.answered(usd(cost)), Samples.ballot(Samples.ready()));
  }

  private static Command.Reserve reserve(String peer, Purpose purpose, String ceiling) {
    return new Command.Reserve(Play.reservation(peer, purpose, usd(ceiling)));
  }

  @Test
  void moneyThatWasSpentIsRecordedWhateverWasReserved() {
    Play play = paid("0.9");
    play.does(paidRound("0.3"));

    play.does(settle(play, "ada", "0.7"));

    assertEquals(usd("0.7"), play.session().cost());
    assertEquals(usd("0.6"), play.session().ledger().reserved());
  }

  @Test
  void theEndOfARunBooksWhatIsStillReserved() {
    Play play = paid("0.9");
    play.does(paidRound("0.3"));
    play.does(settle(play, "ada", "0.1"));

    play.does(new Command.EndRun(Reason.WALL_CLOCK, null));

    assertEquals(usd("0.7"), play.session().run().ended().cost());
    assertEquals(usd("0.7"), play.session().cost());
    assertEquals(Money.ZERO, play.session().ledger().reserved());
  }

  @Test
  void aCallEndsOnce() {
    Play play = Play.ship().run().round();
    String ada = play.call("ada");
    play.ready("ada");
    Command.Settle again =
        new Command.Settle(ada, play.answered(Money.ZERO), Samples.ballot(Samples.ready()));

    assertEquals("call_already_settled", play.refused(again));
    assertEquals("call_already_settled", play.refused(new Command.Release(ada, "x")));
    assertEquals("call_unknown", play.refused(new Command.Release("c9", "x")));
  }

  @Test
  void anAnswerOnDiskIsNeverBoughtAgain() {
    Play play = Play.ship().run().round();
    assertEquals("not_its_turn", play.refused(reserve("ada", Purpose.REVIEW, "0")));
    play.does(play.settle("ada", new Use.Unread()));

    assertEquals("not_its_turn", play.refused(reserve("ada", Purpose.REVIEW, "0")));
    play.ask("ada", Purpose.REPAIR);
    assertEquals("not_its_turn", play.refused(reserve("ada", Purpose.REPAIR, "0")));
    play.ready("ada");
    assertEquals("not_its_turn", play.refused(reserve("ada", Purpose.REPAIR, "0")));
    assertEquals("not_its_turn", play.refused(reserve("nobody", Purpose.REVIEW, "0")));
  }

  @Test
  void anAnswerIsUsedForWhatItWasAskedFor() {
    Play play = Play.ship().run().round();
    Use draft = new Use.Revision(Samples.artifact("x"), List.of());

    assertEquals("wrong_use", play.refused(play.settle("ada", draft)));
    play.vote("ada", Samples.notReady("no end"));
    play.ready("bob", "cy").count().ask("rex", Purpose.REVISE);
    assertEquals("wrong_use", play.refused(play.settle("rex", new Use.Unread())));
    assertEquals("wrong_use", play.refused(play.settle("rex", Samples.ballot(Samples.ready()))));
    assertEquals("no_unread_answer", play.refused(new Command.UseAnswer("c1", draft)));
  }

  @Test
  void aCallOfUnknownFateIsBookedAndAskedAgainOnce() {
    Play play = paid("3");
    play.does(paidRound("0.3"));
    play.does(settle(play, "ada", "0.1"));

    List<SessionEvent> events = play.does(new Command.Recover("other"));

    LifeEvent.SessionRecovered recovered = (LifeEvent.SessionRecovered) events.getFirst();
    assertEquals(1, recovered.keptCalls());
    assertEquals(2, recovered.indeterminateCalls());
    assertEquals(usd("0.7"), play.session().cost());
    assertEquals(new NextStep.AskVoters(1, List.of("bob", "cy")), play.next());
    play.ask("bob", Purpose.REVIEW).ask("cy", Purpose.REVIEW);
    play.does(new Command.Recover("third"));
    assertEquals(new NextStep.CountRound(1), play.next());
    assertEquals("not_its_turn", play.refused(reserve("bob", Purpose.REVIEW, "0")));
  }

  @Test
  void withoutReaskingAPeerOfUnknownFateStaysOpen() {
    Play play = Play.ship().run().round().ready("ada", "bob");
    play.does(new Command.Recover("other"));

    assertEquals(new NextStep.CountRound(1), NextStep.of(play.session(), Set.of(), false));
    play.count();
    assertEquals("no_vote", play.lastRound().completed().blockers().getFirst().code());
  }

  @Test
  void aReservationThatIsNeverUsedIsNotMadeForEver() {
    Play play = Play.ship().run().round().ready("ada", "bob");

    int released = 0;
    while (!(play.next() instanceof NextStep.CountRound)) {
      if (play.next() instanceof NextStep.AskVoters) {
        play.ask("cy", Purpose.REVIEW);
      }
      play.does(new Command.Release(play.call("cy"), "not sent"));
      released++;
    }

    assertEquals(Asked.RELEASES_MAX + 1, released);
  }

  @Test
  void aCallThatNobodyAwaitsIsABug() {
    Play play = Play.ship().run().round();

    assertThrows(IllegalStateException.class, () -> NextStep.of(play.session(), Set.of(), true));
  }

  @Test
  void unreadableGetsOneRepairTurnAndThenBlocksByName() {
    Play play = Play.ship().run().round().ready("ada", "bob");
    String answered = play.call("cy");
    play.does(play.settle("cy", new Use.Unread()));

    assertEquals(new NextStep.ReadAnswer(answered), play.next());
    play.ask("cy", Purpose.REPAIR);
    assertEquals(new NextStep.AwaitCalls(List.of("c4")), play.next());
    play.does(play.fail("cy", FailureClass.INCONSISTENT_VERDICT, "inconsistent_verdict"));
    assertEquals(new NextStep.CountRound(1), play.next());
    play.count();
    assertEquals("inconsistent_verdict", play.lastRound().completed().blockers().getFirst().code());
    assertEquals(Reason.HANDED_BACK, play.end().reason());
  }
}

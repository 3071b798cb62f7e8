package crossreview.session.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.call.CallPurpose;
import crossreview.model.call.FailureClass;
import crossreview.model.run.DraftRefusal;
import crossreview.model.run.EndReason;
import crossreview.model.run.RunMode;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.command.AnswerMeaning;
import crossreview.session.command.SessionCommand;
import crossreview.testkit.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An answer means what its call was for, and it is used once. */
class AnswerUseTest {
  private static final AnswerMeaning ABSTAINS = new AnswerMeaning.AbstentionAnswer("not mine");
  private static final AnswerMeaning READY = Samples.ballot(Samples.ready());
  private static final AnswerMeaning DRAFT =
      new AnswerMeaning.RevisionAnswer(Samples.artifact("more"), List.of());
  private static final AnswerMeaning NO_DRAFT = new AnswerMeaning.DraftFailure(DraftRefusal.EMPTY);
  private static final AnswerMeaning TURN =
      new AnswerMeaning.TurnAnswer(Samples.artifact("other"), List.of(), null);

  @Test
  void anAnswerThatWasLeftUnreadIsUsedOnceAndThoseOfOthersStayUnread() {
    SessionScenario sessionScenario = SessionScenario.review().run().round();
    for (String peer : List.of("ada", "bob")) {
      sessionScenario.does(sessionScenario.settle(peer, new AnswerMeaning.UnreadAnswer()));
    }

    assertEquals(1, sessionScenario.does(use("c1", READY)).size());
    assertEquals("no_unread_answer", sessionScenario.refused(use("c1", READY)));
    assertEquals(1, sessionScenario.does(use("c2", ABSTAINS)).size());
    assertEquals("no_unread_answer", sessionScenario.refused(use("c2", ABSTAINS)));
    assertEquals(List.of("ada"), List.copyOf(sessionScenario.lastRound().votes().keySet()));
    assertEquals(List.of("bob"), List.copyOf(sessionScenario.lastRound().abstained().keySet()));
  }

  @Test
  void anAuthorsAnswerIsUsedWhenItComesAndNotAgain() {
    for (AnswerMeaning meaning : List.of(DRAFT, NO_DRAFT)) {
      SessionScenario sessionScenario = divided().ask("rex", CallPurpose.REVISE);
      String call = sessionScenario.call("rex");
      sessionScenario.does(sessionScenario.settle("rex", meaning));

      assertEquals("no_unread_answer", sessionScenario.refused(use(call, DRAFT)));
    }
  }

  @Test
  void aTurnIsUsedWhenItComesAndNotAgain() {
    for (AnswerMeaning meaning : List.of(TURN, NO_DRAFT)) {
      SessionScenario sessionScenario =
          SessionScenario.of(RunMode.CIRCULAR, Samples.panel(), Samples.LIMITS).run();
      RotationRulesTest.begin(sessionScenario);
      sessionScenario.does(sessionScenario.settle("rex", meaning));

      assertEquals("no_unread_answer", sessionScenario.refused(use("c1", TURN)));
    }
  }

  @Test
  void anAnswerIsOnlyWhatItsCallWasFor() {
    SessionScenario review = SessionScenario.review().run().round();
    SessionScenario draft = divided().ask("rex", CallPurpose.REVISE);

    for (AnswerMeaning meaning : List.of(TURN, DRAFT, NO_DRAFT)) {
      assertEquals("wrong_use", review.refused(review.settle("ada", meaning)));
    }
    for (AnswerMeaning meaning : List.of(TURN, READY, ABSTAINS, new AnswerMeaning.UnreadAnswer())) {
      assertEquals("wrong_use", draft.refused(draft.settle("rex", meaning)));
    }
  }

  @Test
  void aRoundSaysHowManyHaveAnsweredAndWhoIsAwaited() {
    SessionScenario sessionScenario = SessionScenario.review().run().round();
    assertEquals(0, sessionScenario.lastRound().answered());

    sessionScenario.ready("bob");
    assertEquals(1, sessionScenario.lastRound().answered());
    assertEquals(List.of("ada", "cy"), sessionScenario.lastRound().awaited());
    sessionScenario.abstains("ada");
    assertEquals(2, sessionScenario.lastRound().answered());
    assertEquals(List.of("cy"), sessionScenario.lastRound().awaited());
    sessionScenario.ready("cy").count();
    assertEquals(List.of(), sessionScenario.lastRound().awaited());
  }

  @Test
  void whoeverFailedOrIsExcusedHasAnsweredToo() {
    SessionScenario sessionScenario = SessionScenario.review().run().round();
    sessionScenario.does(sessionScenario.fail("ada", FailureClass.RATE_LIMIT, "rate_limited"));
    sessionScenario.does(sessionScenario.fail("bob", FailureClass.SCHEMA, "unparsable"));

    assertEquals(2, sessionScenario.lastRound().answered());
    assertEquals(List.of("cy"), sessionScenario.lastRound().awaited());
    sessionScenario.does(new SessionCommand.EndRun(EndReason.WALL_CLOCK, null));
    assertEquals(List.of("cy"), sessionScenario.lastRound().awaited());
  }

  @Test
  void theCallsOfARoundAreItsOwn() {
    SessionScenario sessionScenario = divided().revise("rex", "better").round();

    assertEquals(4, sessionScenario.session().callsOf(1).size());
    assertEquals(3, sessionScenario.session().callsOf(2).size());
    assertTrue(sessionScenario.session().callsOf(1).stream().allMatch(call -> call.round() == 1));
  }

  @Test
  void runsAreCountedAndKnowTheirFirstRound() {
    SessionScenario sessionScenario = SessionScenario.review().run().round();
    sessionScenario.vote("ada", Samples.notReady("no end"));
    sessionScenario.ready("bob", "cy").count().end();
    sessionScenario.does(Samples.submit("better"));
    sessionScenario.run().round();

    assertEquals(2, sessionScenario.session().runs());
    assertEquals(2, sessionScenario.session().run().firstRound());
    sessionScenario.does(new SessionCommand.EndRun(EndReason.WALL_CLOCK, null));
    assertEquals(
        "run_already_exists",
        sessionScenario.refused(SessionScenario.startRun("r1", null, VerdictStatus.READY)));
    assertEquals(
        "run_already_exists",
        sessionScenario.refused(SessionScenario.startRun("r2", null, VerdictStatus.READY)));
  }

  private static SessionCommand use(String call, AnswerMeaning meaning) {
    return new SessionCommand.UseAnswer(call, meaning);
  }

  /** A counted round of a ship run that one objection divides. */
  private static SessionScenario divided() {
    SessionScenario sessionScenario = SessionScenario.ship().run().round();
    sessionScenario.vote("ada", Samples.notReady("no end"));
    return sessionScenario.ready("bob", "cy").count();
  }
}

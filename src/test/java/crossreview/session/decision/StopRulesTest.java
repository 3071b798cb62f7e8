package crossreview.session.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.call.CallPurpose;
import crossreview.model.call.FailureClass;
import crossreview.model.event.RunEvent;
import crossreview.model.event.SessionEvent;
import crossreview.model.run.DraftRefusal;
import crossreview.model.run.EndReason;
import crossreview.model.run.RunResult;
import crossreview.session.command.AnswerMeaning;
import crossreview.session.command.SessionCommand;
import crossreview.session.script.NextStep;
import crossreview.testkit.Samples;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When a run stops although it is not unanimous. */
class StopRulesTest {
  /** A run whose first round ada objects to. */
  private static SessionScenario divided(SessionScenario sessionScenario) {
    sessionScenario.run().round();
    sessionScenario.vote("ada", Samples.notReady("no end"));
    return sessionScenario.ready("bob", "cy").count();
  }

  @Test
  void anUnusableRevisionGoesToTheNextInTheDrawWithoutAVote() {
    SessionScenario sessionScenario = divided(SessionScenario.ship());
    sessionScenario.ask("rex", CallPurpose.REVISE);

    sessionScenario.does(
        sessionScenario.settle("rex", new AnswerMeaning.DraftFailure(DraftRefusal.NOT_A_TEXT)));

    assertEquals(new NextStep.RevisionStep("sam"), sessionScenario.next());
    sessionScenario.ask("sam", CallPurpose.REVISE);
    sessionScenario.does(sessionScenario.fail("sam", FailureClass.TIMEOUT, "total"));
    assertEquals(EndReason.NO_USABLE_REVISION, sessionScenario.end().reason());
    assertEquals(1, sessionScenario.session().rounds().size());
  }

  @Test
  void theSameBytesFromEveryAuthorAreNothingNew() {
    SessionScenario sessionScenario = divided(SessionScenario.ship());

    for (String author : List.of("rex", "sam")) {
      sessionScenario.ask(author, CallPurpose.REVISE);
      AnswerMeaning same = new AnswerMeaning.RevisionAnswer(Samples.artifact("text"), List.of());
      RunEvent.DraftRefused refused =
          (RunEvent.DraftRefused) sessionScenario.does(sessionScenario.settle(author, same)).get(1);
      assertEquals(DraftRefusal.IDENTICAL, refused.reason());
    }

    assertEquals(EndReason.NOTHING_NEW, sessionScenario.end().reason());
  }

  @Test
  void textsThatReplaceEachOtherAgainAndAgainEndTheRun() {
    SessionScenario sessionScenario = SessionScenario.ship().run();
    for (String next : List.of("other", "text", "other")) {
      again(sessionScenario, "no end before " + next);
      sessionScenario.revise(sessionScenario.session().run().currentAuthor().orElseThrow(), next);
    }
    again(sessionScenario, "no end at all");

    NextStep.EndStep end = assertInstanceOf(NextStep.EndStep.class, sessionScenario.next());
    assertEquals(
        new NextStep.EndStep(EndReason.OSCILLATION, "the text is that of round 2 again"), end);
  }

  private static void again(SessionScenario sessionScenario, String objection) {
    sessionScenario.round().vote("ada", Samples.notReady(objection));
    sessionScenario.ready("bob", "cy").count();
  }

  @Test
  void votesOnTheSameBytesAreNotBoughtAgain() {
    SessionScenario sessionScenario = divided(SessionScenario.review());
    sessionScenario.end();

    sessionScenario.run();

    assertEquals(EndReason.NOTHING_NEW, sessionScenario.session().run().ended().reason());
    assertEquals(RunResult.STOPPED, sessionScenario.session().run().ended().result());
    assertEquals(1, sessionScenario.session().rounds().size());
    sessionScenario.does(Samples.submit("text with an end"));
    sessionScenario.run();
    assertTrue(sessionScenario.session().running());
  }

  @Test
  void aPeerThatGaveNoVoteIsWorthAskingAgain() {
    SessionScenario sessionScenario = SessionScenario.review().run().round();
    sessionScenario.vote("ada", Samples.notReady("no end"));
    sessionScenario.ready("bob");
    sessionScenario.does(sessionScenario.fail("cy", FailureClass.SCHEMA, "unparsable"));
    sessionScenario.count().end();

    assertTrue(sessionScenario.run().session().running());
  }

  @Test
  void theSameBlockersAfterTwoRevisionsEndTheRun() {
    SessionScenario sessionScenario = divided(SessionScenario.ship());
    for (String author : List.of("rex", "sam")) {
      sessionScenario.revise(author, "text of " + author).round();
      sessionScenario.vote("ada", Samples.notReady("No  END!"));
      sessionScenario.ready("bob", "cy").count();
    }

    assertEquals(EndReason.NO_PROGRESS, sessionScenario.end().reason());
    assertEquals(1, sessionScenario.session().findings().size());
  }

  @Test
  void twoRoundsWithoutProgressGiveTheNextAuthorOfTheDrawItsTurn() {
    SessionScenario sessionScenario = divided(SessionScenario.ship());
    sessionScenario.revise("rex", "text 1").round();
    sessionScenario.vote("ada", Samples.notReady("No end."));
    sessionScenario.ready("bob", "cy");

    List<SessionEvent> events = sessionScenario.does(new SessionCommand.CompleteRound());

    RunEvent.RelatorDrawn drawn = assertInstanceOf(RunEvent.RelatorDrawn.class, events.getLast());
    assertEquals(List.of("sam"), drawn.draw());
    assertEquals("no_progress", drawn.excluded().getLast().reason());
    assertEquals(new NextStep.RevisionStep("sam"), sessionScenario.next());
  }

  @Test
  void theAuthorStaysWhileItsRevisionsChangeWhatIsInTheWay() {
    SessionScenario sessionScenario = divided(SessionScenario.ship());
    sessionScenario.revise("rex", "text 1").round();
    sessionScenario.vote("ada", Samples.notReady("No middle."));
    sessionScenario.ready("bob", "cy").count();

    assertEquals(new NextStep.RevisionStep("rex"), sessionScenario.next());
  }

  @Test
  void anotherBlockerIsProgress() {
    SessionScenario sessionScenario = divided(SessionScenario.ship());
    for (int i = 1; i <= 2; i++) {
      sessionScenario.revise("rex", "text " + i).round();
      sessionScenario.vote("ada", Samples.notReady("thing " + i));
      sessionScenario.ready("bob", "cy").count();
    }

    assertEquals(new NextStep.RevisionStep("rex"), sessionScenario.next());
  }

  @Test
  void aBlockerThatWasGoneInBetweenIsProgress() {
    SessionScenario sessionScenario = divided(SessionScenario.ship());
    sessionScenario.revise("rex", "text 1").round();
    sessionScenario.vote("ada", FindingRulesTest.settling("f1"));
    sessionScenario.vote("bob", Samples.notReady("too long"));
    sessionScenario.ready("cy").count().revise("rex", "text 2").round();
    sessionScenario.vote("ada", FindingRulesTest.reopening("f1"));
    sessionScenario.vote("bob", FindingRulesTest.settling("f2"));
    sessionScenario.ready("cy").count();

    assertEquals(new NextStep.RevisionStep("rex"), sessionScenario.next());
  }

  @Test
  void threeRoundsAllowedAreNeverFourVotes() {
    SessionScenario sessionScenario = SessionScenario.ship().run(3);
    List<String> ends = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      sessionScenario.round();
      sessionScenario.vote("ada", Samples.notReady("thing " + i));
      sessionScenario.ready("bob", "cy").count();
      if (i < 3) {
        sessionScenario.revise("rex", "text " + i);
      }
      ends.add(sessionScenario.next().getClass().getSimpleName());
    }

    assertEquals(List.of("RoundStep", "RoundStep", "EndStep"), ends);
    assertEquals(
        "not_its_turn",
        sessionScenario.refused(
            new SessionCommand.Reserve(SessionScenario.reservation("rex", CallPurpose.REVISE))));
    assertEquals(EndReason.MAX_ROUNDS_WITHOUT_UNANIMITY, sessionScenario.end().reason());
    assertFalse(sessionScenario.session().closed());
  }

  @Test
  void reviewModeHandsBackAndNeverRewrites() {
    SessionScenario sessionScenario = divided(SessionScenario.review());

    assertEquals(
        "not_its_turn",
        sessionScenario.refused(
            new SessionCommand.Reserve(SessionScenario.reservation("rex", CallPurpose.REVISE))));
    assertEquals(EndReason.HANDED_BACK, sessionScenario.end().reason());
    assertEquals(RunResult.HANDED_BACK, sessionScenario.session().run().ended().result());
    assertFalse(sessionScenario.session().closed());
  }

  /**
   * A run of ship mode that ended for this reason, with votes of all on the bytes that are there.
   */
  private static SessionScenario ended(EndReason endReason) {
    SessionScenario sessionScenario = divided(SessionScenario.ship());
    sessionScenario.does(new SessionCommand.EndRun(endReason, null));
    return sessionScenario;
  }

  @ParameterizedTest
  @EnumSource(names = {"NOTHING_NEW", "NO_PROGRESS", "NO_USABLE_REVISION"})
  void whereNobodyCouldReviseVotesAreNotBoughtAgain(EndReason endReason) {
    SessionScenario sessionScenario = ended(endReason);

    sessionScenario.run();

    assertEquals(EndReason.NOTHING_NEW, sessionScenario.session().run().ended().reason());
  }

  @ParameterizedTest
  @EnumSource(names = {"MAX_ROUNDS_WITHOUT_UNANIMITY", "WALL_CLOCK", "HANDED_BACK"})
  void whereAnAuthorMayStillReviseTheRunGoesOn(EndReason endReason) {
    assertTrue(ended(endReason).run().session().running());
  }

  @Test
  void onlyAuthorsWhoAllGaveTheSameBytesMakeNothingNew() {
    SessionScenario sessionScenario = divided(SessionScenario.ship());
    sessionScenario.ask("rex", CallPurpose.REVISE);
    AnswerMeaning same = new AnswerMeaning.RevisionAnswer(Samples.artifact("text"), List.of());
    sessionScenario.does(sessionScenario.settle("rex", same));
    sessionScenario.ask("sam", CallPurpose.REVISE);
    sessionScenario.does(sessionScenario.fail("sam", FailureClass.TIMEOUT, "total"));

    NextStep.EndStep endStep = sessionScenario.end();

    assertEquals(EndReason.NO_USABLE_REVISION, endStep.reason());
    assertEquals("no author of the draw returned a usable revision", endStep.detail());
  }

  @Test
  void aRoundThatOnlyFailuresDividedNamesTheFirstOfThem() {
    SessionScenario sessionScenario = SessionScenario.ship().run().round().ready("ada");
    sessionScenario.does(sessionScenario.fail("bob", FailureClass.SCHEMA, "unparsable"));
    sessionScenario.does(sessionScenario.fail("cy", FailureClass.SCHEMA, "truncated"));
    sessionScenario.count();

    NextStep.EndStep endStep = sessionScenario.end();

    assertEquals(EndReason.HANDED_BACK, endStep.reason());
    assertEquals("nothing for an author to fix: bob (unparsable)", endStep.detail());
  }

  @Test
  void aPausedRunWaitsForItsCallsAndThenRests() {
    SessionScenario sessionScenario = SessionScenario.ship().run().round().ready("ada", "bob");
    sessionScenario.does(new SessionCommand.Pause(null));

    assertEquals(new NextStep.WaitStep(List.of("c3")), sessionScenario.next());
    sessionScenario.ready("cy");
    assertEquals(new NextStep.PauseStep(), sessionScenario.next());
  }

  @Test
  void roundsAreNumberedThroughTheWholeSession() {
    SessionScenario sessionScenario = SessionScenario.ship().run();
    assertEquals(new NextStep.RoundStep(1, List.of("ada", "bob", "cy")), sessionScenario.next());
    sessionScenario.round();
    sessionScenario.vote("ada", Samples.notReady("no end"));
    sessionScenario.ready("bob", "cy").count().revise("rex", "text 2");

    assertEquals(new NextStep.RoundStep(2, List.of("ada", "bob", "cy")), sessionScenario.next());
  }
}

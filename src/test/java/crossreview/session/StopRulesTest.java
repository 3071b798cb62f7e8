package crossreview.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.DraftRefusal;
import crossreview.model.FailureClass;
import crossreview.model.Purpose;
import crossreview.model.Reason;
import crossreview.model.RunResult;
import crossreview.model.event.RunEvent;
import crossreview.model.event.SessionEvent;
import crossreview.testkit.Samples;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a run stops although it is not unanimous. */
class StopRulesTest {
  /** A run whose first round ada objects to. */
  private static Play divided(Play play) {
    play.run().round();
    play.vote("ada", Samples.notReady("no end"));
    return play.ready("bob", "cy").count();
  }

  @Test
  void anUnusableRevisionGoesToTheNextInTheDrawWithoutAVote() {
    Play play = divided(Play.ship());
    play.ask("rex", Purpose.REVISE);

    play.does(play.settle("rex", new Use.UnusableDraft(DraftRefusal.NOT_A_TEXT)));

    assertEquals(new NextStep.Revise("sam"), play.next());
    play.ask("sam", Purpose.REVISE);
    play.does(play.fail("sam", FailureClass.TIMEOUT, "total"));
    assertEquals(Reason.NO_USABLE_REVISION, play.end().reason());
    assertEquals(1, play.session().rounds().size());
  }

  @Test
  void theSameBytesFromEveryAuthorAreNothingNew() {
    Play play = divided(Play.ship());

    for (String author : List.of("rex", "sam")) {
      play.ask(author, Purpose.REVISE);
      Use same = new Use.Revision(Samples.artifact("text"), List.of());
      RunEvent.DraftRefused refused =
          (RunEvent.DraftRefused) play.does(play.settle(author, same)).get(1);
      assertEquals(DraftRefusal.IDENTICAL, refused.reason());
    }

    assertEquals(Reason.NOTHING_NEW, play.end().reason());
  }

  @Test
  void votesOnTheSameBytesAreNotBoughtAgain() {
    Play play = divided(Play.review());
    play.end();

    play.run();

    assertEquals(Reason.NOTHING_NEW, play.session().run().ended().reason());
    assertEquals(RunResult.STOPPED, play.session().run().ended().result());
    assertEquals(1, play.session().rounds().size());
    play.does(Samples.submit("text with an end"));
    play.run();
    assertTrue(play.session().running());
  }

  @Test
  void aPeerThatGaveNoVoteIsWorthAskingAgain() {
    Play play = Play.review().run().round();
    play.vote("ada", Samples.notReady("no end"));
    play.ready("bob");
    play.does(play.fail("cy", FailureClass.SCHEMA, "unparsable"));
    play.count().end();

    assertTrue(play.run().session().running());
  }

  @Test
  void theSameBlockersAfterTwoRevisionsEndTheRun() {
    Play play = divided(Play.ship());
    for (String author : List.of("rex", "sam")) {
      play.revise(author, "text of " + author).round();
      play.vote("ada", Samples.notReady("No  END!"));
      play.ready("bob", "cy").count();
    }

    assertEquals(Reason.NO_PROGRESS, play.end().reason());
    assertEquals(1, play.session().findings().size());
  }

  @Test
  void twoRoundsWithoutProgressGiveTheNextAuthorOfTheDrawItsTurn() {
    Play play = divided(Play.ship());
    play.revise("rex", "text 1").round();
    play.vote("ada", Samples.notReady("No end."));
    play.ready("bob", "cy");

    List<SessionEvent> events = play.does(new Command.CompleteRound());

    RunEvent.RelatorDrawn drawn = assertInstanceOf(RunEvent.RelatorDrawn.class, events.getLast());
    assertEquals(List.of("sam"), drawn.draw());
    assertEquals("no_progress", drawn.excluded().getLast().reason());
    assertEquals(new NextStep.Revise("sam"), play.next());
  }

  @Test
  void theAuthorStaysWhileItsRevisionsChangeWhatIsInTheWay() {
    Play play = divided(Play.ship());
    play.revise("rex", "text 1").round();
    play.vote("ada", Samples.notReady("No middle."));
    play.ready("bob", "cy").count();

    assertEquals(new NextStep.Revise("rex"), play.next());
  }

  @Test
  void anotherBlockerIsProgress() {
    Play play = divided(Play.ship());
    for (int i = 1; i <= 2; i++) {
      play.revise("rex", "text " + i).round();
      play.vote("ada", Samples.notReady("thing " + i));
      play.ready("bob", "cy").count();
    }

    assertEquals(new NextStep.Revise("rex"), play.next());
  }

  @Test
  void aBlockerThatWasGoneInBetweenIsProgress() {
    Play play = divided(Play.ship());
    play.revise("rex", "text 1").round();
    play.vote("ada", FindingRulesTest.settling("f1"));
    play.vote("bob", Samples.notReady("too long"));
    play.ready("cy").count().revise("rex", "text 2").round();
    play.vote("ada", FindingRulesTest.reopening("f1"));
    play.vote("bob", FindingRulesTest.settling("f2"));
    play.ready("cy").count();

    assertEquals(new NextStep.Revise("rex"), play.next());
  }

  @Test
  void threeRoundsAllowedAreNeverFourVotes() {
    Play play = Play.ship().run(3);
    List<String> ends = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      play.round();
      play.vote("ada", Samples.notReady("thing " + i));
      play.ready("bob", "cy").count();
      if (i < 3) {
        play.revise("rex", "text " + i);
      }
      ends.add(play.next().getClass().getSimpleName());
    }

    assertEquals(List.of("BeginRound", "BeginRound", "End"), ends);
    assertEquals(
        "not_its_turn", play.refused(new Command.Reserve(Play.reservation("rex", Purpose.REVISE))));
    assertEquals(Reason.MAX_ROUNDS_WITHOUT_UNANIMITY, play.end().reason());
    assertFalse(play.session().closed());
  }

  @Test
  void reviewModeHandsBackAndNeverRewrites() {
    Play play = divided(Play.review());

    assertEquals(
        "not_its_turn", play.refused(new Command.Reserve(Play.reservation("rex", Purpose.REVISE))));
    assertEquals(Reason.HANDED_BACK, play.end().reason());
    assertEquals(RunResult.HANDED_BACK, play.session().run().ended().result());
    assertFalse(play.session().closed());
  }
}

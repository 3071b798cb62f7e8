package crossreview.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.DraftRefusal;
import crossreview.model.Limits;
import crossreview.model.Mode;
import crossreview.model.Outcome;
import crossreview.model.PanelMember;
import crossreview.model.Purpose;
import crossreview.model.Reason;
import crossreview.model.Role;
import crossreview.model.Status;
import crossreview.model.event.RunEvent;
import crossreview.testkit.Samples;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RunRulesTest {
  private static PanelMember both(String peer) {
    return new PanelMember(peer, "scripted", "m1", "scripted", List.of(Role.REVIEW, Role.AUTHOR));
  }

  private static Play shipOf(PanelMember... panel) {
    return Play.of(Mode.SHIP, List.of(panel), Samples.LIMITS);
  }

  private static Command.StartRun start(String seed) {
    return new Command.StartRun("r1", null, null, Status.READY, seed);
  }

  @Test
  void aRunNeedsAnArtifact() {
    Play play = new Play();
    play.does(Samples.open(Mode.SHIP));

    assertEquals("no_artifact", play.refused(start("s")));
  }

  @Test
  void oneRunAtATimeAndEachWithItsOwnId() {
    Play play = Play.ship().run();

    assertEquals("run_already_running", play.refused(Play.startRun("r2", null, Status.READY)));
    play.does(new Command.EndRun(Reason.WALL_CLOCK, null));
    assertEquals("run_already_exists", play.refused(Play.startRun("r1", null, Status.READY)));
    assertEquals("no_running_run", play.refused(new Command.EndRun(Reason.WALL_CLOCK, null)));
    assertEquals("no_running_run", play.refused(new Command.Recover("node")));
  }

  @Test
  void aCallerLowersTheNumberOfRoundsAndNeverRaisesIt() {
    Play play = Play.ship();

    assertEquals("limit_raised", play.refused(Play.startRun("r1", 9, Status.READY)));
    assertEquals("invalid_max_rounds", play.refused(Play.startRun("r1", 0, Status.READY)));
    assertEquals(3, play.run(3).session().run().maxRounds());
  }

  @Test
  void theDrawIsFairAndCanBeDrawnAgain() {
    Map<List<String>, Integer> orders = new TreeMap<>((a, b) -> a.toString().compareTo("" + b));
    List<String> authors = List.of("rex", "sam", "tea");

    for (int i = 0; i < 6_000; i++) {
      orders.merge(Lottery.draw(authors, "seed " + i), 1, Integer::sum);
    }

    assertEquals(6, orders.size());
    orders.values().forEach(n -> assertTrue(Math.abs(n - 1_000) < 150, orders.toString()));
    assertEquals(Lottery.draw(authors, "x"), Lottery.draw(List.of("tea", "sam", "rex"), "x"));
  }

  @Test
  void thePetitionerNeitherVotesNorDrafts() {
    Play play = shipOf(both("caller"), both("ada"), both("bob"), both("cy"));

    RunEvent.RelatorDrawn drawn = (RunEvent.RelatorDrawn) play.does(start("s")).get(1);
    play.round();

    assertFalse(drawn.draw().contains("caller"));
    assertEquals(List.of(new RunEvent.Excluded("caller", "petitioner")), drawn.excluded());
    assertFalse(play.lastRound().panel().contains("caller"));
  }

  @Test
  void theDrawnAuthorDoesNotVote() {
    Play play = shipOf(both("ada"), both("bob"), both("cy"));
    String seed = "s";
    String author = Lottery.draw(List.of("ada", "bob", "cy"), seed).getFirst();

    play.does(start(seed));
    play.round();

    assertEquals(2, play.lastRound().panel().size());
    assertFalse(play.lastRound().panel().contains(author));
  }

  @Test
  void whoeverWroteADraftNeverVotesInThisSessionAgain() {
    PanelMember rex = both("rex");
    Play play = shipOf(Samples.reviewer("ada"), Samples.reviewer("bob"), rex);
    play.run(2).round();
    play.vote("ada", Samples.notReady("no end"));
    play.ready("bob").count().revise("rex", "text end").round();
    play.vote("ada", Samples.notReady("no beginning"));
    play.ready("bob").count();
    assertEquals(Reason.MAX_ROUNDS_WITHOUT_UNANIMITY, play.end().reason());

    play.does(Samples.submit("quite another text"));
    play.does(new Command.StartRun("r2", Mode.REVIEW, null, Status.READY, "s"));
    play.round();

    assertEquals(List.of("ada", "bob"), play.lastRound().panel());
  }

  @Test
  void tooFewVotersBesideTheAuthorAndNothingIsRecorded() {
    Play play = shipOf(both("ada"), both("bob"));

    assertEquals("quorum_floor_not_met", play.refused(start("s")));
    assertEquals("no_author", shipOf(Samples.reviewer("ada")).refused(start("s")));
  }

  /** A run whose first round ada objects to. */
  private static Play divided(Play play) {
    play.run().round();
    play.vote("ada", Samples.notReady("no end"));
    return play.ready("bob", "cy").count();
  }

  @Test
  void aCallerThatIsNotReadyGetsAdviceAndNoApproval() {
    Play play = Play.review();
    play.does(Play.startRun("r1", null, Status.NOT_READY));
    play.round().ready("ada", "bob", "cy").count();

    assertEquals("not_unanimous", play.refused(new Command.EndRun(Reason.UNANIMOUS_READY, null)));
    assertEquals(Reason.HANDED_BACK, play.end().reason());
    assertFalse(play.session().closed());
  }

  @Test
  void unanimityClosesTheSessionOnTheVotedBytes() {
    Play play = divided(Play.ship());
    play.revise("rex", "text end").round();
    play.vote("ada", FindingRulesTest.settling("f1"));
    play.ready("bob", "cy").count();

    play.end();

    assertEquals(Outcome.CONVERGED, play.session().finalized().outcome());
    assertEquals(
        Samples.artifact("text end").sha256(), play.session().finalized().finalText().sha256());
    assertEquals("final.md", play.session().finalized().finalText().path());
  }

  @Test
  void aLimitOnTheWallClockEndsTheRunAtAnyTime() {
    Play play = Play.ship().run().round();

    List<String> events = play.events(play.does(new Command.EndRun(Reason.WALL_CLOCK, "late")));

    assertEquals("run.ended", events.getLast());
    assertEquals(3, events.stream().filter("call.indeterminate"::equals).count());
    assertFalse(play.session().closed());
  }

  @Test
  void aFloorThatTheNextAuthorLeavesUnmetEndsTheRun() {
    Play play =
        Play.of(
            Mode.SHIP,
            List.of(Samples.reviewer("ada"), Samples.author("rex"), both("sam")),
            new Limits(8, 2, 60, null, 1_000, 9));
    play.does(Play.startRun("r1", null, Status.READY));
    play.round();
    play.vote("ada", Samples.notReady("no end"));
    play.ready("sam").count().ask("rex", Purpose.REVISE);
    play.does(play.settle("rex", new Use.UnusableDraft(DraftRefusal.EMPTY)));
    assertInstanceOf(NextStep.Revise.class, play.next());

    play.revise("sam", "text end");

    assertEquals(Reason.QUORUM_FLOOR_NOT_MET, play.end().reason());
  }
}

package crossreview.session.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Digest;
import crossreview.model.call.CallPurpose;
import crossreview.model.event.RunEvent;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.DraftRefusal;
import crossreview.model.run.EndReason;
import crossreview.model.run.PanelMember;
import crossreview.model.run.PeerRole;
import crossreview.model.run.RunMode;
import crossreview.model.run.SessionOutcome;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.command.AnswerMeaning;
import crossreview.session.command.SessionCommand;
import crossreview.session.script.NextStep;
import crossreview.testkit.Samples;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RunRulesTest {
  private static PanelMember both(String peer) {
    return new PanelMember(
        peer, "scripted", "m1", "scripted", List.of(PeerRole.REVIEW, PeerRole.AUTHOR));
  }

  private static SessionScenario shipOf(PanelMember... panel) {
    return SessionScenario.of(RunMode.SHIP, List.of(panel), Samples.LIMITS);
  }

  private static SessionCommand.StartRun start(String seed) {
    return new SessionCommand.StartRun("r1", null, null, VerdictStatus.READY, seed);
  }

  @Test
  void aRunNeedsAnArtifact() {
    SessionScenario sessionScenario = new SessionScenario();
    sessionScenario.does(Samples.open(RunMode.SHIP));

    assertEquals("no_artifact", sessionScenario.refused(start("s")));
  }

  @Test
  void oneRunAtATimeAndEachWithItsOwnId() {
    SessionScenario sessionScenario = SessionScenario.ship().run();

    assertEquals(
        "run_already_running",
        sessionScenario.refused(SessionScenario.startRun("r2", null, VerdictStatus.READY)));
    sessionScenario.does(new SessionCommand.EndRun(EndReason.WALL_CLOCK, null));
    assertEquals(
        "run_already_exists",
        sessionScenario.refused(SessionScenario.startRun("r1", null, VerdictStatus.READY)));
    assertEquals(
        "no_running_run",
        sessionScenario.refused(new SessionCommand.EndRun(EndReason.WALL_CLOCK, null)));
    assertEquals("no_running_run", sessionScenario.refused(new SessionCommand.Recover("node")));
  }

  @Test
  void theRefusalOfASecondRunSaysWhoStartedTheFirstAndWhen() {
    SessionScenario sessionScenario = SessionScenario.ship().run();

    String said = sessionScenario.told(SessionScenario.startRun("r2", null, VerdictStatus.READY));

    String at = sessionScenario.session().run().startedAt();
    assertEquals("run r1, which test started at " + at + ", is running, round 0", said);
  }

  @Test
  void aRunIsAboutTheTextThatItsCallerMeansOrDoesNotBegin() {
    SessionScenario scenario = SessionScenario.ship();
    Digest current = scenario.session().current().sha256();

    assertEquals("artifact_replaced", scenario.refused(about(Digest.ZERO)));
    assertTrue(scenario.told(about(Digest.ZERO)).contains(current.value()));
    scenario.does(about(current));
    assertTrue(scenario.session().running());
  }

  private static SessionCommand about(Digest artifact) {
    return new SessionCommand.StartRun(
        "r1", null, null, VerdictStatus.READY, "ab", null, null, null, null, null, artifact, null);
  }

  @Test
  void aCallerLowersTheNumberOfRoundsAndNeverRaisesIt() {
    SessionScenario sessionScenario = SessionScenario.ship();

    assertEquals(
        "limit_raised",
        sessionScenario.refused(SessionScenario.startRun("r1", 9, VerdictStatus.READY)));
    assertEquals(
        "invalid_max_rounds",
        sessionScenario.refused(SessionScenario.startRun("r1", 0, VerdictStatus.READY)));
    assertEquals(3, sessionScenario.run(3).session().run().maxRounds());
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
    SessionScenario sessionScenario = shipOf(both("caller"), both("ada"), both("bob"), both("cy"));

    RunEvent.RelatorDrawn drawn = (RunEvent.RelatorDrawn) sessionScenario.does(start("s")).get(1);
    sessionScenario.round();

    assertFalse(drawn.draw().contains("caller"));
    assertEquals(List.of(new RunEvent.AuthorExclusion("caller", "petitioner")), drawn.excluded());
    assertFalse(sessionScenario.lastRound().panel().contains("caller"));
  }

  @Test
  void theDrawnAuthorDoesNotVote() {
    SessionScenario sessionScenario = shipOf(both("ada"), both("bob"), both("cy"));
    String seed = "s";
    String author = Lottery.draw(List.of("ada", "bob", "cy"), seed).getFirst();

    sessionScenario.does(start(seed));
    sessionScenario.round();

    assertEquals(2, sessionScenario.lastRound().panel().size());
    assertFalse(sessionScenario.lastRound().panel().contains(author));
  }

  @Test
  void whoeverWroteADraftNeverVotesInThisSessionAgain() {
    PanelMember rex = both("rex");
    SessionScenario sessionScenario = shipOf(Samples.reviewer("ada"), Samples.reviewer("bob"), rex);
    sessionScenario.run(2).round();
    sessionScenario.vote("ada", Samples.notReady("no end"));
    sessionScenario.ready("bob").count().revise("rex", "text end").round();
    sessionScenario.vote("ada", Samples.notReady("no beginning"));
    sessionScenario.ready("bob").count();
    assertEquals(EndReason.MAX_ROUNDS_WITHOUT_UNANIMITY, sessionScenario.end().reason());

    sessionScenario.does(Samples.submit("quite another text"));
    sessionScenario.does(
        new SessionCommand.StartRun("r2", RunMode.REVIEW, null, VerdictStatus.READY, "s"));
    sessionScenario.round();

    assertEquals(List.of("ada", "bob"), sessionScenario.lastRound().panel());
  }

  @Test
  void tooFewVotersBesideTheAuthorAndNothingIsRecorded() {
    SessionScenario sessionScenario = shipOf(both("ada"), both("bob"));

    assertEquals("quorum_floor_not_met", sessionScenario.refused(start("s")));
    assertEquals("no_author", shipOf(Samples.reviewer("ada")).refused(start("s")));
  }

  /** A run whose first round ada objects to. */
  private static SessionScenario divided(SessionScenario sessionScenario) {
    sessionScenario.run().round();
    sessionScenario.vote("ada", Samples.notReady("no end"));
    return sessionScenario.ready("bob", "cy").count();
  }

  @Test
  void aCallerThatIsNotReadyGetsAdviceAndNoApproval() {
    SessionScenario sessionScenario = SessionScenario.review();
    sessionScenario.does(SessionScenario.startRun("r1", null, VerdictStatus.NOT_READY));
    sessionScenario.round().ready("ada", "bob", "cy").count();

    assertEquals(
        "not_unanimous",
        sessionScenario.refused(new SessionCommand.EndRun(EndReason.UNANIMOUS_READY, null)));
    assertEquals(EndReason.HANDED_BACK, sessionScenario.end().reason());
    assertFalse(sessionScenario.session().closed());
  }

  @Test
  void unanimityClosesTheSessionOnTheVotedBytes() {
    SessionScenario sessionScenario = divided(SessionScenario.ship());
    sessionScenario.revise("rex", "text end").round();
    sessionScenario.vote("ada", FindingRulesTest.settling("f1"));
    sessionScenario.ready("bob", "cy").count();

    sessionScenario.end();

    assertEquals(SessionOutcome.CONVERGED, sessionScenario.session().finalized().outcome());
    assertEquals(
        Samples.artifact("text end").sha256(),
        sessionScenario.session().finalized().finalText().sha256());
    assertEquals("final.md", sessionScenario.session().finalized().finalText().path());
  }

  @Test
  void aLimitOnTheWallClockEndsTheRunAtAnyTime() {
    SessionScenario sessionScenario = SessionScenario.ship().run().round();

    List<String> events =
        sessionScenario.events(
            sessionScenario.does(new SessionCommand.EndRun(EndReason.WALL_CLOCK, "late")));

    assertEquals("run.ended", events.getLast());
    assertEquals(3, events.stream().filter("call.indeterminate"::equals).count());
    assertFalse(sessionScenario.session().closed());
  }

  @Test
  void aFloorThatTheNextAuthorLeavesUnmetEndsTheRun() {
    SessionScenario sessionScenario =
        SessionScenario.of(
            RunMode.SHIP,
            List.of(Samples.reviewer("ada"), Samples.author("rex"), both("sam")),
            new ReviewLimits(8, 2, 60, null, 1_000, 9));
    sessionScenario.does(SessionScenario.startRun("r1", null, VerdictStatus.READY));
    sessionScenario.round();
    sessionScenario.vote("ada", Samples.notReady("no end"));
    sessionScenario.ready("sam").count().ask("rex", CallPurpose.REVISE);
    sessionScenario.does(
        sessionScenario.settle("rex", new AnswerMeaning.DraftFailure(DraftRefusal.EMPTY)));
    assertInstanceOf(NextStep.RevisionStep.class, sessionScenario.next());

    sessionScenario.revise("sam", "text end");

    assertEquals(EndReason.QUORUM_FLOOR_NOT_MET, sessionScenario.end().reason());
  }
}

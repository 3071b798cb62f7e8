package crossreview.session.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.call.CallPurpose;
import crossreview.model.event.RunEvent;
import crossreview.model.event.SessionEvent;
import crossreview.model.policy.JudgeMode;
import crossreview.model.run.PanelMember;
import crossreview.model.run.RunMode;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.command.AnswerMeaning;
import crossreview.session.command.CallReservation;
import crossreview.session.command.SessionCommand;
import crossreview.session.command.SessionCommand.StartRound;
import crossreview.testkit.Samples;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs, rounds, turns and judges exactly at their limits, and what a refusal says. */
class DecisionLimitsTest {
  @ParameterizedTest
  @CsvSource({"1, true", "8, true", "0, false", "9, false"})
  void aRunHasAsManyRoundsAsWereAskedForWithinTheSessionsLimit(int rounds, boolean allowed) {
    SessionScenario sessionScenario = SessionScenario.review();
    SessionCommand start = SessionScenario.startRun("r1", rounds, VerdictStatus.READY);

    if (allowed) {
      sessionScenario.does(start);
      assertEquals(rounds, sessionScenario.session().run().maxRounds());
    } else {
      assertEquals(
          rounds < 1 ? "invalid_max_rounds" : "limit_raised", sessionScenario.refused(start));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 6})
  void aRotationHasAsManyTurnsAsWereAskedForFromOneRotationOn(int turns) {
    SessionScenario sessionScenario =
        SessionScenario.of(RunMode.CIRCULAR, Samples.panel(), Samples.LIMITS).run(turns);

    assertEquals(turns, sessionScenario.session().run().maxRounds());
  }

  @Test
  void noTurnBeginsBesideAnotherOrAfterTheLastOrWhileTheSessionWaits() {
    SessionScenario sessionScenario =
        SessionScenario.of(RunMode.CIRCULAR, Samples.panel(), Samples.LIMITS).run(2);
    String first = RotationRulesTest.begin(sessionScenario);
    assertEquals("round_not_complete", sessionScenario.refused(turn("sam")));
    assertTrue(sessionScenario.told(turn("sam")).endsWith("round 1 is under way"));
    List<SessionEvent> changed = sessionScenario.does(sessionScenario.settle(first, writes("a")));
    sessionScenario.does(new SessionCommand.Pause(null));
    assertEquals("paused", sessionScenario.refused(turn("sam")));
    sessionScenario.does(new SessionCommand.Resume());
    String second = RotationRulesTest.begin(sessionScenario);
    List<SessionEvent> same = sessionScenario.does(sessionScenario.settle(second, writes("a")));

    RunEvent.RotationTurned revised = (RunEvent.RotationTurned) changed.get(1);
    assertEquals(Samples.artifact("text").sha256(), revised.from());
    assertEquals(List.of(new RunEvent.DraftChange(null, 1, null)), revised.changes());
    RunEvent.RotationTurned left = (RunEvent.RotationTurned) same.get(1);
    assertNull(left.from());
    assertEquals(List.of(), left.changes());
    assertEquals(List.of("rex"), List.copyOf(sessionScenario.session().authors()));
    assertEquals(1, sessionScenario.session().run().revisions());
    assertEquals("max_rounds", sessionScenario.refused(turn("rex")));
  }

  @Test
  void noTurnFollowsOnOneThatMadeTheRotationUnanimous() {
    SessionScenario sessionScenario =
        SessionScenario.of(RunMode.CIRCULAR, Samples.panel(), Samples.LIMITS).run();
    for (int i = 0; i < 2; i++) {
      sessionScenario.does(
          sessionScenario.settle(RotationRulesTest.begin(sessionScenario), writes("text")));
    }

    assertEquals("nothing_new", sessionScenario.refused(turn("rex")));
  }

  @Test
  void noRoundFollowsOnTheLastAndARoundOnlyReviews() {
    SessionScenario sessionScenario = SessionScenario.ship().run(1);
    StartRound round = SessionScenario.startRound(List.of("ada", "bob", "cy"));
    List<CallReservation> other =
        Stream.of("ada", "bob", "cy")
            .map(peer -> SessionScenario.reservation(peer, CallPurpose.REPAIR))
            .toList();
    assertEquals(
        "wrong_panel",
        sessionScenario.refused(new StartRound(round.prompts(), round.parts(), other)));
    sessionScenario.round().vote("ada", Samples.notReady("no end"));
    sessionScenario.ready("bob", "cy").count();
    assertEquals("max_rounds", sessionScenario.refused(round));
  }

  @Test
  void anOpenRoundIsNamedWithItsCalls() {
    SessionScenario sessionScenario = SessionScenario.review().run().round();

    assertTrue(
        sessionScenario
            .told(SessionScenario.startRound(List.of("ada", "bob", "cy")))
            .contains("round 1 is under way, open are [c1"));
  }

  @ParameterizedTest
  @CsvSource({"32, true", "33, false"})
  void aPanelHasAtMost32Members(int members, boolean allowed) {
    List<PanelMember> panel =
        IntStream.range(0, members).mapToObj(i -> Samples.reviewer("p" + i)).toList();
    SessionCommand open = Samples.open(RunMode.REVIEW, panel, Samples.LIMITS);

    if (allowed) {
      SessionScenario.none().does(open);
    } else {
      assertTrue(SessionScenario.none().told(open).contains("33 members, at most 32"));
    }
  }

  @ParameterizedTest
  @CsvSource({"8, true", "9, false"})
  void atMostEightJudgesAreAsked(int judges, boolean allowed) {
    List<String> names = IntStream.range(0, judges).mapToObj(i -> "j" + i).toList();
    List<PanelMember> panel =
        Stream.concat(JudgeScenario.PANEL.stream(), names.stream().map(JudgeScenario::judging))
            .toList();
    SessionScenario sessionScenario = SessionScenario.of(RunMode.REVIEW, panel, Samples.LIMITS);
    sessionScenario.run().round().ready("ada", "bob", "dee").ready(names.toArray(String[]::new));
    sessionScenario.vote("cy", EvidenceChecklistTest.asks("Show the log."));
    JudgeScenario.material(sessionScenario.count()).end();
    SessionCommand ask = JudgeScenario.active(names.toArray(String[]::new));

    if (allowed) {
      sessionScenario.does(ask);
    } else {
      assertEquals("consensus_requires_at_least_2_peers", sessionScenario.refused(ask));
    }
  }

  @Test
  void judgesAreAskedInANewRunOnlyAndNotWhileTheSessionWaits() {
    SessionScenario sessionScenario = JudgeScenario.material(JudgeScenario.asked("Show the log."));
    assertEquals(
        "run_already_exists",
        sessionScenario.refused(
            new SessionCommand.StartJudging(
                "r1", List.of("bob"), null, JudgeMode.ACTIVE, false, null)));
    sessionScenario.does(JudgeScenario.active("bob"));
    SessionCommand reserve =
        new SessionCommand.ReserveJudges(
            List.of(SessionScenario.reservation("bob", CallPurpose.JUDGE).about("f1")));
    sessionScenario.does(new SessionCommand.Pause(null));
    assertEquals("paused", sessionScenario.refused(reserve));
    sessionScenario.does(new SessionCommand.Resume());
    sessionScenario.does(reserve);
  }

  @Test
  void aRulingKnowsHowManyMovesItsFindingHadMadeWithItsOwn() {
    SessionScenario sessionScenario = JudgeScenario.material(JudgeScenario.asked("Show the log."));
    sessionScenario.does(JudgeScenario.pass(JudgeMode.SHADOW, null, "bob"));
    JudgeScenario.ruled(JudgeScenario.answered(sessionScenario), JudgeScenario.yes("bob"));
    sessionScenario.end();
    sessionScenario.does(JudgeScenario.evidence("another log"));
    sessionScenario.does(
        new SessionCommand.StartJudging("r3", List.of("bob"), null, JudgeMode.ACTIVE, false, null));
    JudgeScenario.ruled(JudgeScenario.answered(sessionScenario), JudgeScenario.yes("bob"));

    assertEquals(
        List.of(0, 1),
        Stream.of(0, 1)
            .map(i -> sessionScenario.session().supplement().judgments().rulings().get(i).moves())
            .toList());
  }

  @Test
  void aConstraintIsSaidOnce() {
    SessionScenario sessionScenario = SessionScenario.review();

    assertEquals(1, sessionScenario.does(new SessionCommand.Constrain("be brief")).size());
    assertEquals(0, sessionScenario.does(new SessionCommand.Constrain("be brief")).size());
    assertEquals("be brief", sessionScenario.session().steering().constraints().getFirst().text());
  }

  @Test
  void theNextAuthorFollowsWhereJustEnoughVotersRemain() {
    List<PanelMember> panel =
        Stream.concat(
                Stream.of("ada", "bob").map(Samples::reviewer),
                Stream.of("rex", "sam").map(Samples::author))
            .toList();
    SessionScenario sessionScenario =
        SessionScenario.of(RunMode.SHIP, panel, Samples.LIMITS).run().round().ready("bob");
    sessionScenario.vote("ada", Samples.notReady("No end."));
    sessionScenario.count().revise("rex", "text 2").round().ready("bob");
    sessionScenario.vote("ada", FindingRulesTest.reopening("f1"));
    sessionScenario.count();

    assertEquals(List.of("sam"), sessionScenario.session().run().draw());
  }

  @Test
  void theLastAuthorIsFollowedByNoOne() {
    SessionScenario sessionScenario =
        SessionScenario.of(
            RunMode.SHIP,
            Stream.concat(
                    Stream.of("ada", "bob").map(Samples::reviewer),
                    Stream.of(Samples.author("rex")))
                .toList(),
            Samples.LIMITS);
    sessionScenario.does(new SessionCommand.StartRun("r1", null, null, VerdictStatus.READY, "s1"));
    sessionScenario.round().vote("ada", Samples.notReady("No end."));
    sessionScenario.ready("bob").count().revise("rex", "text 2").round();
    sessionScenario.vote("ada", FindingRulesTest.reopening("f1"));
    sessionScenario.ready("bob").count();

    assertTrue(sessionScenario.session().lastRound().orElseThrow().counted());
    assertEquals(List.of("rex"), sessionScenario.session().run().draw());
  }

  private static AnswerMeaning writes(String text) {
    return new AnswerMeaning.TurnAnswer(
        Samples.artifact(text), List.of(new RunEvent.DraftChange(null, 1, null)), null);
  }

  private static SessionCommand turn(String rotator) {
    StartRound round = SessionScenario.startRound(List.of(rotator));
    return new SessionCommand.StartTurn(
        round.prompts().getFirst(),
        round.parts(),
        SessionScenario.reservation(rotator, CallPurpose.ROTATE));
  }
}

package crossreview.session.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import crossreview.model.call.FailureClass;
import crossreview.model.event.RunEvent.RunStarted;
import crossreview.model.finding.FindingKind;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.run.EndReason;
import crossreview.model.run.RunMode;
import crossreview.model.vote.ConfidenceLevel;
import crossreview.model.vote.Verdict;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.command.SessionCommand;
import crossreview.session.script.NextStep;
import crossreview.testkit.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run may go on beyond the rounds that its caller asked for, to get an answer to a request. */
class ExtraRoundsTest {
  private static final EndReason SPENT = EndReason.MAX_ROUNDS_WITHOUT_UNANIMITY;

  private static SessionScenario run(int maxRounds, int extra) {
    SessionScenario scenario = SessionScenario.ship();
    scenario.does(
        new SessionCommand.StartRun(
            "r1",
            RunMode.SHIP,
            maxRounds,
            VerdictStatus.READY,
            SessionScenario.seed("rex", "sam"),
            null,
            null,
            null,
            null,
            null,
            null,
            extra));
    return scenario;
  }

  private static Verdict asksFor(String what) {
    return new Verdict(
        VerdictStatus.NEEDS_EVIDENCE,
        ConfidenceLevel.VERIFIED,
        "show me",
        List.of(
            new Verdict.FindingClaim(
                FindingKind.EVIDENCE_REQUEST, FindingSeverity.BLOCKING, what, List.of())),
        List.of(),
        List.of());
  }

  private static void round(SessionScenario scenario, Verdict ofAda) {
    scenario.round().vote("ada", ofAda);
    scenario.ready("bob", "cy").count();
  }

  @Test
  void twoMoreRoundsFollowWhileOnlyEvidenceIsMissing() {
    SessionScenario scenario = run(1, 2);
    round(scenario, asksFor("the log"));
    round(scenario.revise("rex", "with the log"), asksFor("its date"));
    round(scenario.revise("rex", "with its date"), asksFor("its host"));

    assertEquals(SPENT, scenario.end().reason());
    assertEquals(3, scenario.session().rounds().size());
  }

  @Test
  void withoutThemTheRunEndsAtItsRoundsThoughEvidenceIsMissing() {
    SessionScenario scenario = run(1, 0);
    round(scenario, asksFor("the log"));

    assertEquals(SPENT, scenario.end().reason());
  }

  @Test
  void anObjectionGetsNoExtraRound() {
    SessionScenario scenario = run(1, 2);
    scenario.round().vote("ada", asksFor("the log"));
    scenario.vote("bob", Samples.notReady("no end"));
    scenario.ready("cy").count();

    assertEquals(SPENT, scenario.end().reason());
  }

  @Test
  void anObjectionInAnExtraRoundIsTheEnd() {
    SessionScenario scenario = run(1, 2);
    round(scenario, asksFor("the log"));
    round(scenario.revise("rex", "with the log"), Samples.notReady("it is of yesterday"));

    assertEquals(SPENT, scenario.end().reason());
  }

  @Test
  void anAnswerThatCouldNotBeReadIsNoRequestForEvidence() {
    SessionScenario scenario = run(1, 2);
    scenario.round().vote("ada", asksFor("the log"));
    scenario.ready("bob");
    scenario.does(scenario.fail("cy", FailureClass.SCHEMA, "unparsable"));
    scenario.count();

    assertEquals(SPENT, scenario.end().reason());
  }

  @Test
  void aFindingWhoseOwnerCannotBeAskedGetsNone() {
    SessionScenario scenario = run(2, 2);
    round(scenario, Samples.notReady("no end"));
    scenario.revise("rex", "with an end").round();
    scenario.ready("bob", "cy");
    scenario.does(scenario.fail("ada", FailureClass.NETWORK, "refused"));
    scenario.count();

    assertEquals(SPENT, scenario.end().reason());
  }

  @Test
  void theLimitOfTheSessionHoldsForExtraRoundsToo() {
    int most = Samples.LIMITS.maxRounds();

    assertEquals(most, run(most, 2).session().run().maxRoundsForEvidence());
    assertEquals(most, run(most - 1, 2).session().run().maxRoundsForEvidence());
    assertEquals(most, run(most - 2, 2).session().run().maxRoundsForEvidence());
  }

  @Test
  void onlyTheModeInWhichAnAuthorAnswersHasThemAndNeverMoreThanTwo() {
    SessionScenario review = SessionScenario.review();
    review.does(
        new SessionCommand.StartRun(
            "r1", null, 1, VerdictStatus.READY, "s", null, null, null, null, null, null, 2));
    assertEquals(0, review.session().run().extraRounds());

    RunStarted none =
        new RunStarted(
            "r1", RunMode.SHIP, 1, VerdictStatus.READY, Samples.LIMITS, null, null, null, null, 0);
    assertNull(none.extraRounds());
    assertThrows(IllegalArgumentException.class, () -> run(1, 3));
  }

  @Test
  void theAuthorIsAskedBeforeAnExtraRound() {
    SessionScenario scenario = run(1, 1);
    round(scenario, asksFor("the log"));

    assertInstanceOf(NextStep.RevisionStep.class, scenario.next());
  }
}

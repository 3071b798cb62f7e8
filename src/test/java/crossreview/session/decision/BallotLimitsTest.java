package crossreview.session.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Money;
import crossreview.model.call.CallPurpose;
import crossreview.model.event.LifecycleEvent;
import crossreview.model.event.SessionEvent;
import crossreview.model.finding.DispositionAnswer;
import crossreview.model.finding.FindingDisposition;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.finding.FindingState;
import crossreview.model.policy.FindingLimits;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.EndReason;
import crossreview.model.run.RunMode;
import crossreview.model.vote.BallotRemark;
import crossreview.model.vote.Verdict;
import crossreview.model.vote.VerdictQuality;
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

/** Ballots, findings and money exactly at their limits, and what a refusal says. */
class BallotLimitsTest {
  @ParameterizedTest
  @CsvSource({
    "OPEN, RESOLVED, RESOLVED",
    "OPEN, WITHDRAWN, WITHDRAWN",
    "OPEN, STILL_OPEN, OPEN",
    "RESOLVED, RESOLVED, RESOLVED",
    "RESOLVED, WITHDRAWN, RESOLVED",
    "RESOLVED, STILL_OPEN, OPEN",
    "ADDRESSED, RESOLVED, ADDRESSED",
    "ADDRESSED, WITHDRAWN, ADDRESSED",
    "ADDRESSED, STILL_OPEN, OPEN",
    "WITHDRAWN, RESOLVED, WITHDRAWN",
    "WITHDRAWN, WITHDRAWN, WITHDRAWN",
    "WITHDRAWN, STILL_OPEN, WITHDRAWN",
    "WAIVED, RESOLVED, WAIVED",
    "WAIVED, WITHDRAWN, WAIVED",
    "WAIVED, STILL_OPEN, WAIVED"
  })
  void anOwnersAnswerMovesWhatIsOpenAndReopensWhatItOrAJudgeSettled(
      FindingState from, DispositionAnswer answer, FindingState to) {
    assertEquals(to, FindingRules.after(from, answer));
  }

  @Test
  void threeQuartersOfTheMoneyAreWarnedOfUnlessTheSessionCloses() {
    ReviewLimits limits = new ReviewLimits(8, 2, 60, Money.of("4"), 1_000, 256);
    SessionScenario sessionScenario = SessionScenario.of(RunMode.REVIEW, Samples.panel(), limits);
    StartRound free = SessionScenario.startRound(List.of("ada", "bob", "cy"));
    List<CallReservation> dear =
        Stream.of("ada", "bob", "cy")
            .map(peer -> SessionScenario.reservation(peer, CallPurpose.REVIEW, Money.of("1.3")))
            .toList();
    sessionScenario.run().does(new StartRound(free.prompts(), free.parts(), dear));

    assertEquals(0, warnings(settled(sessionScenario, "ada", "1.3")));
    assertEquals(0, warnings(settled(sessionScenario, "bob", "1.29")));
    SessionCommand.EndRun limit = new SessionCommand.EndRun(EndReason.SESSION_LIMIT, null);
    List<SessionEvent> closing =
        assertInstanceOf(
                CommandDecision.CommandAcceptance.class,
                Decider.decide(sessionScenario.session(), limit))
            .events();
    assertEquals(0, warnings(closing));
    assertInstanceOf(LifecycleEvent.SessionFinalized.class, closing.getLast());
    assertEquals(1, warnings(settled(sessionScenario, "cy", "0.41")), "3 of 4 dollars");
  }

  @Test
  void withoutMoneyOrWithoutEnoughARefusalNamesTheCeiling() {
    StartRound free = SessionScenario.startRound(List.of("ada", "bob", "cy"));
    List<CallReservation> dear =
        Stream.of("ada", "bob", "cy")
            .map(peer -> SessionScenario.reservation(peer, CallPurpose.REVIEW, Money.of("1")))
            .toList();
    SessionCommand round = new StartRound(free.prompts(), free.parts(), dear);
    ReviewLimits limits = new ReviewLimits(8, 2, 60, Money.of("2"), 1_000, 256);

    assertEquals(
        "spent and reserved 0, wanted 3, the session's ceiling is not set (limits.session_usd)",
        SessionScenario.review().run().told(round));
    assertEquals(
        "spent and reserved 0, wanted 3, the session's ceiling is 2",
        SessionScenario.of(RunMode.REVIEW, Samples.panel(), limits).run().told(round));
  }

  @Test
  void aReadyThatForgetsAnOwnFindingIsToldWhichOne() {
    SessionScenario sessionScenario = SessionScenario.ship().run().round();
    sessionScenario.vote("ada", Samples.notReady("No end."));
    sessionScenario.ready("bob", "cy").count().revise("rex", "text 2").round();

    assertTrue(
        sessionScenario
            .told(sessionScenario.settle("ada", Samples.ballot(Samples.ready())))
            .contains("READY, but its own finding f1 is open and not settled"));
  }

  @Test
  void aSettledFindingStaysSettledBesideAnotherThatIsNewAndIsNotLinkedToIt() {
    SessionScenario sessionScenario = SessionScenario.ship().run().round();
    sessionScenario.vote("ada", Samples.notReady("No end."));
    sessionScenario.ready("bob", "cy").count().revise("rex", "text 2").round();
    Verdict other =
        FindingRulesTest.verdict(
            VerdictStatus.NOT_READY,
            List.of(FindingRulesTest.claim(FindingSeverity.BLOCKING, "No middle.")),
            List.of(new FindingDisposition("f1", DispositionAnswer.RESOLVED, "done")));

    sessionScenario.vote("ada", other);
    sessionScenario.vote("bob", Samples.notReady("no end"));

    assertEquals(FindingState.RESOLVED, sessionScenario.session().findings().get("f1").state());
    assertEquals(List.of(), sessionScenario.session().findings().get("f3").opened().linked());
  }

  @ParameterizedTest
  @CsvSource({"50, 50, more 50", "51, 50, 2 more"})
  void theRemarksOfABallotFitIntoALine(int given, int kept, String last) {
    SessionScenario sessionScenario = SessionScenario.review().run().round();
    List<BallotRemark> remarks =
        IntStream.rangeClosed(1, given)
            .mapToObj(i -> new BallotRemark("x", null, "more " + i))
            .toList();

    List<BallotRemark> all =
        FindingRulesTest.remarks(
            sessionScenario.does(
                sessionScenario.settle(
                    "ada",
                    new AnswerMeaning.BallotAnswer(
                        Samples.ready(), VerdictQuality.FORMAT_WARNING, remarks))));

    assertEquals(kept, all.size());
    assertEquals(last, all.getLast().detail());
  }

  @Test
  void aBallotOpensAsManyFindingsAsItMay() {
    assertEquals(
        List.of("limits.ballot_findings_max is reached"),
        limited(new FindingLimits(2, 24, 64, 64_000), "A", "B", "C"));
    assertEquals(
        List.of("limits.session_findings_max is reached"),
        limited(new FindingLimits(8, 24, 2, 64_000), "A", "B", "C"));
    String half = "y".repeat(50);
    assertEquals(List.of(), limited(new FindingLimits(8, 24, 64, 100), half, "x".repeat(50)));
    assertEquals(
        List.of("limits.session_finding_characters_max is reached"),
        limited(new FindingLimits(8, 24, 64, 100), half, "x".repeat(51)));
  }

  private static List<String> limited(FindingLimits limits, String... statements) {
    SessionScenario sessionScenario =
        SessionScenario.of(
            RunMode.REVIEW, Samples.panel(), new ReviewLimits(8, 2, 60, null, 1_000, limits));
    sessionScenario.run().round();
    return FindingRulesTest.remarks(sessionScenario.vote("ada", Samples.notReady(statements)))
        .stream()
        .map(BallotRemark::detail)
        .toList();
  }

  private static List<SessionEvent> settled(SessionScenario scenario, String peer, String cost) {
    return scenario.does(
        new SessionCommand.Settle(
            scenario.call(peer),
            scenario.answered(Money.of(cost)),
            Samples.ballot(Samples.ready())));
  }

  private static long warnings(List<SessionEvent> events) {
    return events.stream().filter(LifecycleEvent.BudgetWarned.class::isInstance).count();
  }
}

package crossreview.session.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Money;
import crossreview.model.event.EventEnvelope;
import crossreview.model.event.SessionEvent;
import crossreview.model.run.EndReason;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.LedgerCall;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import crossreview.session.script.NextStep;
import crossreview.testkit.CommandGenerator;
import crossreview.testkit.Invariants;
import crossreview.testkit.Samples;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A review that does what the script says, with peers that answer anything and a process that dies
 * at any step: it never asks who must not be asked, is never refused, and always ends.
 */
class ReviewSimulationProperty {
  private static final Set<String> REFUSALS =
      Set.of(
          "quorum_floor_not_met",
          "family_floor_not_met",
          "no_author",
          "circular_rotation_too_small");

  /** Five rounds of five peers, each asked and repaired twice and released some times. */
  private static final int STEPS_MAX = 1_000;

  private static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyReviewEndsWithinItsBounds(long seed) {
    Simulation simulation = new Simulation(seed);
    if (!simulation.begin()) {
      return; // this panel may not review for this petitioner
    }

    int steps = 0;
    while (simulation.session.running() && steps < STEPS_MAX) {
      simulation.step();
      steps++;
    }

    assertFalse(simulation.session.running(), "still running after " + steps + " steps");
    assertEquals(Money.ZERO, simulation.session.ledger().reserved());
  }

  private static final class Simulation {
    private final Random random;
    private final CommandGenerator commandGenerator;
    private final boolean reaskUnknown;
    private final Set<String> openHere = new HashSet<>();
    private Session session = Session.empty(Samples.id());

    Simulation(long seed) {
      random = new Random(seed);
      commandGenerator = new CommandGenerator(seed);
      reaskUnknown = random.nextInt(4) > 0;
    }

    boolean begin() {
      CommandDecision opened = Decider.decide(session, commandGenerator.open());
      if (opened instanceof CommandDecision.CommandRefusal) {
        return false;
      }
      take(opened);
      take(Decider.decide(session, Samples.submit("text")));
      SessionCommand run =
          new SessionCommand.StartRun(
              "r1", null, null, VerdictStatus.READY, "s" + random.nextInt());
      CommandDecision started = Decider.decide(session, run);
      if (started instanceof CommandDecision.CommandRefusal commandRefusal) {
        String code = commandRefusal.problem().code();
        assertTrue(REFUSALS.contains(code), code);
        return false;
      }
      take(started);
      return true;
    }

    void step() {
      if (random.nextInt(25) == 0) {
        crash();
      }
      if (random.nextInt(150) == 0) {
        take(Decider.decide(session, new SessionCommand.RequestCancel("enough")));
      }
      if (random.nextInt(40) == 0) {
        take(Decider.decide(session, new SessionCommand.Pause("lunch")));
      }
      NextStep next = NextStep.of(session, openHere, reaskUnknown);
      check(next);
      CommandDecision commandDecision =
          Decider.decide(session, commandGenerator.answerTo(session, next));
      if (commandDecision instanceof CommandDecision.CommandRefusal commandRefusal) {
        refused(commandRefusal.problem().code());
      } else {
        take(commandDecision);
      }
      Invariants.check(session);
    }

    private void refused(String code) {
      if (code.equals("budget_exhausted")) {
        take(Decider.decide(session, new SessionCommand.EndRun(EndReason.BUDGET_EXHAUSTED, null)));
      } else {
        assertEquals("inconsistent_verdict", code, "only what a peer says can be wrong");
      }
    }

    /** The process dies; another one replays, and marks what it does not know. */
    private void crash() {
      openHere.clear();
      take(Decider.decide(session, new SessionCommand.Recover("other")));
      assertEquals(List.of(), session.openCalls());
    }

    private void check(NextStep next) {
      switch (next) {
        case NextStep.RoundStep begin -> begin.voters().forEach(this::mayVote);
        case NextStep.VoteStep ask -> ask.voters().forEach(this::mustStillVote);
        case NextStep.SectionStep ask ->
            ask.questions().forEach(question -> mustStillVote(question.voter()));
        case NextStep.AnswerStep read ->
            assertFalse(session.calls().get(read.call()).read(), "read twice");
        case NextStep.RevisionStep revisionStep ->
            assertFalse(revisionStep.author().equals(session.opened().petitioner()));
        case NextStep.TurnStep begin ->
            assertFalse(begin.rotator().equals(session.opened().petitioner()));
        case NextStep.RotatorStep ask ->
            assertEquals(List.of(ask.rotator()), session.lastRound().orElseThrow().panel());
        case NextStep.PassStep begin -> assertTrue(session.lastRound().orElseThrow().counted());
        case NextStep.JudgeStep ask -> ask.questions().forEach(this::mayJudge);
        case NextStep.RulingStep rulingStep ->
            assertTrue(
                session.openCalls().stream()
                    .noneMatch(c -> rulingStep.finding().equals(c.finding())));
        case NextStep.WaitStep await -> assertFalse(await.calls().isEmpty());
        case NextStep.CountStep count -> assertEquals(List.of(), session.openCalls());
        case NextStep.EndStep endStep -> {} // what may be the end is checked by the decider's tests
        case NextStep.IdleStep idleStep -> assertFalse(session.running());
        case NextStep.PauseStep pauseStep -> assertEquals(List.of(), session.openCalls());
      }
    }

    private void mayJudge(NextStep.JudgeQuestion judgeQuestion) {
      String owner = session.findings().get(judgeQuestion.finding()).opened().owner();
      assertFalse(judgeQuestion.judge().equals(owner), "an owner judges");
      assertFalse(session.authors().contains(judgeQuestion.judge()), "an author judges");
    }

    private void mayVote(String peer) {
      assertFalse(session.authors().contains(peer), peer + " wrote");
      assertFalse(peer.equals(session.opened().petitioner()));
    }

    private void mustStillVote(String peer) {
      mayVote(peer);
      Round round = session.rounds().getLast();
      assertFalse(round.votes().containsKey(peer), peer + " voted");
      assertFalse(round.excused().containsKey(peer) || round.rejected().containsKey(peer));
      assertTrue(
          session.callsOf(round.number()).stream()
              .noneMatch(c -> c.peer().equals(peer) && c.answer() != null),
          "an answer on disk is bought again");
    }

    private void take(CommandDecision commandDecision) {
      for (SessionEvent event :
          assertInstanceOf(CommandDecision.CommandAcceptance.class, commandDecision).events()) {
        session =
            session.apply(
                new EventEnvelope(session.seq() + 1, SessionScenario.TS, "test", null), event);
      }
      Set<String> now =
          session.openCalls().stream().map(LedgerCall::id).collect(Collectors.toSet());
      openHere.addAll(now);
      openHere.retainAll(now);
    }
  }
}

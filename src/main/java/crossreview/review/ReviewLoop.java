package crossreview.review;

import crossreview.call.CallOutcome;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.ReviewProblem;
import crossreview.model.SessionProblem;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.PeerFailure;
import crossreview.model.run.EndReason;
import crossreview.review.AnswerInterpreter.Interpretation;
import crossreview.review.InFlightCalls.CallCompletion;
import crossreview.review.prompt.PromptInputSource;
import crossreview.session.LedgerCall;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.session.command.AnswerMeaning;
import crossreview.session.command.SessionCommand;
import crossreview.session.script.NextStep;
import crossreview.store.log.Actor;
import crossreview.store.log.SessionLog;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The script of one run. It runs on the review's virtual thread and reads like the requirement:
 * take the next step until there is none.
 */
final class ReviewLoop {
  private final SessionLog log;
  private final ReviewServices tools;
  private final InFlightCalls open;
  private final BudgetReservations budgetReservations = new BudgetReservations();
  private final PromptInputSource promptInputSource;
  private final CallDispatcher callDispatcher;
  private final AnswerInterpreter reading;
  private final RoundStarter roundStarter;
  private final AnswerRepair second;
  private final JudgeCoordinator judgeCoordinator;
  private @Nullable Throwable broken;
  private boolean stopped;
  private boolean timeUp;
  private volatile boolean leftPaused;

  ReviewLoop(SessionLog log, ReviewServices tools, InFlightCalls open) {
    this.log = log;
    this.tools = tools;
    this.open = open;
    this.promptInputSource =
        new PromptInputSource(log, tools.sessionRandomness(), tools.peerRegistry());
    this.callDispatcher = new CallDispatcher(log, tools, open, budgetReservations);
    this.reading = new AnswerInterpreter(log, promptInputSource, tools.artifactBytesMax());
    RunContext runContext =
        new RunContext(promptInputSource, callDispatcher, reading, tools.promptBuilder());
    this.roundStarter = new RoundStarter(log, runContext);
    this.second = new AnswerRepair(runContext, this::submit);
    this.judgeCoordinator = new JudgeCoordinator(log, runContext);
  }

  /** Returns when the run has ended or was stopped; throws what broke it. */
  void run() {
    try {
      while (!stopped && step()) {
        settleFinished();
      }
    } finally {
      open.cancelAll();
      budgetReservations.settleRemaining();
    }
  }

  /** Leaves the run as it is: resumable. */
  void stop() {
    stopped = true;
    open.signal();
  }

  boolean leftPaused() {
    return leftPaused;
  }

  /** The run's wall clock ran out. */
  void timeUp() {
    timeUp = true;
    open.signal();
  }

  /** Something outside changed the session, such as a cancel. */
  void sessionChanged() {
    open.signal();
  }

  /** The log is lost: nothing more can be recorded. */
  void broken(Throwable cause) {
    broken = cause;
    open.signal();
  }

  private boolean step() {
    if (broken != null) {
      throw broken instanceof RuntimeException e ? e : new IllegalStateException(broken);
    }
    if (timeUp && log.session().running()) {
      return end(
          EndReason.WALL_CLOCK,
          "the run took " + log.session().limits().wallClockMinutes() + " minutes");
    }
    try {
      return take(NextStep.of(log.session(), open.ids(), tools.reaskUnknown()));
    } catch (ProblemException problemException) {
      return refused(problemException);
    }
  }

  private boolean take(NextStep next) {
    switch (next) {
      case NextStep.RoundStep begin -> {
        return begun(roundStarter.round(begin.voters()));
      }
      case NextStep.SectionStep ask -> ask.questions().forEach(roundStarter::askSection);
      case NextStep.VoteStep ask -> ask.voters().forEach(roundStarter::askVoter);
      case NextStep.AnswerStep read -> second.read(log.session().calls().at(read.call()));
      case NextStep.CountStep count -> submit(count());
      case NextStep.RevisionStep revisionStep -> roundStarter.revise(revisionStep.author());
      case NextStep.TurnStep begin -> {
        return begun(roundStarter.turn(begin.rotator()));
      }
      case NextStep.RotatorStep ask -> roundStarter.askRotator(ask.rotator());
      case NextStep.PassStep begin -> submit(new SessionCommand.AskJudges());
      case NextStep.JudgeStep ask ->
          judgeCoordinator.ask(ask.questions(), this::submit, this::await);
      case NextStep.RulingStep rulingStep ->
          submit(judgeCoordinator.rule(rulingStep), cause(rulingStep));
      case NextStep.WaitStep waits -> await();
      case NextStep.EndStep endStep -> {
        return end(endStep.reason(), endStep.detail());
      }
      case NextStep.IdleStep idleStep -> {
        return false;
      }
      case NextStep.PauseStep pauseStep -> {
        leftPaused = true;
        return false;
      }
    }
    return true;
  }

  /** Ends the run if there was nothing to ask about. */
  private boolean begun(Optional<String> nothing) {
    return nothing.isEmpty() || end(EndReason.NOTHING_TO_REVIEW, nothing.get());
  }

  /** Refusals of the decider and the budget guard that end a run; any other one is a bug. */
  private boolean refused(ProblemException problemException) {
    Problem problem = problemException.problem();
    return switch (problem.type()) {
      case ReviewProblem.NO_PRICE -> end(EndReason.NO_PRICE, problem.message());
      case ReviewProblem.BUDGET_EXHAUSTED -> end(EndReason.BUDGET_EXHAUSTED, problem.message());
      case ReviewProblem.QUORUM_FLOOR_NOT_MET ->
          end(EndReason.QUORUM_FLOOR_NOT_MET, problem.message());
      case SessionProblem.SESSION_LIMIT -> end(EndReason.SESSION_LIMIT, problem.message());
      case SessionProblem.CANCEL_REQUESTED, SessionProblem.PAUSED -> true; // the next step says so
      default -> throw problemException;
    };
  }

  private boolean end(EndReason endReason, @Nullable String detail) {
    open.cancelAll();
    log.record(new SessionCommand.EndRun(endReason, detail), Actor.DAEMON).await();
    return false;
  }

  /** Who ruled: a judge alone, or several of them through the daemon. */
  private static Actor cause(NextStep.RulingStep rulingStep) {
    return rulingStep.judges().size() == 1
        ? Actor.peer(rulingStep.judges().getFirst())
        : Actor.DAEMON;
  }

  /** A turn has no votes, so there is no independence. */
  private SessionCommand count() {
    Session session = log.session();
    Round round = session.rounds().getLast();
    return round.turn()
        ? new SessionCommand.CompleteRound()
        : new SessionCommand.CompleteRound(
            tools.history().figure(session, round, tools.independenceFloor()),
            roundStarter.coverage(round));
  }

  private void await() {
    open.awaitSignal().await();
  }

  private void submit(SessionCommand sessionCommand) {
    submit(sessionCommand, Actor.DAEMON);
  }

  /** Submits a command without waiting: what follows in the journal follows on the disk too. */
  private void submit(SessionCommand sessionCommand, Actor actor) {
    log.record(sessionCommand, actor).onFailure(this::broken);
  }

  private void settleFinished() {
    for (CallCompletion callCompletion : open.take()) {
      if (callCompletion.failure() != null) {
        broken(callCompletion.failure());
      } else if (log.session().running() && !stopped) {
        settle(log.session().calls().at(callCompletion.call()), callCompletion.outcome());
        budgetReservations.settle(log.session().calls().at(callCompletion.call()));
      }
    }
  }

  private void settle(LedgerCall ledgerCall, CallOutcome outcome) {
    Actor actor = Actor.peer(ledgerCall.peer());
    switch (outcome) {
      case CallOutcome.CallFailure f when lost(ledgerCall, f) ->
          submit(new SessionCommand.LoseCall(ledgerCall.id(), f.failure().words()), actor);
      case CallOutcome.CallFailure f ->
          submit(
              new SessionCommand.Fail(ledgerCall.id(), f.failure(), f.attempts(), f.cost(), null),
              actor);
      case CallOutcome.CallSuccess a -> settle(ledgerCall, a, actor);
    }
  }

  private void settle(LedgerCall ledgerCall, CallOutcome.CallSuccess a, Actor actor) {
    Interpretation meaning;
    try {
      meaning = reading.read(ledgerCall, a.text()).remarking(a.countRemark());
    } catch (ProblemException lost) {
      throw lost;
    } catch (RuntimeException | Error bug) {
      fail(ledgerCall, callDispatcher.unread(ledgerCall, bug), a, actor);
      return;
    }
    switch (meaning) {
      case Interpretation.ClearAnswer clearAnswer ->
          submit(
              new SessionCommand.Settle(ledgerCall.id(), a.answered(), clearAnswer.answerMeaning()),
              actor);
      case Interpretation.UnclearAnswer unclearAnswer ->
          unclear(ledgerCall, a, unclearAnswer, actor);
      case Interpretation.UncitedVote uncitedVote ->
          submit(
              new SessionCommand.Settle(
                  ledgerCall.id(), a.answered(), new AnswerMeaning.UnreadAnswer()),
              actor);
    }
  }

  /** A paid call whose fate is unknown is asked again with a reservation of its own, once. */
  private boolean lost(LedgerCall ledgerCall, CallOutcome.CallFailure callFailure) {
    return tools.reaskUnknown()
        && callFailure.failure().retryable()
        && callFailure.failure().spend() == CostCertainty.UNKNOWN
        && log.session().callsOf(ledgerCall.round()).stream()
            .filter(c -> c.peer().equals(ledgerCall.peer()) && c.purpose() == ledgerCall.purpose())
            .filter(c -> Objects.equals(c.finding(), ledgerCall.finding()))
            .filter(c -> c.sectionNumber() == ledgerCall.sectionNumber())
            .noneMatch(c -> c.state() == LedgerCall.CallState.INDETERMINATE);
  }

  private void unclear(
      LedgerCall ledgerCall,
      CallOutcome.CallSuccess a,
      Interpretation.UnclearAnswer unclearAnswer,
      Actor actor) {
    if (AnswerInterpreter.repairable(ledgerCall)) {
      submit(
          new SessionCommand.Settle(
              ledgerCall.id(), a.answered(), new AnswerMeaning.UnreadAnswer()),
          actor);
    } else {
      fail(
          ledgerCall,
          AnswerInterpreter.unreadable(unclearAnswer, a.answered().costBasis()),
          a,
          actor);
    }
  }

  /** An answer came, was paid, and is of no use. */
  private void fail(
      LedgerCall ledgerCall, PeerFailure failure, CallOutcome.CallSuccess a, Actor actor) {
    PeerFailure billed = failure.costing(CostCertainty.of(a.answered().costBasis()));
    submit(
        new SessionCommand.Fail(
            ledgerCall.id(),
            billed,
            a.answered().attempts(),
            a.answered().cost(),
            a.answered().answer()),
        actor);
  }
}

package crossreview.review;

import crossreview.call.CallOutcome;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.call.CostCertainty;
import crossreview.model.run.EndReason;
import crossreview.review.AnswerReading.Meaning;
import crossreview.review.OpenCalls.Finished;
import crossreview.session.LedgerCall;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.session.command.AnswerMeaning;
import crossreview.session.command.SessionCommand;
import crossreview.session.script.NextStep;
import crossreview.store.log.Actor;
import crossreview.store.log.SessionLog;
import java.util.Objects;

/**
 * The script of one run. It runs on the review's virtual thread and reads like the requirement:
 * take the next step until there is none.
 */
final class Conduct {
  private final SessionLog log;
  private final ReviewTools tools;
  private final OpenCalls open;
  private final Holds holds = new Holds();
  private final Material material;
  private final Asking asking;
  private final AnswerReading reading;
  private final Openings openings;
  private final SecondTurn second;
  private final Judges judges;
  private Throwable broken;
  private boolean stopped;
  private boolean timeUp;
  private volatile boolean leftPaused;

  Conduct(SessionLog log, ReviewTools tools, OpenCalls open) {
    this.log = log;
    this.tools = tools;
    this.open = open;
    this.material = new Material(log, tools.randomness());
    this.asking = new Asking(log, tools, open, holds);
    this.reading = new AnswerReading(log, material, tools.artifactBytesMax());
    Parts parts = new Parts(material, asking, reading, tools.briefs());
    this.openings = new Openings(log, parts);
    this.second = new SecondTurn(parts, this::hand);
    this.judges = new Judges(log, parts);
  }

  /** Returns when the run has ended or was stopped; throws what broke it. */
  void run() {
    try {
      while (!stopped && step()) {
        settleFinished();
      }
    } finally {
      open.cancelAll();
      holds.giveUp();
    }
  }

  /** Leaves the run as it is: resumable. */
  void stop() {
    stopped = true;
    open.ring();
  }

  boolean leftPaused() {
    return leftPaused;
  }

  /** The run's wall clock ran out. */
  void timeUp() {
    timeUp = true;
    open.ring();
  }

  /** Something outside changed the session, such as a cancel. */
  void look() {
    open.ring();
  }

  /** The log is lost: nothing more can be recorded. */
  void broken(Throwable cause) {
    broken = cause;
    open.ring();
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
      case NextStep.RoundStep begin -> openings.round(begin.voters());
      case NextStep.VoteStep ask -> ask.voters().forEach(openings::askVoter);
      case NextStep.AnswerStep read -> second.read(log.session().calls().get(read.call()));
      case NextStep.CountStep count -> hand(count());
      case NextStep.RevisionStep revisionStep -> openings.revise(revisionStep.author());
      case NextStep.TurnStep begin -> openings.turn(begin.rotator());
      case NextStep.RotatorStep ask -> openings.askRotator(ask.rotator());
      case NextStep.PassStep begin -> hand(new SessionCommand.AskJudges());
      case NextStep.JudgeStep ask -> judges.ask(ask.questions(), this::hand, this::await);
      case NextStep.RulingStep rulingStep -> hand(judges.rule(rulingStep), cause(rulingStep));
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

  /** Refusals of the law and the treasury that end a run; any other one is a bug. */
  private boolean refused(ProblemException problemException) {
    Problem problem = problemException.problem();
    return switch (problem.code()) {
      case "no_price" -> end(EndReason.NO_PRICE, problem.message());
      case "budget_exhausted" -> end(EndReason.BUDGET_EXHAUSTED, problem.message());
      case "quorum_floor_not_met" -> end(EndReason.QUORUM_FLOOR_NOT_MET, problem.message());
      case "session_limit" -> end(EndReason.SESSION_LIMIT, problem.message());
      case "cancel_requested", "paused" -> true; // the next step says so
      default -> throw problemException;
    };
  }

  private boolean end(EndReason endReason, String detail) {
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

  /** A turn has no votes, so nobody asks how independent they are. */
  private SessionCommand count() {
    Session session = log.session();
    Round round = session.rounds().getLast();
    return new SessionCommand.CompleteRound(
        round.turn() ? null : tools.history().figure(session, round));
  }

  private void await() {
    open.bell().await();
  }

  private void hand(SessionCommand sessionCommand) {
    hand(sessionCommand, Actor.DAEMON);
  }

  /** Hands a command in without waiting: what follows in the journal follows on the disk too. */
  private void hand(SessionCommand sessionCommand, Actor actor) {
    log.record(sessionCommand, actor).onFailure(this::broken);
  }

  private void settleFinished() {
    for (Finished finished : open.take()) {
      if (finished.failure() != null) {
        broken(finished.failure());
      } else if (log.session().running() && !stopped) {
        settle(log.session().calls().get(finished.call()), finished.outcome());
        holds.settle(log.session().calls().get(finished.call()));
      }
    }
  }

  private void settle(LedgerCall ledgerCall, CallOutcome outcome) {
    Actor actor = Actor.peer(ledgerCall.peer());
    switch (outcome) {
      case CallOutcome.Failed f when lost(ledgerCall, f) ->
          hand(new SessionCommand.LoseCall(ledgerCall.id(), f.failure().words()), actor);
      case CallOutcome.Failed f ->
          hand(
              new SessionCommand.Fail(ledgerCall.id(), f.failure(), f.attempts(), f.cost(), null),
              actor);
      case CallOutcome.Answered a -> {
        switch (reading.read(ledgerCall, a.text())) {
          case Meaning.Clear clear ->
              hand(
                  new SessionCommand.Settle(ledgerCall.id(), a.answered(), clear.answerMeaning()),
                  actor);
          case Meaning.Unclear unclear -> unclear(ledgerCall, a, unclear, actor);
          case Meaning.Uncited uncited ->
              hand(
                  new SessionCommand.Settle(
                      ledgerCall.id(), a.answered(), new AnswerMeaning.UnreadAnswer()),
                  actor);
        }
      }
    }
  }

  /** A paid call whose fate is unknown is asked again with a reservation of its own, once. */
  private boolean lost(LedgerCall ledgerCall, CallOutcome.Failed failed) {
    return tools.reaskUnknown()
        && failed.failure().retryable()
        && failed.failure().spend() == CostCertainty.UNKNOWN
        && log.session().callsOf(ledgerCall.round()).stream()
            .filter(c -> c.peer().equals(ledgerCall.peer()) && c.purpose() == ledgerCall.purpose())
            .filter(c -> Objects.equals(c.finding(), ledgerCall.finding()))
            .noneMatch(c -> c.state() == LedgerCall.CallState.INDETERMINATE);
  }

  private void unclear(
      LedgerCall ledgerCall, CallOutcome.Answered a, Meaning.Unclear unclear, Actor actor) {
    if (AnswerReading.repairable(ledgerCall)) {
      hand(
          new SessionCommand.Settle(
              ledgerCall.id(), a.answered(), new AnswerMeaning.UnreadAnswer()),
          actor);
    } else {
      hand(
          new SessionCommand.Fail(
              ledgerCall.id(),
              AnswerReading.unreadable(unclear),
              a.answered().attempts(),
              a.answered().cost(),
              a.answered().answer()),
          actor);
    }
  }
}

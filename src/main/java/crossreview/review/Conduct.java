package crossreview.review;

import crossreview.call.CallOutcome;
import crossreview.model.Problem;
import crossreview.model.Reason;
import crossreview.model.Refused;
import crossreview.model.Spend;
import crossreview.review.AnswerReading.Meaning;
import crossreview.review.OpenCalls.Finished;
import crossreview.session.Call;
import crossreview.session.Command;
import crossreview.session.NextStep;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.session.Use;
import crossreview.store.Cause;
import crossreview.store.SessionLog;
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
          Reason.WALL_CLOCK,
          "the run took " + log.session().limits().wallClockMinutes() + " minutes");
    }
    try {
      return take(NextStep.of(log.session(), open.ids(), tools.reaskUnknown()));
    } catch (Refused refused) {
      return refused(refused);
    }
  }

  private boolean take(NextStep next) {
    switch (next) {
      case NextStep.BeginRound begin -> openings.round(begin.voters());
      case NextStep.AskVoters ask -> ask.voters().forEach(openings::askVoter);
      case NextStep.ReadAnswer read -> second.read(log.session().calls().get(read.call()));
      case NextStep.CountRound count -> hand(count());
      case NextStep.Revise revise -> openings.revise(revise.author());
      case NextStep.BeginTurn begin -> openings.turn(begin.rotator());
      case NextStep.AskRotator ask -> openings.askRotator(ask.rotator());
      case NextStep.BeginJudging begin -> hand(new Command.AskJudges());
      case NextStep.AskBench ask -> judges.ask(ask.questions(), this::hand, this::await);
      case NextStep.Rule rule -> hand(judges.rule(rule), cause(rule));
      case NextStep.AwaitCalls waits -> await();
      case NextStep.End end -> {
        return end(end.reason(), end.detail());
      }
      case NextStep.Idle idle -> {
        return false;
      }
      case NextStep.Paused paused -> {
        leftPaused = true;
        return false;
      }
    }
    return true;
  }

  /** Refusals of the law and the treasury that end a run; any other one is a bug. */
  private boolean refused(Refused refused) {
    Problem problem = refused.problem();
    return switch (problem.code()) {
      case "no_price" -> end(Reason.NO_PRICE, problem.message());
      case "budget_exhausted" -> end(Reason.BUDGET_EXHAUSTED, problem.message());
      case "quorum_floor_not_met" -> end(Reason.QUORUM_FLOOR_NOT_MET, problem.message());
      case "session_limit" -> end(Reason.SESSION_LIMIT, problem.message());
      case "cancel_requested", "paused" -> true; // the next step says so
      default -> throw refused;
    };
  }

  private boolean end(Reason reason, String detail) {
    open.cancelAll();
    log.record(new Command.EndRun(reason, detail), Cause.DAEMON).await();
    return false;
  }

  /** Who ruled: a judge alone, or several of them through the daemon. */
  private static Cause cause(NextStep.Rule rule) {
    return rule.judges().size() == 1 ? Cause.peer(rule.judges().getFirst()) : Cause.DAEMON;
  }

  /** A turn has no votes, so nobody asks how independent they are. */
  private Command count() {
    Session session = log.session();
    Round round = session.rounds().getLast();
    return new Command.CompleteRound(round.turn() ? null : tools.history().figure(session, round));
  }

  private void await() {
    open.bell().await();
  }

  private void hand(Command command) {
    hand(command, Cause.DAEMON);
  }

  /** Hands a command in without waiting: what follows in the journal follows on the disk too. */
  private void hand(Command command, Cause cause) {
    log.record(command, cause).onFailure(this::broken);
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

  private void settle(Call call, CallOutcome outcome) {
    Cause cause = Cause.peer(call.peer());
    switch (outcome) {
      case CallOutcome.Failed f when lost(call, f) ->
          hand(new Command.LoseCall(call.id(), f.failure().words()), cause);
      case CallOutcome.Failed f ->
          hand(new Command.Fail(call.id(), f.failure(), f.attempts(), f.cost(), null), cause);
      case CallOutcome.Answered a -> {
        switch (reading.read(call, a.text())) {
          case Meaning.Clear clear ->
              hand(new Command.Settle(call.id(), a.answered(), clear.use()), cause);
          case Meaning.Unclear unclear -> unclear(call, a, unclear, cause);
          case Meaning.Uncited uncited ->
              hand(new Command.Settle(call.id(), a.answered(), new Use.Unread()), cause);
        }
      }
    }
  }

  /** A paid call whose fate is unknown is asked again with a reservation of its own, once. */
  private boolean lost(Call call, CallOutcome.Failed failed) {
    return tools.reaskUnknown()
        && failed.failure().retryable()
        && failed.failure().spend() == Spend.UNKNOWN
        && log.session().callsOf(call.round()).stream()
            .filter(c -> c.peer().equals(call.peer()) && c.purpose() == call.purpose())
            .filter(c -> Objects.equals(c.finding(), call.finding()))
            .noneMatch(c -> c.state() == Call.State.INDETERMINATE);
  }

  private void unclear(Call call, CallOutcome.Answered a, Meaning.Unclear unclear, Cause cause) {
    if (AnswerReading.repairable(call)) {
      hand(new Command.Settle(call.id(), a.answered(), new Use.Unread()), cause);
    } else {
      hand(
          new Command.Fail(
              call.id(),
              AnswerReading.unreadable(unclear),
              a.answered().attempts(),
              a.answered().cost(),
              a.answered().answer()),
          cause);
    }
  }
}

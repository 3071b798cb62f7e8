package crossreview.session;

import crossreview.model.Limits;
import crossreview.model.Mode;
import crossreview.model.Money;
import crossreview.model.Outcome;
import crossreview.model.Reason;
import crossreview.model.RunResult;
import crossreview.model.Status;
import crossreview.model.TallyResult;
import crossreview.model.event.CallEvent;
import crossreview.model.event.LifeEvent;
import crossreview.model.event.RunEvent;
import crossreview.model.event.SessionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Beginning, ending and continuing a run. */
final class DecideRun {
  private DecideRun() {}

  static List<SessionEvent> start(Session session, Command.StartRun c) {
    check(session);
    Mode mode = c.mode() == null ? session.mode() : c.mode();
    Limits limits = session.opened().limits();
    int rounds = rounds(limits, c.maxRounds());
    List<String> draw =
        mode == Mode.SHIP ? Lottery.draw(Panel.authors(session), c.seed()) : List.of();
    checkVoters(session, mode, draw);
    Status caller = c.callerStatus() == null ? Status.READY : c.callerStatus();
    List<SessionEvent> events = new ArrayList<>();
    events.add(new RunEvent.RunStarted(c.run(), mode, rounds, caller, limits));
    if (StopRules.nothingNew(session, mode)) {
      events.add(
          new RunEvent.RunEnded(
              c.run(), RunResult.STOPPED, Reason.NOTHING_NEW, 0, session.cost()));
    } else if (mode == Mode.SHIP) {
      events.add(new RunEvent.RelatorDrawn(draw, c.seed(), Panel.excludedAuthors(session)));
    }
    return events;
  }

  private static void check(Session session) {
    if (session.running()) {
      throw Refusals.running(session);
    }
    if (session.current() == null) {
      throw Refusals.conflict("no_artifact", "hand in an artifact before a run is started");
    }
    DecideLife.checkLines(session);
  }

  private static int rounds(Limits limits, Integer wanted) {
    if (wanted == null) {
      return limits.maxRounds();
    }
    if (wanted < 1 || wanted > limits.maxRounds()) {
      throw Refusals.invalid(
          "limit_raised",
          "max_rounds is " + wanted + ", this session allows 1 to " + limits.maxRounds());
    }
    return wanted;
  }

  private static void checkVoters(Session session, Mode mode, List<String> draw) {
    if (mode == Mode.SHIP && draw.isEmpty()) {
      throw Refusals.conflict(
          "no_author", "the panel has nobody who may revise: use mode review, or another panel");
    }
    int voters = Panel.voters(session, draw.isEmpty() ? null : draw.getFirst()).size();
    if (voters < session.opened().limits().floor()) {
      throw Refusals.exhausted(
          "quorum_floor_not_met",
          voters + " may vote, at least " + session.opened().limits().floor() + " must");
    }
  }

  static List<SessionEvent> end(Session session, Command.EndRun c) {
    if (!session.running()) {
      throw Refusals.notRunning();
    }
    if (c.reason() == Reason.UNANIMOUS_READY && !unanimous(session)) {
      throw Refusals.conflict("not_unanimous", "the last round is not unanimous on these bytes");
    }
    List<SessionEvent> events = new ArrayList<>(giveUp(session));
    events.add(
        new RunEvent.RunEnded(
            session.run().id(),
            result(c.reason()),
            c.reason(),
            session.run().rounds(),
            costAfter(session)));
    outcome(c.reason())
        .map(outcome -> finalized(session, outcome, c))
        .ifPresent(events::add);
    return events;
  }

  private static LifeEvent.SessionFinalized finalized(
      Session session, Outcome outcome, Command.EndRun c) {
    LifeEvent.SessionFinalized closed =
        DecideLife.closed(session, outcome, c.reason(), c.detail());
    return new LifeEvent.SessionFinalized(
        closed.outcome(),
        closed.reason(),
        closed.detail(),
        closed.finalText(),
        costAfter(session));
  }

  private static Optional<Outcome> outcome(Reason reason) {
    return switch (reason) {
      case UNANIMOUS_READY -> Optional.of(Outcome.CONVERGED);
      case SESSION_CANCELLED, SESSION_LIMIT -> Optional.of(Outcome.ABORTED);
      default -> Optional.empty();
    };
  }

  private static boolean unanimous(Session session) {
    Round last = session.lastRound().orElse(null);
    return last != null
        && last.run().equals(session.run().id())
        && last.completed() != null
        && last.completed().tally() == TallyResult.UNANIMOUS
        && last.artifact().equals(session.current().sha256())
        && session.run().callerStatus() == Status.READY;
  }

  /** What is still open when a run ends has an unknown fate and is booked at its ceiling. */
  private static List<SessionEvent> giveUp(Session session) {
    return session.calls().values().stream()
        .filter(call -> call.state() == Call.State.RESERVED)
        .<SessionEvent>map(call -> new CallEvent.CallIndeterminate(call.id(), call.ceiling()))
        .toList();
  }

  private static Money costAfter(Session session) {
    return Ledger.of(session.calls().values()).committed();
  }

  private static RunResult result(Reason reason) {
    return switch (reason) {
      case UNANIMOUS_READY -> RunResult.UNANIMOUS;
      case HANDED_BACK -> RunResult.HANDED_BACK;
      case SESSION_CANCELLED -> RunResult.CANCELLED;
      case PREFLIGHT_REFUSED, NO_PRICE, POLICY_VETO -> RunResult.REFUSED;
      default -> RunResult.STOPPED;
    };
  }

  static List<SessionEvent> recover(Session session, Command.Recover c) {
    if (!session.running()) {
      throw Refusals.notRunning();
    }
    List<SessionEvent> unknown = giveUp(session);
    int kept = (int) session.calls().values().stream().filter(x -> x.answer() != null).count();
    List<SessionEvent> events = new ArrayList<>();
    events.add(
        new LifeEvent.SessionRecovered(
            "round " + session.rounds().size(), kept, unknown.size(), c.node()));
    events.addAll(unknown);
    return events;
  }
}

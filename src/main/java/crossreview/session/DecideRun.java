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
import crossreview.model.event.NoteEvent;
import crossreview.model.event.RoundEvent.RoundCompleted;
import crossreview.model.event.RunEvent;
import crossreview.model.event.SessionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Beginning, ending and continuing a run. */
final class DecideRun {
  private DecideRun() {}

  static List<SessionEvent> start(Session session, Command.StartRun c) {
    check(session, c.run());
    Mode mode = c.mode() == null ? session.mode() : c.mode();
    checkMode(mode);
    Limits limits = session.sessionLimits();
    List<String> draw =
        mode == Mode.REVIEW ? List.of() : Lottery.draw(Panel.authors(session), c.seed());
    int rounds =
        mode == Mode.CIRCULAR
            ? DecideTurn.turns(limits, draw, c.maxRounds())
            : rounds(limits, c.maxRounds());
    if (mode != Mode.CIRCULAR) {
      checkVoters(session, mode, draw);
    }
    Status caller = c.callerStatus() == null ? Status.READY : c.callerStatus();
    List<SessionEvent> events = new ArrayList<>();
    events.add(new RunEvent.RunStarted(c.run(), mode, rounds, caller, limits, c.effort()));
    if (c.preflight() != null) {
      events.add(new NoteEvent.PreflightChecked(c.preflight()));
    }
    if (StopRules.nothingNew(session, mode, draw)) {
      events.add(
          new RunEvent.RunEnded(
              c.run(), RunResult.STOPPED, Reason.NOTHING_NEW, 0, session.cost(), null));
    } else if (mode != Mode.REVIEW) {
      events.add(new RunEvent.RelatorDrawn(draw, c.seed(), Panel.excludedAuthors(session)));
    }
    return events;
  }

  /** Judges have a command of their own. */
  static void checkMode(Mode mode) {
    if (mode == Mode.JUDGE) {
      throw Refusals.mode(mode);
    }
  }

  /** The running run may do something more. */
  static void checkGoesOn(Session session) {
    if (!session.running()) {
      throw Refusals.notRunning();
    }
    if (session.cancelRequested()) {
      throw Refusals.cancelling();
    }
    if (session.paused()) {
      throw Refusals.paused();
    }
    DecideLife.checkLines(session);
  }

  static void check(Session session, String run) {
    if (session.running()) {
      throw Refusals.running(session);
    }
    boolean known =
        session.run() != null && session.run().id().equals(run)
            || session.rounds().stream().anyMatch(round -> round.run().equals(run));
    if (known) {
      throw Refusals.runKnown(run);
    }
    if (session.current() == null) {
      throw Refusals.noArtifact();
    }
    if (session.paused()) {
      throw Refusals.paused();
    }
    DecideLife.checkLines(session);
  }

  /**
   * The rest of the draw, when the author's revision changed nothing about what is in the way and
   * enough voters remain without the next author.
   */
  static Optional<SessionEvent> nextAuthor(Session session, RoundCompleted count) {
    Run run = session.run();
    int next = run.author() + 1;
    if (run.mode() != Mode.SHIP || next >= run.draw().size() || !StopRules.stuck(session, count)) {
      return Optional.empty();
    }
    List<String> rest = run.draw().subList(next, run.draw().size());
    int voters = Panel.voters(session, rest.getFirst()).size();
    if (voters < session.limits().floor()) {
      return Optional.empty();
    }
    List<RunEvent.Excluded> excluded = new ArrayList<>(Panel.excludedAuthors(session));
    excluded.add(new RunEvent.Excluded(run.draw().get(run.author()), "no_progress"));
    return Optional.of(new RunEvent.RelatorDrawn(rest, run.progress().seed(), excluded));
  }

  private static int rounds(Limits limits, Integer wanted) {
    if (wanted != null && (wanted < 1 || wanted > limits.maxRounds())) {
      throw Refusals.rounds(wanted, limits.maxRounds());
    }
    return wanted == null ? limits.maxRounds() : wanted;
  }

  private static void checkVoters(Session session, Mode mode, List<String> draw) {
    if (mode == Mode.SHIP && draw.isEmpty()) {
      throw Refusals.noAuthor();
    }
    List<String> voters = Panel.voters(session, draw.isEmpty() ? null : draw.getFirst());
    int floor = session.sessionLimits().floor();
    if (voters.size() < floor) {
      throw Refusals.floor(voters.size(), floor);
    }
    Integer families = session.policy().rules().familyFloor();
    Set<String> there = Panel.families(session, voters);
    if (families != null && there.size() < families) {
      throw Refusals.familyFloor(there, families);
    }
  }

  static List<SessionEvent> end(Session session, Command.EndRun c) {
    if (!session.running()) {
      throw Refusals.notRunning();
    }
    Reason reason = reason(session, c.reason());
    String detail = session.cancelRequested() ? session.cancelReason() : c.detail();
    List<SessionEvent> events = new ArrayList<>(giveUp(session));
    Money cost = session.ledger().committed(); // what is reserved is booked by giving up
    events.add(
        new RunEvent.RunEnded(
            session.run().id(), result(reason), reason, session.run().rounds(), cost, detail));
    outcome(reason)
        .map(outcome -> DecideLife.closed(session, outcome, reason, detail))
        .ifPresent(events::add);
    return events;
  }

  /** The reason that counts: a cancel that was asked for is an end that was promised. */
  private static Reason reason(Session session, Reason wanted) {
    if (session.cancelRequested()) {
      return Reason.SESSION_CANCELLED;
    }
    switch (wanted) {
      case SESSION_CANCELLED -> throw Refusals.notCancelling();
      case IDLE_SWEPT, STALE_NO_FINALIZE, CLOSED_BY_OPERATOR, IMPORTED ->
          throw Refusals.wrongReason(wanted.word() + " closes a session, it ends no run");
      case UNANIMOUS_READY -> {
        boolean voted = session.run().mode() != Mode.CIRCULAR;
        if (!voted || !counted(session, TallyResult.UNANIMOUS)) {
          throw Refusals.notUnanimous("the last round is not unanimous on these bytes");
        }
      }
      case CIRCULAR_FULL_ROTATION_NO_CHANGE -> {
        if (!counted(session, TallyResult.UNANIMOUS) || !StopRules.settled(session)) {
          throw Refusals.notUnanimous(
              "the last rotation changed these bytes, or a finding is open");
        }
      }
      case ACCEPTED_BY_POLICY -> {
        if (!counted(session, TallyResult.ACCEPTED)) {
          throw Refusals.notUnanimous("the policy did not accept the last round on these bytes");
        }
      }
      default -> {} // conduct and its limits may stop a run at any time
    }
    return wanted;
  }

  private static Optional<Outcome> outcome(Reason reason) {
    return switch (reason) {
      case UNANIMOUS_READY, ACCEPTED_BY_POLICY, CIRCULAR_FULL_ROTATION_NO_CHANGE ->
          Optional.of(Outcome.CONVERGED);
      case SESSION_CANCELLED, SESSION_LIMIT -> Optional.of(Outcome.ABORTED);
      default -> Optional.empty();
    };
  }

  private static boolean counted(Session session, TallyResult tally) {
    Round last = session.lastRound().orElse(null);
    return last != null
        && last.run().equals(session.run().id())
        && last.completed() != null
        && last.completed().tally() == tally
        && last.artifact().equals(session.current().sha256())
        && session.run().callerStatus() == Status.READY;
  }

  /** What is still open when a run ends has an unknown fate and is booked at its ceiling. */
  private static List<SessionEvent> giveUp(Session session) {
    return session.openCalls().stream()
        .<SessionEvent>map(call -> new CallEvent.CallIndeterminate(call.id(), call.ceiling(), null))
        .toList();
  }

  private static RunResult result(Reason reason) {
    return switch (reason) {
      case UNANIMOUS_READY, CIRCULAR_FULL_ROTATION_NO_CHANGE -> RunResult.UNANIMOUS;
      case ACCEPTED_BY_POLICY -> RunResult.ACCEPTED;
      case HANDED_BACK, JUDGED -> RunResult.HANDED_BACK;
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
    int kept =
        (int)
            session.callsOf(session.rounds().size()).stream()
                .filter(call -> call.answer() != null)
                .count();
    List<SessionEvent> events = new ArrayList<>();
    events.add(
        new LifeEvent.SessionRecovered(
            "round " + session.rounds().size(), kept, unknown.size(), c.node()));
    events.addAll(unknown);
    return events;
  }
}

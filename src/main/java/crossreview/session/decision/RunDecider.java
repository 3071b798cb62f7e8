package crossreview.session.decision;

import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.ReviewProblem;
import crossreview.model.event.CallEvent;
import crossreview.model.event.LifecycleEvent;
import crossreview.model.event.NoteEvent;
import crossreview.model.event.RoundEvent.RoundCompleted;
import crossreview.model.event.RunEvent;
import crossreview.model.event.SessionEvent;
import crossreview.model.material.UnsupportedClaim;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.EndReason;
import crossreview.model.run.RunMode;
import crossreview.model.run.RunResult;
import crossreview.model.run.SessionOutcome;
import crossreview.model.vote.TallyResult;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.Round;
import crossreview.session.Run;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import crossreview.session.rule.DeltaRules;
import crossreview.session.rule.Panel;
import crossreview.session.script.StopRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Beginning, ending and continuing a run. */
final class RunDecider {
  private RunDecider() {}

  static List<SessionEvent> start(Session session, SessionCommand.StartRun c) {
    check(session, c.run());
    checkArtifact(session, c.artifact());
    RunMode runMode = c.mode() == null ? session.mode() : c.mode();
    checkMode(runMode);
    checkClaims(session, c.claims());
    ReviewLimits reviewLimits = session.sessionLimits();
    List<String> draw =
        runMode == RunMode.REVIEW ? List.of() : Lottery.draw(Panel.authors(session), c.seed());
    int rounds =
        runMode == RunMode.CIRCULAR
            ? RotationDecider.turns(reviewLimits, draw, c.maxRounds())
            : rounds(reviewLimits, c.maxRounds());
    if (runMode != RunMode.CIRCULAR) {
      checkVoters(session, runMode, draw);
    }
    List<SessionEvent> events = new ArrayList<>();
    events.add(begun(c, runMode, rounds, reviewLimits));
    if (c.preflight() != null) {
      events.add(new NoteEvent.PreflightChecked(c.preflight()));
    }
    boolean otherRulings = !Objects.equals(session.suppressions(), c.suppressions());
    if (!otherRulings && StopRules.nothingNew(session, runMode, draw)) {
      events.add(
          new RunEvent.RunEnded(
              c.run(), RunResult.STOPPED, EndReason.NOTHING_NEW, 0, session.cost(), null));
    } else if (runMode != RunMode.REVIEW) {
      events.add(new RunEvent.RelatorDrawn(draw, c.seed(), Panel.excludedAuthors(session)));
    }
    return events;
  }

  /** An answer about a run is about the text of whoever began it. */
  private static void checkArtifact(Session session, @Nullable Digest meant) {
    Digest current = session.current().sha256();
    if (meant != null && !meant.equals(current)) {
      throw ReviewProblem.ARTIFACT_REPLACED.exception(
          "another text ("
              + current
              + ") was submitted to the session after yours ("
              + meant
              + "); nothing was reviewed");
    }
  }

  private static RunEvent begun(
      SessionCommand.StartRun c, RunMode runMode, int rounds, ReviewLimits limits) {
    VerdictStatus caller = c.callerStatus() == null ? VerdictStatus.READY : c.callerStatus();
    return new RunEvent.RunStarted(
        c.run(),
        runMode,
        rounds,
        caller,
        limits,
        c.effort(),
        c.suppressions(),
        c.claims(),
        c.efforts(),
        runMode == RunMode.SHIP ? c.extraRounds() : null);
  }

  private static void checkClaims(Session session, @Nullable List<UnsupportedClaim> claims) {
    if (claims != null && session.policy().rules().refusesClaims()) {
      throw CommandProblems.unsupportedClaims(claims);
    }
  }

  /** Judges have a command of their own. */
  static void checkMode(RunMode runMode) {
    if (runMode == RunMode.JUDGE) {
      throw CommandProblems.mode(runMode);
    }
  }

  /** The running run may do something more. */
  static void checkGoesOn(Session session) {
    if (!session.running()) {
      throw CommandProblems.notRunning();
    }
    if (session.cancelRequested()) {
      throw CommandProblems.cancelling();
    }
    if (session.paused()) {
      throw CommandProblems.paused();
    }
    LifecycleDecider.checkLines(session);
  }

  static void check(Session session, String run) {
    if (session.running()) {
      throw CommandProblems.running(session);
    }
    boolean known =
        session.hasRun() && session.run().id().equals(run)
            || session.rounds().stream().anyMatch(round -> round.run().equals(run));
    if (known) {
      throw CommandProblems.runKnown(run);
    }
    if (!session.hasArtifact()) {
      throw CommandProblems.noArtifact();
    }
    if (session.paused()) {
      throw CommandProblems.paused();
    }
    LifecycleDecider.checkLines(session);
  }

  /**
   * The rest of the draw, when the author's revision changed nothing about what is in the way and
   * enough voters remain without the next author.
   */
  static Optional<SessionEvent> nextAuthor(Session session, RoundCompleted count) {
    Run run = session.run();
    int next = run.author() + 1;
    if (run.mode() != RunMode.SHIP
        || next >= run.draw().size()
        || !StopRules.stuck(session, count)) {
      return Optional.empty();
    }
    List<String> rest = run.draw().subList(next, run.draw().size());
    int voters = Panel.counted(session, Panel.voters(session, rest.getFirst())).size();
    if (voters < session.limits().floor()) {
      return Optional.empty();
    }
    List<RunEvent.AuthorExclusion> excluded = new ArrayList<>(Panel.excludedAuthors(session));
    excluded.add(new RunEvent.AuthorExclusion(run.draw().get(run.author()), "no_progress"));
    return Optional.of(new RunEvent.RelatorDrawn(rest, run.progress().seed(), excluded));
  }

  private static int rounds(ReviewLimits reviewLimits, @Nullable Integer wanted) {
    if (wanted != null && (wanted < 1 || wanted > reviewLimits.maxRounds())) {
      throw CommandProblems.rounds(wanted, reviewLimits.maxRounds());
    }
    return wanted == null ? reviewLimits.maxRounds() : wanted;
  }

  private static void checkVoters(Session session, RunMode runMode, List<String> draw) {
    if (runMode == RunMode.SHIP && draw.isEmpty()) {
      throw CommandProblems.noAuthor();
    }
    List<String> voters =
        Panel.counted(session, Panel.voters(session, draw.isEmpty() ? null : draw.getFirst()));
    int floor = session.sessionLimits().floor();
    if (voters.size() < floor) {
      throw CommandProblems.floor(voters.size(), floor);
    }
    Integer families = session.policy().rules().familyFloor();
    Set<String> there = Panel.families(session, voters);
    if (families != null && there.size() < families) {
      throw CommandProblems.familyFloor(there, families);
    }
  }

  static List<SessionEvent> end(Session session, SessionCommand.EndRun c) {
    if (!session.running()) {
      throw CommandProblems.notRunning();
    }
    EndReason endReason = reason(session, c.reason());
    String detail = session.cancelRequested() ? session.cancelReason() : c.detail();
    List<SessionEvent> events = new ArrayList<>(giveUp(session));
    Money cost = session.ledger().committed(); // what is reserved is booked by giving up
    events.add(
        new RunEvent.RunEnded(
            session.run().id(),
            result(endReason),
            endReason,
            session.run().rounds(),
            cost,
            detail));
    outcome(endReason)
        .map(sessionOutcome -> LifecycleDecider.closed(session, sessionOutcome, endReason, detail))
        .ifPresent(events::add);
    return events;
  }

  /** The reason that counts: a cancel that was asked for is an end that was promised. */
  private static EndReason reason(Session session, EndReason wanted) {
    if (session.cancelRequested()) {
      return EndReason.SESSION_CANCELLED;
    }
    switch (wanted) {
      case SESSION_CANCELLED -> throw CommandProblems.notCancelling();
      case IDLE_SWEPT, STALE_NO_FINALIZE, CLOSED_BY_OPERATOR, IMPORTED ->
          throw CommandProblems.wrongReason(
              wanted.wireName() + " closes a session and does not end a run");
      case UNANIMOUS_READY -> {
        boolean voted = session.run().mode() != RunMode.CIRCULAR;
        if (!voted || !counted(session, TallyResult.UNANIMOUS)) {
          throw CommandProblems.notUnanimous("the last round is not unanimous on these bytes");
        }
      }
      case CIRCULAR_FULL_ROTATION_NO_CHANGE -> {
        if (!counted(session, TallyResult.UNANIMOUS) || !StopRules.settled(session)) {
          throw CommandProblems.notUnanimous(
              "the last rotation changed these bytes, or a finding is open");
        }
      }
      case ACCEPTED_BY_POLICY -> {
        if (!counted(session, TallyResult.ACCEPTED)) {
          throw CommandProblems.notUnanimous(
              "the policy did not accept the last round on these bytes");
        }
      }
      default -> {} // conduct and its limits may stop a run at any time
    }
    return wanted;
  }

  private static Optional<SessionOutcome> outcome(EndReason endReason) {
    return switch (endReason) {
      case UNANIMOUS_READY, ACCEPTED_BY_POLICY, CIRCULAR_FULL_ROTATION_NO_CHANGE ->
          Optional.of(SessionOutcome.CONVERGED);
      case SESSION_CANCELLED, SESSION_LIMIT -> Optional.of(SessionOutcome.ABORTED);
      default -> Optional.empty();
    };
  }

  private static boolean counted(Session session, TallyResult tally) {
    if (DeltaRules.finalRoundDue(session)) {
      throw CommandProblems.notUnanimous(
          "a voter was not shown everything, hunks or the task, and a last round has to show it");
    }
    Round last = session.lastRound().orElse(null);
    return last != null
        && last.run().equals(session.run().id())
        && last.counted()
        && last.completed().tally() == tally
        && last.artifact().equals(session.current().sha256())
        && session.run().callerStatus() == VerdictStatus.READY;
  }

  /** What is still open when a run ends has an unknown fate and is booked at its ceiling. */
  private static List<SessionEvent> giveUp(Session session) {
    return session.openCalls().stream()
        .<SessionEvent>map(ledgerCall ->
            new CallEvent.CallIndeterminate(ledgerCall.id(), ledgerCall.ceiling(), null))
        .toList();
  }

  private static RunResult result(EndReason endReason) {
    return switch (endReason) {
      case UNANIMOUS_READY, CIRCULAR_FULL_ROTATION_NO_CHANGE -> RunResult.UNANIMOUS;
      case ACCEPTED_BY_POLICY -> RunResult.ACCEPTED;
      case HANDED_BACK, JUDGED -> RunResult.HANDED_BACK;
      case SESSION_CANCELLED -> RunResult.CANCELLED;
      case PREFLIGHT_REFUSED, NO_PRICE, POLICY_VETO, NOTHING_TO_REVIEW -> RunResult.REFUSED;
      default -> RunResult.STOPPED;
    };
  }

  static List<SessionEvent> recover(Session session, SessionCommand.Recover c) {
    if (!session.running()) {
      throw CommandProblems.notRunning();
    }
    List<SessionEvent> unknown = giveUp(session);
    int kept =
        (int)
            session.callsOf(session.rounds().size()).stream()
                .filter(ledgerCall -> ledgerCall.answer() != null)
                .count();
    List<SessionEvent> events = new ArrayList<>();
    events.add(
        new LifecycleEvent.SessionRecovered(
            "round " + session.rounds().size(), kept, unknown.size(), c.node()));
    events.addAll(unknown);
    return events;
  }
}

package crossreview.session.decision;

import crossreview.model.call.CallPurpose;
import crossreview.model.event.NoteEvent;
import crossreview.model.event.RoundEvent.RoundCompleted;
import crossreview.model.event.RoundEvent.RoundStarted;
import crossreview.model.event.RunEvent;
import crossreview.model.event.SessionEvent;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.DraftRefusal;
import crossreview.model.run.RunMode;
import crossreview.model.vote.BallotRemark;
import crossreview.model.vote.RoundBlocker;
import crossreview.model.vote.TallyResult;
import crossreview.session.LedgerCall;
import crossreview.session.RotationState;
import crossreview.session.Round;
import crossreview.session.Run;
import crossreview.session.Session;
import crossreview.session.command.AnswerMeaning;
import crossreview.session.command.SessionCommand;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Circular mode: in each turn one peer holds the artifact and revises it or leaves every byte as it
 * is. It is over when each rotator in turn has left the same bytes alone.
 */
final class RotationDecider {
  private static final int ROTATORS_MIN = 2;

  private RotationDecider() {}

  /** How many turns a run has: whole rotations, and never more than asked for. */
  static int turns(ReviewLimits reviewLimits, List<String> rotation, @Nullable Integer wanted) {
    if (rotation.size() < ROTATORS_MIN) {
      throw CommandProblems.rotationTooSmall(rotation);
    }
    int most = reviewLimits.circularMaxRotations() * rotation.size();
    if (wanted == null) {
      return most;
    }
    if (wanted < rotation.size() || wanted > most) {
      throw CommandProblems.turns(wanted, rotation.size(), most);
    }
    return wanted;
  }

  static List<SessionEvent> start(Session session, SessionCommand.StartTurn c) {
    RunDecider.checkGoesOn(session);
    Run run = session.run();
    if (run.mode() != RunMode.CIRCULAR) {
      throw CommandProblems.wrongMode(run.mode());
    }
    if (run.rounds() >= run.maxRounds()) {
      throw CommandProblems.roundsSpent(run);
    }
    checkLast(session);
    String rotator = run.rotator();
    List<String> given = List.of(c.call().peer());
    if (!rotator.equals(c.call().peer())
        || !rotator.equals(c.prompt().peer())
        || c.call().purpose() != CallPurpose.ROTATE) {
      throw CommandProblems.wrongPanel(List.of(rotator), given, List.of(c.prompt().peer()));
    }
    int round = session.rounds().size() + 1;
    List<SessionEvent> events = new ArrayList<>();
    events.add(
        new RoundStarted(
            round,
            session.current().sha256(),
            RoundStarted.TURN,
            given,
            List.of(c.prompt()),
            c.parts(),
            null));
    events.addAll(CallDecider.reservations(session, List.of(c.call()), round));
    return events;
  }

  private static void checkLast(Session session) {
    if (session.run().rounds() == 0) {
      return;
    }
    Round last = session.rounds().getLast();
    if (!last.counted()) {
      throw CommandProblems.roundOpen(last.number(), List.of());
    }
    if (last.completed().tally() == TallyResult.UNANIMOUS) {
      throw CommandProblems.nothingNew();
    }
  }

  static List<SessionEvent> turned(
      Session session, LedgerCall ledgerCall, AnswerMeaning.TurnAnswer turnAnswer) {
    if (BallotRules.late(session, ledgerCall)) {
      return List.of();
    }
    boolean same =
        turnAnswer.artifact() == null
            || turnAnswer.artifact().sha256().equals(session.current().sha256());
    RotationState before = session.run().rotation();
    RotationState now =
        same ? before.unchangedBy(ledgerCall.peer()) : before.revisedIn(ledgerCall.round());
    List<SessionEvent> events = new ArrayList<>();
    events.add(
        new RunEvent.RotationTurned(
            ledgerCall.round(),
            ledgerCall.peer(),
            same,
            turnAnswer.declared(),
            same ? null : turnAnswer.artifact(),
            same ? null : session.current().sha256(),
            same ? List.of() : turnAnswer.changes(),
            now.streak()));
    if (turnAnswer.declared() != null && turnAnswer.declared() != same) {
      BallotRemark ballotRemark =
          new BallotRemark(
              "unchanged_flag_disagrees", null, "said " + turnAnswer.declared() + ", is " + same);
      events.add(
          new NoteEvent.BallotRemarked(
              ledgerCall.round(), ledgerCall.peer(), List.of(ballotRemark)));
    }
    events.add(same ? left(session, ledgerCall, now) : revised(session, ledgerCall));
    return events;
  }

  static List<SessionEvent> unusable(Session session, LedgerCall ledgerCall, DraftRefusal reason) {
    if (BallotRules.late(session, ledgerCall)) {
      return List.of();
    }
    List<String> draw = session.run().draw();
    String next = draw.get(session.run().rounds() % draw.size());
    RoundBlocker roundBlocker =
        new RoundBlocker(
            ledgerCall.peer(), "unusable_turn", null, "its text is " + reason.wireName());
    return List.of(
        new RunEvent.DraftRefused(ledgerCall.peer(), reason, next),
        count(session, ledgerCall.round(), List.of(), List.of(), List.of(), roundBlocker));
  }

  private static RoundCompleted left(Session session, LedgerCall ledgerCall, RotationState now) {
    List<String> ready = List.of(ledgerCall.peer());
    int all = session.run().draw().size();
    boolean over = now.streak() == all;
    return new RoundCompleted(
        ledgerCall.round(),
        over ? TallyResult.UNANIMOUS : TallyResult.DIVIDED,
        now.streak() + " of " + all + " left it unchanged",
        ready,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        session.costOf(ledgerCall.round()),
        null,
        null,
        null);
  }

  private static RoundCompleted revised(Session session, LedgerCall ledgerCall) {
    RoundBlocker roundBlocker =
        new RoundBlocker(ledgerCall.peer(), "revised", null, "it changed the artifact");
    List<String> author = List.of(ledgerCall.peer());
    return count(session, ledgerCall.round(), author, List.of(), List.of(), roundBlocker);
  }

  /** A turn whose call failed, or whose fate is unknown for good. */
  static RoundCompleted lost(Session session, Round round) {
    String rotator = round.panel().getFirst();
    String code = round.rejected().getOrDefault(rotator, "no_turn");
    RoundBlocker roundBlocker = new RoundBlocker(rotator, code, null, "returned no usable answer");
    return count(session, round.number(), List.of(), List.of(rotator), List.of(), roundBlocker);
  }

  private static RoundCompleted count(
      Session session,
      int round,
      List<String> notReady,
      List<String> rejected,
      List<String> excused,
      RoundBlocker roundBlocker) {
    return new RoundCompleted(
        round,
        TallyResult.DIVIDED,
        roundBlocker.peer() + ": " + roundBlocker.detail(),
        List.of(),
        notReady,
        List.of(),
        rejected,
        excused,
        List.of(roundBlocker),
        session.costOf(round),
        null,
        null,
        null);
  }
}

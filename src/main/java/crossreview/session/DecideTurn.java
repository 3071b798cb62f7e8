package crossreview.session;

import crossreview.model.Blocker;
import crossreview.model.DraftRefusal;
import crossreview.model.Limits;
import crossreview.model.Mode;
import crossreview.model.Purpose;
import crossreview.model.Remark;
import crossreview.model.TallyResult;
import crossreview.model.event.NoteEvent;
import crossreview.model.event.RoundEvent.RoundCompleted;
import crossreview.model.event.RoundEvent.RoundStarted;
import crossreview.model.event.RunEvent;
import crossreview.model.event.SessionEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * Circular mode: in each turn one peer holds the artifact and revises it or leaves every byte as it
 * is. It is over when each rotator in turn has left the same bytes alone.
 */
final class DecideTurn {
  private static final int ROTATORS_MIN = 2;

  private DecideTurn() {}

  /** How many turns a run has: whole rotations, and never more than asked for. */
  static int turns(Limits limits, List<String> rotation, Integer wanted) {
    if (rotation.size() < ROTATORS_MIN) {
      throw Refusals.rotationTooSmall(rotation);
    }
    int most = limits.circularMaxRotations() * rotation.size();
    if (wanted == null) {
      return most;
    }
    if (wanted < rotation.size() || wanted > most) {
      throw Refusals.turns(wanted, rotation.size(), most);
    }
    return wanted;
  }

  static List<SessionEvent> start(Session session, Command.StartTurn c) {
    DecideRun.checkGoesOn(session);
    Run run = session.run();
    if (run.mode() != Mode.CIRCULAR) {
      throw Refusals.wrongMode(run.mode());
    }
    if (run.rounds() >= run.maxRounds()) {
      throw Refusals.roundsSpent(run);
    }
    checkLast(session);
    String rotator = run.rotator();
    List<String> given = List.of(c.call().peer());
    if (!rotator.equals(c.call().peer())
        || !rotator.equals(c.prompt().peer())
        || c.call().purpose() != Purpose.ROTATE) {
      throw Refusals.wrongPanel(List.of(rotator), given, List.of(c.prompt().peer()));
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
            c.parts()));
    events.addAll(DecideCalls.reservations(session, List.of(c.call()), round));
    return events;
  }

  private static void checkLast(Session session) {
    if (session.run().rounds() == 0) {
      return;
    }
    Round last = session.rounds().getLast();
    if (last.completed() == null) {
      throw Refusals.roundOpen(last.number(), List.of());
    }
    if (last.completed().tally() == TallyResult.UNANIMOUS) {
      throw Refusals.nothingNew();
    }
  }

  static List<SessionEvent> turned(Session session, Call call, Use.Turn turn) {
    if (Ballots.late(session, call)) {
      return List.of();
    }
    boolean same =
        turn.artifact() == null || turn.artifact().sha256().equals(session.current().sha256());
    Rotation before = session.run().rotation();
    Rotation now = same ? before.unchangedBy(call.peer()) : before.revisedIn(call.round());
    List<SessionEvent> events = new ArrayList<>();
    events.add(
        new RunEvent.RotationTurned(
            call.round(),
            call.peer(),
            same,
            turn.declared(),
            same ? null : turn.artifact(),
            same ? null : session.current().sha256(),
            same ? List.of() : turn.changes(),
            now.streak()));
    if (turn.declared() != null && turn.declared() != same) {
      Remark remark =
          new Remark("unchanged_flag_disagrees", null, "said " + turn.declared() + ", is " + same);
      events.add(new NoteEvent.BallotRemarked(call.round(), call.peer(), List.of(remark)));
    }
    events.add(same ? left(session, call, now) : revised(session, call));
    return events;
  }

  static List<SessionEvent> unusable(Session session, Call call, DraftRefusal reason) {
    if (Ballots.late(session, call)) {
      return List.of();
    }
    List<String> draw = session.run().draw();
    String next = draw.get(session.run().rounds() % draw.size());
    Blocker blocker =
        new Blocker(call.peer(), "unusable_turn", null, "its text is " + reason.word());
    return List.of(
        new RunEvent.DraftRefused(call.peer(), reason, next),
        count(session, call.round(), List.of(), List.of(), List.of(), blocker));
  }

  private static RoundCompleted left(Session session, Call call, Rotation now) {
    List<String> ready = List.of(call.peer());
    int all = session.run().draw().size();
    boolean over = now.streak() == all;
    return new RoundCompleted(
        call.round(),
        over ? TallyResult.UNANIMOUS : TallyResult.DIVIDED,
        now.streak() + " of " + all + " left it as it is",
        ready,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        session.costOf(call.round()),
        null);
  }

  private static RoundCompleted revised(Session session, Call call) {
    Blocker blocker = new Blocker(call.peer(), "revised", null, "it changed the artifact");
    List<String> author = List.of(call.peer());
    return count(session, call.round(), author, List.of(), List.of(), blocker);
  }

  /** A turn whose call failed, or whose fate is unknown for good. */
  static RoundCompleted lost(Session session, Round round) {
    String rotator = round.panel().getFirst();
    String code = round.rejected().getOrDefault(rotator, "no_turn");
    Blocker blocker = new Blocker(rotator, code, null, "gave no usable answer");
    return count(session, round.number(), List.of(), List.of(rotator), List.of(), blocker);
  }

  private static RoundCompleted count(
      Session session,
      int round,
      List<String> notReady,
      List<String> rejected,
      List<String> excused,
      Blocker blocker) {
    return new RoundCompleted(
        round,
        TallyResult.DIVIDED,
        blocker.peer() + ": " + blocker.detail(),
        List.of(),
        notReady,
        List.of(),
        rejected,
        excused,
        List.of(blocker),
        session.costOf(round),
        null);
  }
}

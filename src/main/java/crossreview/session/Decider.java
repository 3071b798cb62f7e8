package crossreview.session;

import crossreview.model.Reason;
import crossreview.model.Refused;
import crossreview.model.event.SessionEvent;
import java.util.List;

/**
 * All rules of a session: a pure function from state and command to events or a refusal.
 *
 * <p>Every state that it makes is one that recovery may find, so the events of one command always
 * stand or fall together.
 */
public final class Decider {
  private Decider() {}

  /** Decides a command on a state. */
  public static Decision decide(Session session, Command command) {
    try {
      return new Decision.Accepted(events(session, command));
    } catch (Refused refused) {
      return new Decision.Declined(refused.problem());
    }
  }

  private static List<SessionEvent> events(Session session, Command command) {
    checkOpen(session, command);
    return Warnings.with(session, decided(session, command));
  }

  private static List<SessionEvent> decided(Session session, Command command) {
    return switch (command) {
      case Command.Open c -> DecideLife.open(session, c);
      case Command.SubmitArtifact c -> DecideLife.submit(session, c);
      case Command.AttachEvidence c -> DecideMaterial.attach(session, c);
      case Command.Waive c -> DecideMaterial.waive(session, c);
      case Command.Pause c -> DecideSteering.pause(session, c);
      case Command.Resume c -> DecideSteering.resume(session);
      case Command.Constrain c -> DecideSteering.constrain(session, c);
      case Command.SwapPeer c -> DecideSteering.swap(session, c);
      case Command.ChangeLimit c -> DecideSteering.limit(session, c);
      case Command.Import c -> DecideMaterial.imported(session, c);
      case Command.LoseCall c -> DecideCalls.lose(session, c);
      case Command.NoteClaim c -> DecideCalls.claimed(session, c);
      case Command.NoteReturn c -> DecideCalls.returned(session, c);
      case Command.TakeFallback c -> DecideCalls.fallback(session, c);
      case Command.Contest c -> DecideLife.contest(session, c);
      case Command.RequestCancel c -> DecideLife.cancel(session, c);
      case Command.Finalize c -> DecideLife.close(session, c);
      case Command.Sweep c -> DecideLife.sweep(session, c);
      case Command.Escalate c -> DecideLife.escalate(session, c);
      case Command.Append c -> DecideLife.append(session, c);
      case Command.StartJudging c -> DecideJudging.start(session, c);
      case Command.AskJudges c -> DecideJudging.ask(session);
      case Command.ReserveJudges c -> DecideJudging.reserve(session, c);
      case Command.Rule c -> DecideJudging.rule(session, c);
      case Command.StartRun c -> DecideRun.start(session, c);
      case Command.EndRun c -> DecideRun.end(session, c);
      case Command.Recover c -> DecideRun.recover(session, c);
      case Command.StartTurn c -> DecideTurn.start(session, c);
      case Command.StartRound c -> DecideRound.start(session, c);
      case Command.CompleteRound c -> DecideRound.complete(session, c.independence());
      case Command.Reserve c -> DecideCalls.reserve(session, c);
      case Command.Settle c -> DecideCalls.settle(session, c);
      case Command.UseAnswer c -> DecideCalls.use(session, c);
      case Command.Fail c -> DecideCalls.fail(session, c);
      case Command.Release c -> DecideCalls.release(session, c);
    };
  }

  /** A closed session takes nothing but the appendix; one that is not there can only be opened. */
  private static void checkOpen(Session session, Command command) {
    if (!session.exists()) {
      if (!(command instanceof Command.Open)) {
        throw Refusals.noSession(session);
      }
    } else if (session.closed()) {
      boolean repeatedCancel =
          command instanceof Command.RequestCancel
              && session.finalized().reason() == Reason.SESSION_CANCELLED;
      boolean appendix = command instanceof Command.Append || command instanceof Command.Contest;
      if (!repeatedCancel && !appendix) {
        throw Refusals.finalized(session);
      }
    }
  }
}

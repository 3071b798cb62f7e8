package crossreview.session.decision;

import crossreview.model.ProblemException;
import crossreview.model.event.SessionEvent;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
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
  public static CommandDecision decide(Session session, SessionCommand sessionCommand) {
    try {
      return new CommandDecision.CommandAcceptance(events(session, sessionCommand));
    } catch (ProblemException problemException) {
      return new CommandDecision.CommandRefusal(problemException.problem());
    }
  }

  private static List<SessionEvent> events(Session session, SessionCommand sessionCommand) {
    checkOpen(session, sessionCommand);
    return BudgetWarning.with(session, decided(session, sessionCommand));
  }

  private static List<SessionEvent> decided(Session session, SessionCommand sessionCommand) {
    return switch (sessionCommand) {
      case SessionCommand.Open c -> LifecycleDecider.open(session, c);
      case SessionCommand.SubmitArtifact c -> LifecycleDecider.submit(session, c);
      case SessionCommand.AttachEvidence c -> MaterialDecider.attach(session, c);
      case SessionCommand.Waive c -> MaterialDecider.waive(session, c);
      case SessionCommand.Reopen c -> MaterialDecider.reopen(session, c);
      case SessionCommand.SteeringCommand c -> SteeringDecider.decide(session, c);
      case SessionCommand.Import c -> MaterialDecider.imported(session, c);
      case SessionCommand.LoseCall c -> CallDecider.lose(session, c);
      case SessionCommand.NoteClaim c -> CallDecider.claimed(session, c);
      case SessionCommand.NoteReturn c -> CallDecider.returned(session, c);
      case SessionCommand.TakeFallback c -> CallDecider.fallback(session, c);
      case SessionCommand.Contest c -> LifecycleDecider.contest(session, c);
      case SessionCommand.RequestCancel c -> LifecycleDecider.cancel(session, c);
      case SessionCommand.Finalize c -> LifecycleDecider.close(session, c);
      case SessionCommand.Sweep c -> LifecycleDecider.sweep(session, c);
      case SessionCommand.Escalate c -> LifecycleDecider.escalate(session, c);
      case SessionCommand.Append c -> LifecycleDecider.append(session, c);
      case SessionCommand.StartJudging c -> JudgeDecider.start(session, c);
      case SessionCommand.AskJudges c -> JudgeDecider.ask(session);
      case SessionCommand.ReserveJudges c -> JudgeDecider.reserve(session, c);
      case SessionCommand.Rule c -> JudgeDecider.rule(session, c);
      case SessionCommand.StartRun c -> RunDecider.start(session, c);
      case SessionCommand.EndRun c -> RunDecider.end(session, c);
      case SessionCommand.Recover c -> RunDecider.recover(session, c);
      case SessionCommand.StartTurn c -> RotationDecider.start(session, c);
      case SessionCommand.StartRound c -> RoundDecider.start(session, c);
      case SessionCommand.CompleteRound c -> RoundDecider.complete(session, c);
      case SessionCommand.Reserve c -> CallDecider.reserve(session, c);
      case SessionCommand.Settle c -> CallDecider.settle(session, c);
      case SessionCommand.UseAnswer c -> CallDecider.use(session, c);
      case SessionCommand.Fail c -> CallDecider.fail(session, c);
      case SessionCommand.Release c -> CallDecider.release(session, c);
    };
  }

  /** A closed session takes nothing but the appendix; one that is not there can only be opened. */
  private static void checkOpen(Session session, SessionCommand sessionCommand) {
    if (!session.exists()) {
      if (!(sessionCommand instanceof SessionCommand.Open)) {
        throw CommandProblems.noSession(session);
      }
    } else if (session.closed()) {
      boolean cancel = sessionCommand instanceof SessionCommand.RequestCancel; // changes nothing
      boolean appendix =
          sessionCommand instanceof SessionCommand.Append
              || sessionCommand instanceof SessionCommand.Contest;
      if (!cancel && !appendix) {
        throw CommandProblems.finalized(session);
      }
    }
  }
}

package crossreview.review;

import crossreview.model.material.UnsupportedClaim;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import crossreview.session.decision.CommandPreview;
import crossreview.store.log.Actor;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The command that begins a run, and where it would lead. Pure but for the draw of the seed.
 *
 * @param tools of the reviews
 */
record StartCommandFactory(ReviewServices tools) {
  /** The id of a session's next run. */
  static String next(Session session) {
    return "r" + (session.runs() + 1);
  }

  /** The command, given the session and the id of the run. */
  BiFunction<Session, String, SessionCommand> of(
      RunRequest request, Actor actor, List<UnsupportedClaim> claims) {
    return (session, run) -> command(session, run, request, actor, claims);
  }

  private SessionCommand command(
      Session session, String run, RunRequest request, Actor actor, List<UnsupportedClaim> claims) {
    return new SessionCommand.StartRun(
        run,
        request.runMode(),
        request.maxRounds(),
        request.callerStatus(),
        tools.sessionRandomness().seed(session.id(), actor.key()),
        request.reasoningEffort(),
        PreflightChecker.of(tools.peerRegistry(), session, request),
        request.suppressions(),
        claims.isEmpty() ? null : claims,
        request.efforts(),
        request.artifact(),
        request.extraRounds());
  }

  /** The state after it; refused like the command. */
  Session preview(Session session, RunRequest request, Actor actor) {
    SessionCommand command = command(session, next(session), request, actor, List.of());
    return CommandPreview.of(session, command, actor.by(), null);
  }
}

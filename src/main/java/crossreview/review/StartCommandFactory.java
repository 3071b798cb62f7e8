package crossreview.review;

import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import crossreview.session.decision.CommandPreview;
import crossreview.store.log.Actor;

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

  SessionCommand command(Session session, String run, RunRequest request, Actor actor) {
    return new SessionCommand.StartRun(
        run,
        request.runMode(),
        request.maxRounds(),
        request.callerStatus(),
        tools.sessionRandomness().seed(session.id(), actor.key()),
        request.reasoningEffort(),
        PreflightChecker.of(tools.peerRegistry(), session, request),
        request.suppressions());
  }

  /** The state after it; refused like the command. */
  Session preview(Session session, RunRequest request, Actor actor) {
    SessionCommand command = command(session, next(session), request, actor);
    return CommandPreview.of(session, command, actor.by(), null);
  }
}

package crossreview.review;

import crossreview.model.material.UnsupportedClaim;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import crossreview.store.log.Actor;
import java.util.List;
import java.util.function.BiFunction;

/**
 * What a run begins with.
 *
 * @param tools what it works with until it ends
 * @param command begins it, from the session and the id of the run
 */
record RunOrigin(ReviewServices tools, BiFunction<Session, String, SessionCommand> command) {
  static RunOrigin of(
      ReviewServices tools, RunRequest request, Actor actor, List<UnsupportedClaim> claims) {
    return new RunOrigin(tools, new StartCommandFactory(tools).of(request, actor, claims));
  }

  static RunOrigin of(ReviewServices tools, JudgeRequest request) {
    return new RunOrigin(tools, (session, run) -> request.command(run));
  }
}

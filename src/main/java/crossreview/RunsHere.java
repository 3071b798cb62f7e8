package crossreview;

import crossreview.model.SessionId;
import crossreview.model.call.PreflightReport;
import crossreview.operation.Desk;
import crossreview.review.JudgeRequest;
import crossreview.review.Reviews;
import crossreview.review.RunRequest;
import crossreview.review.Started;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import crossreview.store.Cause;
import crossreview.upkeep.Contests;
import crossreview.upkeep.Forks;
import io.vertx.core.Future;

/** Runs as operations begin and steer them. */
record RunsHere(Reviews reviews, Contests contests, Forks forks) implements Desk.Runs {
  @Override
  public Future<Desk.Started> start(SessionId id, Desk.RunOrder order, Cause cause) {
    return reviews.start(id, request(order), cause).map(RunsHere::started);
  }

  @Override
  public Future<Desk.Started> judge(SessionId id, Desk.JudgeOrder order, Cause cause) {
    JudgeRequest request =
        new JudgeRequest(order.judges(), order.findings(), order.mode(), order.consensus());
    return reviews.judge(id, request, cause).map(RunsHere::started);
  }

  @Override
  public int position(SessionId id) {
    return reviews.position(id);
  }

  @Override
  public Future<Session> cancel(SessionId id, String reason, Cause cause) {
    return reviews.cancel(id, reason, cause);
  }

  @Override
  public Future<PreflightReport> preflight(SessionId id, Desk.RunOrder order) {
    return reviews.preflight(id, request(order));
  }

  @Override
  public Future<Session> steer(SessionId id, SessionCommand sessionCommand, Cause cause) {
    return reviews.steer(id, sessionCommand, cause);
  }

  @Override
  public Future<Session> fork(SessionId from, int round, SessionId id, Cause cause) {
    return forks.fork(from, round, id, cause);
  }

  @Override
  public Future<Session> contest(SessionId id, String reason, Cause cause) {
    return contests.contest(id, reason, cause);
  }

  private static Desk.Started started(Started begun) {
    return new Desk.Started(begun.run(), begun.session(), begun.repeated());
  }

  private static RunRequest request(Desk.RunOrder order) {
    return new RunRequest(
        order.runMode(), order.maxRounds(), order.callerStatus(), order.reasoningEffort());
  }
}

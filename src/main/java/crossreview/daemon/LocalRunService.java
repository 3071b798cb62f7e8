package crossreview.daemon;

import crossreview.maintenance.ContestService;
import crossreview.maintenance.ForkService;
import crossreview.model.SessionId;
import crossreview.model.call.PreflightReport;
import crossreview.operation.OperationContext;
import crossreview.review.JudgeRequest;
import crossreview.review.ReviewService;
import crossreview.review.RunRequest;
import crossreview.review.StartOutcome;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import crossreview.store.log.Actor;
import io.vertx.core.Future;

/** Runs as operations begin and steer them. */
record LocalRunService(
    ReviewService reviewService, ContestService contestService, ForkService forkService)
    implements OperationContext.RunService {
  @Override
  public Future<OperationContext.RunHandle> start(
      SessionId id, OperationContext.RunOrder order, Actor actor) {
    return reviewService.start(id, request(order), actor).map(LocalRunService::started);
  }

  @Override
  public Future<OperationContext.RunHandle> judge(
      SessionId id, OperationContext.JudgeOrder order, Actor actor) {
    JudgeRequest request =
        new JudgeRequest(order.judges(), order.findings(), order.mode(), order.consensus());
    return reviewService.judge(id, request, actor).map(LocalRunService::started);
  }

  @Override
  public int position(SessionId id) {
    return reviewService.position(id);
  }

  @Override
  public Future<Session> cancel(SessionId id, String reason, Actor actor) {
    return reviewService.cancel(id, reason, actor);
  }

  @Override
  public Future<PreflightReport> preflight(SessionId id, OperationContext.RunOrder order) {
    return reviewService.preflight(id, request(order));
  }

  @Override
  public Future<Session> steer(SessionId id, SessionCommand sessionCommand, Actor actor) {
    return reviewService.steer(id, sessionCommand, actor);
  }

  @Override
  public Future<Session> fork(SessionId from, int round, SessionId id, Actor actor) {
    return forkService.fork(from, round, id, actor);
  }

  @Override
  public Future<Session> contest(SessionId id, String reason, Actor actor) {
    return contestService.contest(id, reason, actor);
  }

  private static OperationContext.RunHandle started(StartOutcome begun) {
    return new OperationContext.RunHandle(begun.run(), begun.session(), begun.repeated());
  }

  private static RunRequest request(OperationContext.RunOrder order) {
    return new RunRequest(
        order.runMode(), order.maxRounds(), order.callerStatus(), order.reasoningEffort());
  }
}

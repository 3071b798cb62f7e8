package crossreview.daemon;

import crossreview.maintenance.ContestRequest;
import crossreview.maintenance.ContestService;
import crossreview.maintenance.ForkService;
import crossreview.model.Digest;
import crossreview.model.SessionId;
import crossreview.model.call.PreflightReport;
import crossreview.model.material.SecretMatch;
import crossreview.model.material.UnsupportedClaim;
import crossreview.operation.OperationContext;
import crossreview.review.JudgeRequest;
import crossreview.review.ReviewService;
import crossreview.review.RunRequest;
import crossreview.review.StartOutcome;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import crossreview.store.log.Actor;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs as operations begin and steer them. */
record LocalRunService(
    ReviewService reviewService, ContestService contestService, ForkService forkService)
    implements OperationContext.RunService {
  @Override
  public Future<StartOutcome> start(SessionId id, RunRequest order, Actor actor) {
    return reviewService.start(id, order, actor);
  }

  @Override
  public Future<Session> preview(Session session, RunRequest order, Actor actor) {
    return reviewService.preview(session, order, actor);
  }

  @Override
  public Future<Void> checkClaims(Session session, Map<Digest, String> given) {
    return reviewService.claims().check(session, given);
  }

  @Override
  public Future<List<UnsupportedClaim>> claims(
      Session session, @Nullable String task, Map<Digest, String> given) {
    return reviewService.claims().of(session, task, given);
  }

  @Override
  public Future<StartOutcome> judge(SessionId id, JudgeRequest order, Actor actor) {
    return reviewService.judge(id, order, actor);
  }

  @Override
  public int position(SessionId id) {
    return reviewService.position(id);
  }

  @Override
  public Future<Void> admit(SessionId id, String label, List<SecretMatch> secrets) {
    return reviewService.admit(id, label, secrets);
  }

  @Override
  public Future<Session> cancel(SessionId id, String reason, Actor actor) {
    return reviewService.cancel(id, reason, actor);
  }

  @Override
  public PreflightReport preflight(Session session, RunRequest order) {
    return reviewService.preflight(session, order);
  }

  @Override
  public Future<Session> steer(SessionId id, SessionCommand sessionCommand, Actor actor) {
    return reviewService.steer(id, sessionCommand, actor);
  }

  @Override
  public Future<Session> fork(SessionId from, @Nullable Integer round, SessionId id, Actor actor) {
    return forkService.fork(from, round, id, actor);
  }

  @Override
  public Future<Session> contest(SessionId id, ContestRequest request, Actor actor) {
    return contestService.contest(id, request, actor);
  }
}

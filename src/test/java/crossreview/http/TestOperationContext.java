package crossreview.http;

import crossreview.guard.Redaction;
import crossreview.maintenance.ContestRequest;
import crossreview.maintenance.ContestService;
import crossreview.maintenance.ForkService;
import crossreview.model.Digest;
import crossreview.model.SessionId;
import crossreview.model.call.CostEstimate;
import crossreview.model.call.PreflightReport;
import crossreview.model.material.SecretMatch;
import crossreview.model.material.UnsupportedClaim;
import crossreview.model.policy.LimitName;
import crossreview.model.policy.PolicyRef;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.PanelMember;
import crossreview.model.run.PeerSnapshot;
import crossreview.model.run.RunMode;
import crossreview.operation.OperationContext;
import crossreview.operation.session.DefaultsProvider;
import crossreview.proof.VerificationResult;
import crossreview.report.format.ResultFormat;
import crossreview.review.JudgeRequest;
import crossreview.review.RunRequest;
import crossreview.review.StartOutcome;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import crossreview.session.decision.CommandPreview;
import crossreview.store.log.Actor;
import crossreview.store.registry.SessionRegistry;
import crossreview.testkit.Samples;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** What operations work with in a {@link HttpTestServer}: a store, and no reviews behind it. */
final class TestOperationContext {
  private TestOperationContext() {}

  static OperationContext.WorkExecutor work(Vertx vertx) {
    return new OperationContext.WorkExecutor() {
      @Override
      public <T> Future<T> run(Callable<T> task) {
        return vertx.executeBlocking(task, false);
      }
    };
  }

  record Runs(SessionRegistry sessionRegistry, ContestService contestService)
      implements OperationContext.RunService {
    @Override
    public PreflightReport preflight(Session session, RunRequest order) {
      return new PreflightReport(List.of(), session.seq(), CostEstimate.NOTHING);
    }

    @Override
    public Future<Session> preview(Session session, RunRequest order, Actor actor) {
      SessionCommand start = beginning(run(session, actor), order);
      return Future.succeededFuture(session)
          .map(before -> CommandPreview.of(before, start, actor.by(), actor.key()));
    }

    private static SessionCommand beginning(String run, RunRequest order) {
      return new SessionCommand.StartRun(
          run, order.runMode(), order.maxRounds(), order.callerStatus(), "seed");
    }

    @Override
    public Future<Void> checkClaims(Session session, Map<Digest, String> given) {
      return Future.succeededFuture();
    }

    @Override
    public Future<List<UnsupportedClaim>> claims(
        Session session, @Nullable String task, Map<Digest, String> given) {
      return Future.succeededFuture(List.of());
    }

    @Override
    public Future<StartOutcome> judge(SessionId id, JudgeRequest order, Actor actor) {
      SessionCommand sessionCommand =
          new SessionCommand.StartJudging(
              "r9", order.judges(), order.findings(), order.mode(), order.consensus(), null);
      return sessionRegistry
          .record(id, sessionCommand, actor)
          .map(done -> new StartOutcome("r9", done.session(), done.repeated()));
    }

    @Override
    public Future<Void> admit(SessionId id, String label, List<SecretMatch> secrets) {
      return Future.succeededFuture();
    }

    @Override
    public int position(SessionId id) {
      return 0;
    }

    @Override
    public Future<Session> steer(SessionId id, SessionCommand sessionCommand, Actor actor) {
      return sessionRegistry.record(id, sessionCommand, actor).map(done -> done.session());
    }

    @Override
    public Future<Session> fork(
        SessionId from, @Nullable Integer round, SessionId id, Actor actor) {
      return new ForkService(sessionRegistry).fork(from, round, id, actor);
    }

    @Override
    public Future<Session> contest(SessionId id, ContestRequest request, Actor actor) {
      return contestService.contest(id, request, actor);
    }

    @Override
    public Future<StartOutcome> start(SessionId id, RunRequest order, Actor actor) {
      return sessionRegistry
          .view(id)
          .map(view -> run(view.session(), actor))
          .compose(run ->
              sessionRegistry
                  .record(id, beginning(run, order), actor)
                  .map(done -> new StartOutcome(run, done.session(), done.repeated())));
    }

    private static String run(Session session, Actor actor) {
      return Optional.ofNullable(actor.key())
          .flatMap(session::memo)
          .map(Session.CommandMemo::subject)
          .orElse("r" + (session.runs() + 1));
    }

    @Override
    public Future<Session> cancel(SessionId id, String reason, Actor actor) {
      return sessionRegistry
          .record(id, new SessionCommand.RequestCancel(reason), actor)
          .map(done -> done.session());
    }
  }

  static final class Documents implements OperationContext.DocumentService {
    @Override
    public String report(Session session) {
      return "# Report of " + session.id() + "\n";
    }

    @Override
    public String result(Session session, ResultFormat format, String reviewed) {
      return format.text(session, reviewed, Redaction.of(List.of()));
    }

    @Override
    public Map<String, Object> attestation(Session session, byte[] receipt) {
      return Map.of("payloadType", "text/plain", "payload", "", "signatures", List.of());
    }

    @Override
    public VerificationResult verify(SessionId id) {
      return new VerificationResult(1, null, 1, 0, null, null, 0, List.of(), List.of());
    }
  }

  static final class PlainDefaults implements DefaultsProvider {
    @Override
    public Optional<List<PanelMember>> panel(String name) {
      return name.equals("p") ? Optional.of(Samples.panel()) : Optional.empty();
    }

    @Override
    public List<String> panelNames() {
      return List.of("p");
    }

    @Override
    public String defaultPanel() {
      return "p";
    }

    @Override
    public double independenceFloor() {
      return 1.5;
    }

    @Override
    public RunMode mode() {
      return RunMode.SHIP;
    }

    @Override
    public PolicyRef policy(String panel) {
      return new PolicyRef("unanimous", 1, Digest.of("unanimous"));
    }

    @Override
    public ReviewLimits limits() {
      return Samples.LIMITS;
    }

    @Override
    public String binding() {
      return "{}";
    }

    @Override
    public boolean shipped(LimitName limit) {
      return limit == LimitName.MAX_ROUNDS;
    }

    @Override
    public List<PeerSnapshot> known(List<PanelMember> members) {
      return List.of(new PeerSnapshot("ada", "m1", true, null, 3, "it answers"));
    }

    @Override
    public int artifactBytesMax() {
      return HttpTestServer.ARTIFACT_MAX;
    }
  }
}

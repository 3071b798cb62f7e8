package crossreview.http;

import crossreview.access.StoreSecret;
import crossreview.feed.Feed;
import crossreview.maintenance.ContestRules;
import crossreview.maintenance.ContestService;
import crossreview.maintenance.IdleSweep;
import crossreview.maintenance.OrphanCleanup;
import crossreview.maintenance.RepairJob;
import crossreview.maintenance.RetentionJob;
import crossreview.model.CliProblem;
import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.WebhookProblem;
import crossreview.model.run.RunMode;
import crossreview.operation.Operation;
import crossreview.operation.OperationContext;
import crossreview.operation.admin.AdminOperations;
import crossreview.operation.admin.ClusterStatus;
import crossreview.operation.admin.ConfigAdministration;
import crossreview.operation.admin.DaemonStatus;
import crossreview.operation.admin.ServerFacts;
import crossreview.operation.admin.WebhookAdministration;
import crossreview.operation.artifact.ArtifactOperations;
import crossreview.operation.evidence.EvidenceOperations;
import crossreview.operation.finding.FindingOperations;
import crossreview.operation.proof.ProofOperations;
import crossreview.operation.run.RunOperations;
import crossreview.operation.session.SessionOperations;
import crossreview.operation.start.StartOperations;
import crossreview.operation.study.StudyOperations;
import crossreview.proof.ReceiptKey;
import crossreview.review.VoteHistory;
import crossreview.testkit.Samples;
import crossreview.testkit.TestStore;
import crossreview.time.SystemTime;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** All operations on a test's store, without a review service behind them. */
record TestOperations(TestStore store, Path data, Feed feed, Vertx vertx) {
  List<Operation> list(Supplier<String> notReady) throws IOException {
    StoreSecret secret = StoreSecret.open(data, new SecureRandom());
    ContestService contestService =
        new ContestService(store.sessions(), secret, TestOperations::importedRules);
    OperationContext operationContext =
        new OperationContext(
            store.sessions(),
            feed,
            new TestOperationContext.Runs(store.sessions(), contestService),
            new TestOperationContext.Documents(),
            TestOperationContext.work(vertx));
    List<Operation> all = new ArrayList<>();
    all.addAll(
        SessionOperations.of(
            operationContext,
            TestOperationContext.PlainDefaults::new,
            secret,
            new SecureRandom(),
            new SystemTime()));
    all.addAll(ArtifactOperations.of(operationContext, () -> HttpTestServer.ARTIFACT_MAX));
    all.addAll(ProofOperations.of(operationContext));
    all.addAll(RunOperations.of(operationContext, id -> Optional.empty()));
    all.addAll(FindingOperations.of(operationContext));
    all.addAll(EvidenceOperations.of(operationContext, () -> 10_000));
    all.addAll(
        StudyOperations.of(
            operationContext,
            new VoteHistory(store.sessions(), new SystemTime()),
            TestOperationContext.PlainDefaults::new));
    all.addAll(
        StartOperations.of(
            operationContext, name -> named(all, name), () -> HttpTestServer.ARTIFACT_MAX));
    ServerFacts facts =
        new ServerFacts(
            "test",
            data.toString(),
            "p",
            "ship",
            Map.of("p", Samples.panel()),
            Map.of(),
            Digest.of("settings"));
    ReceiptKey key = ReceiptKey.open(data.resolve("keys"), new SecureRandom());
    SystemTime time = new SystemTime();
    AdminOperations.MaintenanceServices maintenanceServices =
        new AdminOperations.MaintenanceServices(
            store.sessions(),
            new IdleSweep(store.sessions(), time),
            new RetentionJob(
                store.sessions(), store.locks(), time, TestOperationContext.work(vertx)::run),
            new OrphanCleanup(
                store.sessions(), store.locks(), time, TestOperationContext.work(vertx)::run),
            new RepairJob(
                store.sessions(), store.locks(), time, TestOperationContext.work(vertx)::run),
            () -> Future.succeededFuture(0),
            Optional::empty,
            ClusterStatus.ClusterView.NONE,
            TestOperations::condition,
            new NoWebhooks(),
            new NoSettings(),
            TestOperationContext.work(vertx));
    all.addAll(AdminOperations.of(() -> facts, notReady, key.publicKey(), maintenanceServices));
    return all;
  }

  private static final class NoWebhooks implements WebhookAdministration {
    @Override
    public List<WebhookView> list() {
      return List.of();
    }

    @Override
    public void replay(String name, String request) {
      throw WebhookProblem.WEBHOOK_UNKNOWN.exception("there is no webhook \"" + name + "\"");
    }
  }

  private static final class NoSettings implements ConfigAdministration {
    @Override
    public ConfigComparison compare() {
      throw CliProblem.NO_SETTINGS.exception("there is no file");
    }

    @Override
    public ConfigComparison reload(String by, String request) {
      return compare();
    }
  }

  private static DaemonStatus.DaemonCondition condition() {
    return new DaemonStatus.DaemonCondition(
        "test",
        1,
        Instant.EPOCH,
        60,
        "",
        "stderr",
        0,
        0,
        0,
        Money.ZERO,
        Instant.EPOCH,
        Money.ZERO,
        null,
        List.of());
  }

  private static Operation named(List<Operation> all, String name) {
    return all.stream().filter(op -> op.name().equals(name)).findFirst().orElseThrow();
  }

  private static ContestRules importedRules() {
    return new ContestRules(
        Samples.open(RunMode.REVIEW).policy(),
        Samples.panel(),
        Samples.LIMITS,
        Digest.of("settings"));
  }
}

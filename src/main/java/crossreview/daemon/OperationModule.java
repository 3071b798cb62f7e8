package crossreview.daemon;

import crossreview.access.browser.BrowserAccess;
import crossreview.daemon.ServerModule.ServerDependencies;
import crossreview.http.HttpServices;
import crossreview.maintenance.ForkService;
import crossreview.model.SessionId;
import crossreview.operation.Operation;
import crossreview.operation.OperationCatalog;
import crossreview.operation.OperationContext;
import crossreview.operation.SecretCheck;
import crossreview.operation.SessionAccess;
import crossreview.operation.admin.AdminOperations;
import crossreview.operation.artifact.ArtifactOperations;
import crossreview.operation.browser.BrowserOperations;
import crossreview.operation.evidence.EvidenceOperations;
import crossreview.operation.finding.FindingOperations;
import crossreview.operation.peer.PeerOperations;
import crossreview.operation.proof.ProofOperations;
import crossreview.operation.run.RunOperations;
import crossreview.operation.seat.SeatOperations;
import crossreview.operation.session.SessionOperations;
import crossreview.operation.start.StartOperations;
import crossreview.operation.study.StudyOperations;
import crossreview.peer.seat.SeatRegistry;
import crossreview.process.Version;
import crossreview.proof.ReviewAttestation;
import crossreview.proof.SessionVerifier;
import crossreview.proof.VerificationResult;
import crossreview.report.MarkdownReport;
import crossreview.report.format.ResultFormat;
import crossreview.session.Session;
import crossreview.settings.Settings;
import crossreview.store.registry.SessionRegistry;
import crossreview.time.SystemTime;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The catalogue of operations of one daemon; each asks what is in force when it is called. */
record OperationModule(Vertx vertx, ServerDependencies dependencies) {
  OperationCatalog catalog(HttpServices.ReadinessCheck readinessCheck) {
    StorageModule storage = dependencies.storageModule();
    OperationContext context = context();
    List<Operation> operations = new ArrayList<>(sessionOperations(context));
    operations.addAll(StartOperations.of(context, step(operations), this::artifactBytesMax));
    operations.addAll(peerOperations(context, storage.browserAccess()));
    operations.addAll(BrowserOperations.of(storage.browserAccess(), this::work));
    operations.addAll(
        AdminOperations.of(
            () -> defaults().facts(Version.TEXT),
            readinessCheck::notReady,
            storage.receiptKey().publicKey(),
            maintenance()));
    return new OperationCatalog(
        operations,
        SessionAccess.of(storage.sessionRegistry()),
        storage.audit(),
        dependencies.clusterModule().relay(vertx, storage.secret()),
        new SecretCheck(() -> settings().secrets(), storage.redaction()::besides, this::work));
  }

  private OperationContext context() {
    SessionRegistry sessionRegistry = dependencies.storageModule().sessionRegistry();
    return new OperationContext(
        sessionRegistry,
        dependencies.feed(),
        new LocalRunService(
            dependencies.reviewService(),
            dependencies.contestService(),
            new ForkService(sessionRegistry)),
        new LocalDocuments(dependencies.storageModule()),
        this::work);
  }

  /** What can be done with one session, from its creation to studies over several. */
  private List<Operation> sessionOperations(OperationContext context) {
    List<Operation> operations = new ArrayList<>();
    operations.addAll(
        SessionOperations.of(
            context,
            this::defaults,
            dependencies.storageModule().secret(),
            dependencies.random(),
            new SystemTime()));
    operations.addAll(ArtifactOperations.of(context, this::artifactBytesMax));
    operations.addAll(ProofOperations.of(context));
    operations.addAll(RunOperations.of(context, id -> defaults().peer(id)));
    operations.addAll(FindingOperations.of(context));
    operations.addAll(EvidenceOperations.of(context, this::artifactBytesMax));
    operations.addAll(
        StudyOperations.of(context, dependencies.reviewService().history(), this::defaults));
    return operations;
  }

  private List<Operation> peerOperations(OperationContext context, BrowserAccess browserAccess) {
    SeatRegistry seats = defaults().peerCatalog().seats(); // those of the daemon, for its life
    List<Operation> operations = new ArrayList<>(SeatOperations.of(context, seats, browserAccess));
    operations.addAll(PeerOperations.of(() -> defaults().health()));
    return operations;
  }

  /** An operation that is there already. */
  private static Function<String, Operation> step(List<Operation> operations) {
    Map<String, Operation> named =
        operations.stream().collect(Collectors.toMap(Operation::name, operation -> operation));
    return named::get;
  }

  private AdminOperations.MaintenanceServices maintenance() {
    return new AdminOperations.MaintenanceServices(
        dependencies.storageModule().sessionRegistry(),
        dependencies.maintenanceJobs().idleSweep(),
        dependencies.maintenanceJobs().retentionJob(),
        dependencies.maintenanceJobs().orphanCleanup(),
        dependencies.maintenanceJobs().repairJob(),
        dependencies.maintenanceJobs().runRecovery()::run,
        () -> Optional.ofNullable(settings().retention().archive()),
        dependencies.clusterModule(),
        dependencies.condition(),
        dependencies.webhookModule(),
        dependencies.reloader(),
        this::work);
  }

  private SessionDefaults defaults() {
    return dependencies.current().get().defaults();
  }

  private Settings settings() {
    return dependencies.current().get().settings();
  }

  private int artifactBytesMax() {
    return settings().limits().artifactBytesMax();
  }

  private <T> Future<T> work(Callable<T> task) {
    return vertx.executeBlocking(task, false);
  }

  private record LocalDocuments(StorageModule storageModule)
      implements OperationContext.DocumentService {
    @Override
    public String report(Session session) {
      return storageModule.redaction().redact(MarkdownReport.markdown(session));
    }

    @Override
    public String result(Session session, ResultFormat format, String reviewed) {
      return format.text(session, reviewed, storageModule.redaction());
    }

    @Override
    public Map<String, Object> attestation(Session session, byte[] receipt) {
      return ReviewAttestation.envelope(session, receipt, storageModule.receiptKey());
    }

    @Override
    public VerificationResult verify(SessionId id) throws IOException {
      return SessionVerifier.verify(storageModule.dir().session(id));
    }
  }
}

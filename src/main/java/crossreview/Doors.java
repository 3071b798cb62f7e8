package crossreview;

import crossreview.access.Audit;
import crossreview.access.RateLimit;
import crossreview.feed.Feed;
import crossreview.http.HttpLimits;
import crossreview.http.HttpServices;
import crossreview.http.ListenerConfig;
import crossreview.http.RateLimitConfig;
import crossreview.http.ServerState;
import crossreview.http.server.HttpVerticle;
import crossreview.mcp.McpServer;
import crossreview.mcp.OperationFeatures;
import crossreview.model.SessionId;
import crossreview.operation.Operation;
import crossreview.operation.OperationCatalog;
import crossreview.operation.OperationContext;
import crossreview.operation.SessionAccess;
import crossreview.operation.admin.AdminOperations;
import crossreview.operation.evidence.EvidenceOperations;
import crossreview.operation.finding.FindingOperations;
import crossreview.operation.peer.PeerOperations;
import crossreview.operation.run.RunOperations;
import crossreview.operation.seat.SeatOperations;
import crossreview.operation.session.SessionOperations;
import crossreview.operation.start.StartOperations;
import crossreview.operation.study.StudyOperations;
import crossreview.peer.PeerHealthChecker;
import crossreview.proof.SessionVerifier;
import crossreview.relay.RelayVerticle;
import crossreview.report.MarkdownReport;
import crossreview.review.ReviewService;
import crossreview.session.Session;
import crossreview.settings.Settings;
import crossreview.time.SystemTime;
import crossreview.time.VertxTimers;
import crossreview.upkeep.Contests;
import crossreview.upkeep.Forks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The doors of one daemon: the catalogue, and HTTP with its WebSockets in front of it. */
final class Doors {
  private static final Duration REQUEST_TIME = Duration.ofSeconds(30); // 8 MiB over a slow line

  private final Vertx vertx;
  private final Settings settings;
  private final ServerState sockets = new ServerState();
  private final List<String> deployments = new ArrayList<>();
  private RelayVerticle forwards; // null for a host that is alone

  Doors(Vertx vertx, Settings settings) {
    this.vertx = vertx;
    this.settings = settings;
  }

  /** What the doors open to. */
  record Behind(
      Machinery machinery,
      Feed feed,
      ReviewService reviewService,
      Contests contests,
      Chores chores,
      Opened opened,
      Sharing sharing,
      SecureRandom random) {}

  /** Opens the doors; the first instance takes the port, the others share it. */
  Future<Integer> open(Behind behind, HttpServices.ReadinessCheck readinessCheck) {
    OperationCatalog operationCatalog = catalogue(behind, readinessCheck);
    HttpServices httpServices =
        new HttpServices(
            operationCatalog,
            behind.machinery().tokens(),
            behind.feed(),
            readinessCheck,
            behind.random(),
            Version.TEXT,
            List.of(agents(behind, operationCatalog)),
            guards(behind.machinery().audit()));
    Future<String> opened = deploy(httpServices);
    for (int i = 1; i < Runtime.getRuntime().availableProcessors(); i++) {
      opened = opened.compose(first -> deploy(httpServices));
    }
    return opened
        .compose(all ->
            behind.sharing().on() ? relay(operationCatalog, behind) : Future.succeededFuture())
        .map(all -> sockets.port());
  }

  private Future<String> relay(OperationCatalog operationCatalog, Behind behind) {
    RelayVerticle.Bind bind =
        new RelayVerticle.Bind(settings.cluster().host(), settings.cluster().forwardPort());
    forwards =
        new RelayVerticle(
            operationCatalog,
            behind.machinery().secret(),
            new SystemTime(),
            bind,
            settings.http().bodyBytesMax());
    return vertx.deployVerticle(forwards).onSuccess(deployments::add);
  }

  /** Where calls of other hosts arrive. */
  int forwardPort() {
    return forwards.port();
  }

  private McpMount agents(Behind behind, OperationCatalog operationCatalog) {
    SessionAccess sessionAccess = SessionAccess.of(behind.machinery().sessionRegistry());
    OperationFeatures shelf =
        new OperationFeatures(operationCatalog, settings.allTools(), behind.feed(), sessionAccess);
    McpServer.McpRuntime mcpRuntime =
        new McpServer.McpRuntime(new VertxTimers(vertx), new SystemTime(), behind.random());
    return new McpMount(new McpServer(shelf, Version.TEXT, mcpRuntime));
  }

  private RateLimitConfig guards(Audit audit) {
    SystemTime time = new SystemTime();
    return new RateLimitConfig(
        new RateLimit(settings.http().requestsPerMinute(), time),
        new RateLimit(settings.http().failuresPerMinute(), time),
        audit);
  }

  private Future<String> deploy(HttpServices httpServices) {
    Settings.Http http = settings.http();
    HttpLimits limits =
        new HttpLimits(
            http.bodyBytesMax(),
            http.headerBytesMax(),
            http.frameBytesMax(),
            http.socketsMax(),
            http.subscriptionsMax(),
            http.heartbeat(),
            http.drain(),
            REQUEST_TIME);
    ListenerConfig.TlsFiles tlsFiles =
        http.tlsCertificate() == null
            ? null
            : new ListenerConfig.TlsFiles(http.tlsCertificate(), http.tlsKey());
    ListenerConfig listenerConfig =
        new ListenerConfig(
            http.host(),
            http.port(),
            http.allowedHosts(),
            http.corsOrigins(),
            http.trustedProxies(),
            tlsFiles);
    return vertx
        .deployVerticle(new HttpVerticle(httpServices, listenerConfig, limits, sockets))
        .onSuccess(deployments::add);
  }

  private OperationCatalog catalogue(Behind behind, HttpServices.ReadinessCheck readinessCheck) {
    OperationContext operationContext =
        new OperationContext(
            behind.machinery().sessionRegistry(),
            behind.feed(),
            new RunsHere(
                behind.reviewService(),
                behind.contests(),
                new Forks(behind.machinery().sessionRegistry())),
            new PapersHere(behind.machinery()),
            this::work);
    List<Operation> operations = new ArrayList<>();
    operations.addAll(
        SessionOperations.of(
            operationContext,
            behind.opened(),
            behind.machinery().secret(),
            behind.random(),
            new SystemTime()));
    operations.addAll(RunOperations.of(operationContext, behind.opened()::peer));
    operations.addAll(FindingOperations.of(operationContext));
    operations.addAll(EvidenceOperations.of(operationContext, behind.opened().artifactBytesMax()));
    operations.addAll(
        StudyOperations.of(operationContext, behind.reviewService().history(), behind.opened()));
    operations.addAll(StartOperations.of(step(operations)));
    Roster roster = behind.opened().roster();
    operations.addAll(SeatOperations.of(operationContext, roster.seats()));
    operations.addAll(
        PeerOperations.of(roster.peers(), new PeerHealthChecker(roster.peers(), new SystemTime())));
    operations.addAll(
        AdminOperations.of(
            behind.opened().facts(Version.TEXT),
            readinessCheck::notReady,
            behind.machinery().receiptKey().publicKey(),
            upkeep(behind)));
    return new OperationCatalog(
        operations,
        SessionAccess.of(behind.machinery().sessionRegistry()),
        behind.machinery().audit(),
        behind.sharing().relay(vertx, behind.machinery().secret()));
  }

  /** The handler of an operation that is there already. */
  private static Function<String, Operation.OperationHandler> step(List<Operation> operations) {
    Map<String, Operation.OperationHandler> handlers =
        operations.stream().collect(Collectors.toMap(Operation::name, Operation::operationHandler));
    return handlers::get;
  }

  private AdminOperations.MaintenanceServices upkeep(Behind behind) {
    return new AdminOperations.MaintenanceServices(
        behind.machinery().sessionRegistry(),
        behind.chores().sweep(),
        behind.chores().retention(),
        behind.chores().leftovers(),
        settings.retention().archive(),
        behind.sharing());
  }

  private <T> Future<T> work(Callable<T> task) {
    return vertx.executeBlocking(task, false);
  }

  /** Closes the doors: sockets are told, last answers leave. */
  Future<Void> close() {
    return Future.join(deployments.stream().map(vertx::undeploy).toList()).mapEmpty();
  }

  private record PapersHere(Machinery machinery) implements OperationContext.DocumentService {
    @Override
    public String report(Session session) {
      return machinery.redaction().redact(MarkdownReport.markdown(session));
    }

    @Override
    public Map<String, Object> verify(SessionId id) throws IOException {
      return SessionVerifier.verify(machinery.dir().session(id)).tree();
    }
  }
}

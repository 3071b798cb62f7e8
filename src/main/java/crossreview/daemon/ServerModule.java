package crossreview.daemon;

import crossreview.access.RateLimiter;
import crossreview.endpoint.ProtocolEndpoint;
import crossreview.feed.Feed;
import crossreview.http.BodySpool;
import crossreview.http.HttpLimits;
import crossreview.http.HttpServices;
import crossreview.http.ListenerConfig;
import crossreview.http.RateLimitConfig;
import crossreview.http.ServerState;
import crossreview.http.TokenReload;
import crossreview.http.page.PageBundle;
import crossreview.http.server.HttpVerticle;
import crossreview.maintenance.ContestService;
import crossreview.mcp.LegacySseEndpoint;
import crossreview.mcp.McpServer;
import crossreview.mcp.OperationFeatures;
import crossreview.memory.MemoryBudget;
import crossreview.operation.OperationCatalog;
import crossreview.operation.SessionAccess;
import crossreview.process.Version;
import crossreview.relay.RelayVerticle;
import crossreview.review.ReviewService;
import crossreview.settings.Settings;
import crossreview.time.SystemTime;
import crossreview.time.VertxTimerService;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The servers of one daemon: the catalogue, and HTTP with its WebSockets in front of it. */
final class ServerModule {
  private static final Duration FAREWELL = Duration.ofSeconds(2); // a stop waits for it
  private static final Duration REQUEST_TIME = Duration.ofSeconds(30); // 8 MiB over a slow line

  private final Vertx vertx;
  private final Settings settings;
  private final ServerState sockets = new ServerState();
  private final List<String> deployments = new ArrayList<>();
  private final ConnectionPlaces places;
  private @Nullable HttpServices services; // null until it is open
  private volatile @Nullable LocalSocket localSocket; // null until it is open
  private @Nullable RelayVerticle forwards; // null for a daemon without a cluster

  ServerModule(Vertx vertx, Settings settings, ConnectionPlaces places) {
    this.vertx = vertx;
    this.settings = settings;
    this.places = places;
  }

  /** What the servers need. */
  record ServerDependencies(
      StorageModule storageModule,
      Feed feed,
      ReviewService reviewService,
      ContestService contestService,
      MaintenanceJobs maintenanceJobs,
      ConfigReference current,
      ConfigReloader reloader,
      ClusterModule clusterModule,
      ConditionReader condition,
      ForgeModule forgeModule,
      WebhookModule webhookModule,
      SecureRandom random) {}

  /** Starts the servers; the first instance takes the port, the others share it. */
  Future<Integer> open(
      ServerDependencies serverDependencies, HttpServices.ReadinessCheck readinessCheck) {
    OperationCatalog operationCatalog =
        new OperationModule(vertx, serverDependencies).catalog(readinessCheck);
    serverDependencies.forgeModule().open(operationCatalog, serverDependencies.current().get());
    HttpServices httpServices =
        new HttpServices(
            operationCatalog,
            serverDependencies.storageModule().tokenRegistry(),
            new TokenReload(
                vertx,
                serverDependencies.storageModule().tokenFile(),
                serverDependencies.storageModule().tokenRegistry()),
            serverDependencies.storageModule().browserAccess(),
            PageBundle.load(),
            serverDependencies.feed(),
            readinessCheck,
            serverDependencies.random(),
            Version.TEXT,
            agents(serverDependencies, operationCatalog),
            serverDependencies.forgeModule()::endpoints,
            guards(serverDependencies),
            MemoryBudget.ofRequests(Runtime.getRuntime().maxMemory()),
            new BodySpool(settings.dataDir().resolve("spool")),
            serverDependencies.condition().measured(serverDependencies.storageModule().metrics()));
    services = httpServices;
    ListenerConfig network = NetworkListener.of(serverDependencies.current());
    Future<String> opened = deploy(httpServices, network);
    for (int i = 1; i < Runtime.getRuntime().availableProcessors(); i++) {
      opened = opened.compose(first -> deploy(httpServices, network));
    }
    Settings.ClusterSettings cluster = settings.cluster();
    return opened
        .compose(all ->
            cluster == null
                ? Future.succeededFuture()
                : relay(cluster, operationCatalog, serverDependencies))
        .map(all -> sockets.port());
  }

  /**
   * Listens for programs on this machine as well, at a Unix domain socket; what they can ask is the
   * same. Some network file systems hold no sockets: then it is among the temporary files.
   *
   * @param suffix tells the socket from those of other daemons on the same directory
   */
  Future<Path> openLocal(Path dataDir, String suffix) {
    return vertx
        .executeBlocking(() -> LocalSocket.in(dataDir, suffix))
        .compose(this::listenAt)
        .recover(cause -> vertx.executeBlocking(LocalSocket::elsewhere).compose(this::listenAt));
  }

  private Future<Path> listenAt(LocalSocket chosen) {
    if (services == null) {
      throw new IllegalStateException("the servers are not open yet");
    }
    return deploy(services, ListenerConfig.unixSocket(chosen.path()))
        .compose(listening -> vertx.executeBlocking(chosen::restricted))
        .onSuccess(path -> localSocket = chosen);
  }

  private Future<String> relay(
      Settings.ClusterSettings cluster,
      OperationCatalog operationCatalog,
      ServerDependencies serverDependencies) {
    RelayVerticle.RelayAddress relayAddress =
        new RelayVerticle.RelayAddress(cluster.host(), cluster.forwardPort());
    RelayVerticle relay =
        new RelayVerticle(
            operationCatalog,
            serverDependencies.storageModule().secret(),
            new SystemTime(),
            relayAddress,
            settings.http().bodyBytesMax());
    forwards = relay;
    return vertx.deployVerticle(relay).onSuccess(deployments::add);
  }

  /** Where calls of other hosts arrive; a bug without a cluster. */
  int forwardPort() {
    if (forwards == null) {
      throw new IllegalStateException("no calls of other hosts are accepted");
    }
    return forwards.port();
  }

  private List<ProtocolEndpoint<?>> agents(
      ServerDependencies serverDependencies, OperationCatalog operationCatalog) {
    SessionAccess sessionAccess =
        SessionAccess.of(serverDependencies.storageModule().sessionRegistry());
    OperationFeatures features =
        new OperationFeatures(
            operationCatalog, settings.allTools(), serverDependencies.feed(), sessionAccess);
    VertxTimerService timers = new VertxTimerService(vertx);
    McpServer.McpRuntime mcpRuntime =
        new McpServer.McpRuntime(timers, new SystemTime(), serverDependencies.random());
    McpServer mcpServer = new McpServer(features, Version.TEXT, mcpRuntime);
    return List.of(
        mcpServer, new LegacySseEndpoint(mcpServer, timers, serverDependencies.random()));
  }

  private static RateLimitConfig guards(ServerDependencies dependencies) {
    SystemTime time = new SystemTime();
    Supplier<Settings.HttpSettings> now = () -> dependencies.current().get().settings().http();
    return new RateLimitConfig(
        new RateLimiter(() -> now.get().requestsPerMinute(), time),
        RateLimiter.ofMinute(() -> now.get().failuresPerMinute(), time),
        dependencies.storageModule().audit());
  }

  private Future<String> deploy(HttpServices httpServices, ListenerConfig listenerConfig) {
    Settings.HttpSettings httpSettings = settings.http();
    HttpLimits limits =
        new HttpLimits(
            httpSettings.bodyBytesMax(),
            httpSettings.headerBytesMax(),
            httpSettings.frameBytesMax(),
            httpSettings.socketsMax(),
            httpSettings.subscriptionsMax(),
            httpSettings.heartbeat(),
            httpSettings.drain(),
            FAREWELL,
            REQUEST_TIME);
    return vertx
        .deployVerticle(
            new HttpVerticle(
                httpServices,
                listenerConfig,
                limits,
                sockets,
                listenerConfig.socket() == null ? places.network() : places.local()))
        .onSuccess(deployments::add);
  }

  /** Stops the servers: sockets are closed, last answers are sent. */
  Future<Void> close() {
    Future<?> closed = Future.join(deployments.stream().map(vertx::undeploy).toList());
    LocalSocket left = localSocket;
    return left == null
        ? closed.mapEmpty()
        : closed.eventually(() -> vertx.executeBlocking(left::remove)).mapEmpty();
  }
}

package crossreview.daemon;

import static crossreview.daemon.StartWait.await;

import crossreview.call.BudgetGuard;
import crossreview.feed.Feed;
import crossreview.http.server.BoundedTransport;
import crossreview.journal.file.DiskFiles;
import crossreview.lock.LockHeartbeatVerticle;
import crossreview.maintenance.ContestService;
import crossreview.maintenance.OrphanedRuns;
import crossreview.maintenance.RecoveryVerticle;
import crossreview.maintenance.RunRecovery;
import crossreview.maintenance.TokenWatcher;
import crossreview.model.ClusterProblem;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.peer.factory.PeerCatalog;
import crossreview.peer.factory.PeerFactory;
import crossreview.peer.factory.PeerKeyring;
import crossreview.process.Environment;
import crossreview.review.ReviewService;
import crossreview.settings.Settings;
import crossreview.settings.reload.ReloadSource;
import crossreview.store.disk.AtomicWriter;
import crossreview.store.registry.SessionRegistry;
import crossreview.time.SystemTime;
import crossreview.time.TimerService;
import crossreview.time.VertxTimerService;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One daemon: all wiring. It starts upwards and stops downwards. */
public final class Daemon implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1); // foreign sessions, watched
  private static final Duration ADOPTION_MAX = Duration.ofSeconds(10); // of a reader's wait

  private final Settings settings; // of the start: for what no reload changes
  private final SystemTime time = new SystemTime();
  private final SecureRandom random = new SecureRandom();
  private final Vertx vertx;
  private final ClusterModule clusterModule;
  private final StorageModule storageModule;
  private final BudgetGuard budgetGuard;
  private final Feed feed;
  private final ReviewService reviewService;
  private final ContestService contestService;
  private final MaintenanceJobs maintenanceJobs;
  private final ServerModule serverModule;
  private final ForgeModule forgeModule;
  private final WebhookModule webhookModule;
  private final ConfigModule config;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile String state = "starting";
  private int port;
  private @Nullable DataDirLock alone; // null when the directory is shared
  private @Nullable DaemonFile address; // null until it is written

  private Daemon(
      Settings settings, ReloadSource source, PeerCatalog.PeerCatalogFactory catalogFactory) {
    this.settings = settings;
    ConfigReference current = new ConfigReference();
    ConnectionPlaces places = ConnectionPlaces.of(settings.http(), current::trustsProxy, time);
    this.vertx =
        Vertx.builder()
            .with(new VertxOptions().setBlockedThreadCheckInterval(1_000))
            .withTransport(new BoundedTransport(places.accepted()))
            .build();
    Map<String, String> variables = Environment.ofProcess().variables();
    PeerKeyring keys = PeerKeyring.of(settings, variables);
    this.clusterModule = new ClusterModule(settings.cluster(), random);
    this.storageModule = StorageModule.open(settings, keys, vertx, clusterModule, random);
    this.budgetGuard =
        BudgetGuardFactory.make(current, storageModule, clusterModule.node(), vertx, random);
    this.feed = storageModule.feed(new VertxTimerService(vertx), LOOK_EVERY);
    this.forgeModule = new ForgeModule(vertx, storageModule);
    this.webhookModule = new WebhookModule(settings, keys, vertx, storageModule, feed);
    this.config =
        ConfigModule.open(
            new ConfigModule.ConfigSources(
                settings,
                source,
                catalogFactory,
                keys,
                variables,
                List.of(forgeModule, webhookModule)),
            new ReviewModule.ReviewParts(
                vertx, storageModule, budgetGuard, feed, current, random, time));
    this.reviewService = config.reviewService();
    this.contestService = config.contests(storageModule);
    this.maintenanceJobs = MaintenanceJobs.of(storageModule, recovery(), vertx);
    this.serverModule = new ServerModule(vertx, settings, places);
  }

  /**
   * Starts a daemon; returns when it listens and knows its sessions. Blocks.
   *
   * @throws ProblemException when the data directory or the port cannot be used
   */
  public static Daemon start(Settings settings) {
    return start(settings, ReloadSource.NONE);
  }

  /** As above, for one that can read its settings again. */
  public static Daemon start(Settings settings, ReloadSource source) {
    return start(settings, source, new PeerFactory());
  }

  /** As above, with other peers than the settings name. */
  static Daemon start(Settings settings, PeerCatalog.PeerCatalogFactory catalogFactory) {
    return start(settings, ReloadSource.NONE, catalogFactory);
  }

  static Daemon start(
      Settings settings, ReloadSource source, PeerCatalog.PeerCatalogFactory catalogFactory) {
    Daemon daemon = new Daemon(settings, source, catalogFactory);
    try {
      daemon.open();
      return daemon;
    } catch (RuntimeException e) {
      daemon.close();
      throw e;
    }
  }

  /** Before any session is opened: what is a dead process' lock depends on it. */
  private void claimDirectory() {
    if (!settings.dataDirShared()) {
      alone = DataDirLock.of(storageModule.dir());
      clusterModule.setAlone();
    }
    storageModule.sessionRegistry().adoption().begin();
  }

  private void open() {
    claimDirectory();
    storageModule.sessionRegistry().onCommit(feed);
    storageModule
        .sessionRegistry()
        .setViewUpdater(storageModule.views(new VertxTimerService(vertx)));
    await(
        vertx.deployVerticle(
            new LockHeartbeatVerticle(storageModule.locks()), LockHeartbeatVerticle.options()));
    port = await(listen());
    Path socket = listenLocally();
    RunRecovery runRecovery = maintenanceJobs.runRecovery();
    VertxTimerService timers = new VertxTimerService(vertx);
    reviewService.onCutOff(new OrphanedRuns(runRecovery, timers, runs -> {})::addLater);
    if (clusterModule.on()) {
      join(runRecovery, timers);
    }
    loadIndex(timers);
    await(
        vertx.deployVerticle(
            new RecoveryVerticle(
                runRecovery,
                contestService,
                storageModule.sessionRegistry().externalChanges()::scan,
                budgetGuard::returnIdleShares)));
    await(vertx.deployVerticle(maintenanceJobs.daily(config.current())));
    await(
        vertx.deployVerticle(
            new TokenWatcher(storageModule.tokenFile(), storageModule.tokenRegistry())));
    storageModule.sessionRegistry().rebuildViews().onFailure(Daemon::notShown);
    announce(addressFile(socket));
    beginOutside();
    state = "";
    LOG.atInfo().addKeyValue("url", url()).addKeyValue("data_dir", dataDir()).log("ready");
  }

  private RunRecovery recovery() {
    return new RunRecovery(
        storageModule.sessionRegistry(), reviewService, clusterModule.node(), settings.resume());
  }

  /** What speaks with other programs by itself. */
  private void beginOutside() {
    forgeModule.begin();
    webhookModule.begin();
  }

  private void announce(DaemonFile file) {
    address = file;
    await(
        file.write(
            AtomicWriter.durable(
                new DiskFiles(), new VertxTimerService(vertx), storageModule.disk())));
  }

  private void loadIndex(TimerService timers) {
    await(storageModule.sessionRegistry().loadIndex());
    storageModule.sessionRegistry().adoption().bound(timers, ADOPTION_MAX);
  }

  /** Where programs on this machine reach it; each daemon on a shared directory has its own. */
  private Path listenLocally() {
    String suffix =
        settings.dataDirShared() && !clusterModule.on()
            ? "-" + ProcessHandle.current().pid()
            : clusterModule.suffix();
    return await(serverModule.openLocal(storageModule.dir().root(), suffix));
  }

  private void join(RunRecovery runRecovery, TimerService timers) {
    SessionRegistry sessionRegistry = storageModule.sessionRegistry();
    sessionRegistry.onCommit((id, lines, durable) -> clusterModule.announce(id, durable.seq()));
    String boot = storageModule.locks().self().bootId();
    clusterModule.join(storageModule.dir(), boot, url(), serverModule.forwardPort());
    clusterModule.listen(
        new ClusterEventListener(sessionRegistry, feed, runRecovery, timers, clusterModule));
  }

  private DaemonFile addressFile(Path socket) {
    return new DaemonFile(
        storageModule.dir().root(),
        clusterModule.suffix(),
        storageModule.locks().self(),
        new DaemonFile.DaemonEndpoints(url(), socket, settings.http().tlsCertificate()));
  }

  private static void notShown(Throwable cause) {
    LOG.atWarn().log("not all views lost in the crash could be rebuilt: {}", cause.toString());
  }

  private Future<Integer> listen() {
    ServerModule.ServerDependencies serverDependencies =
        new ServerModule.ServerDependencies(
            storageModule,
            feed,
            reviewService,
            contestService,
            maintenanceJobs,
            config.current(),
            config.reloader(),
            clusterModule,
            ConditionReader.of(config, budgetGuard, this::notReady),
            forgeModule,
            webhookModule,
            random);
    return serverModule
        .open(serverDependencies, this::notReady)
        .recover(cause ->
            Future.failedFuture(
                ClusterProblem.CANNOT_LISTEN.exception(
                    "cannot listen on "
                        + settings.http().host()
                        + ":"
                        + settings.http().port()
                        + ": "
                        + cause.getMessage())));
  }

  private String notReady() {
    Optional<Problem> storage = storageModule.sessionRegistry().health().problem();
    return state.isEmpty() ? storage.map(Problem::code).orElseGet(clusterModule::notReady) : state;
  }

  /** Runs a task again and again while the event loops do their work; it must not block. */
  public void every(Duration period, Runnable task) {
    vertx.setPeriodic(Math.max(1, period.toMillis()), timer -> task.run());
  }

  /** Has the settings read again; a request that comes meanwhile is remembered. Never blocks. */
  public void reloadSoon() {
    config.reloader().signal();
  }

  /** Where it listens. */
  public String url() {
    String scheme = settings.http().tlsCertificate() == null ? "http://" : "https://";
    return scheme + settings.http().host() + ":" + port;
  }

  public String dataDir() {
    return settings.dataDir().toString();
  }

  /**
   * Stops downwards: no new work, sockets told, reviews halted and resumable, queues flushed, locks
   * released. Bounded by {@code shutdown_seconds}; then it ends all the same. Blocks; a second call
   * does nothing.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    boolean served = state.isEmpty();
    state = "shutting_down";
    long began = time.nanos();
    if (address != null) {
      address.remove();
    }
    budgetGuard.endWaits();
    Future<Void> stopped =
        serverModule
            .close()
            .eventually(forgeModule::close)
            .eventually(webhookModule::close)
            .eventually(reviewService::close)
            .eventually(budgetGuard::close)
            .eventually(() -> storageModule.sessionRegistry().close())
            .eventually(() -> vertx.executeBlocking(clusterModule::leave));
    try {
      ended(stopped, began);
      ended(vertx.close(), began); // from here: on a thread of its own it would wait for itself
      storageModule.stop();
      if (alone != null) {
        alone.close();
      }
      long ms = (time.nanos() - began) / 1_000_000;
      if (served) {
        LOG.atInfo().addKeyValue("ms", ms).log("stopped");
      }
    } catch (TimeoutException e) {
      LOG.atWarn().log("not stopped within {}; runs can be resumed", settings.shutdown());
    } catch (Exception e) {
      LOG.atError().setCause(e).log("the shutdown failed");
    }
  }

  /** Waits for as long as the shutdown may still take. */
  private void ended(Future<Void> step, long began) throws Exception {
    long left = settings.shutdown().toNanos() - (time.nanos() - began);
    step.toCompletionStage().toCompletableFuture().get(Math.max(0, left), TimeUnit.NANOSECONDS);
  }
}

package crossreview;

import crossreview.call.BudgetGuard;
import crossreview.call.BudgetLimits;
import crossreview.call.CallExecutor;
import crossreview.call.CallLimits;
import crossreview.feed.Feed;
import crossreview.feed.StorePageReader;
import crossreview.journal.file.DiskFiles;
import crossreview.lock.LockHeartbeatVerticle;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.prompt.PromptBuilder;
import crossreview.report.ViewWriter;
import crossreview.review.ReviewService;
import crossreview.review.ReviewServices;
import crossreview.review.VoteHistory;
import crossreview.settings.Settings;
import crossreview.store.disk.AtomicWriter;
import crossreview.store.registry.SessionRegistry;
import crossreview.time.SystemTime;
import crossreview.time.VertxTimers;
import crossreview.upkeep.Contests;
import crossreview.upkeep.Recovery;
import crossreview.upkeep.TokenWatch;
import crossreview.upkeep.UpkeepVerticle;
import crossreview.verdict.contract.VerdictContract;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.WorkerExecutor;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One daemon: all wiring. It starts upwards and stops downwards. */
public final class Daemon implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);
  private static final Duration LOOK_EVERY =
      Duration.ofSeconds(1); // foreign sessions, while watched
  private static final Duration START_MAX = Duration.ofSeconds(30);

  private final Settings settings;
  private final SystemTime time = new SystemTime();
  private final SecureRandom random = new SecureRandom();
  private final Vertx vertx;
  private final Sharing sharing;
  private final Machinery machinery;
  private final BudgetGuard budgetGuard;
  private final Feed feed;
  private final ReviewService reviewService;
  private final Contests contests;
  private final Chores chores;
  private final Doors doors;
  private final Roster roster;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile String state = "starting";
  private int port;
  private OnlyDaemon alone; // null when the directory is shared
  private DaemonFile address; // null until it is written

  private Daemon(Settings settings, Roster.Maker rosters) {
    this.settings = settings;
    this.vertx = Vertx.vertx(new VertxOptions().setBlockedThreadCheckInterval(1_000));
    Keyring keys = Keyring.of(settings, Environment.ofProcess().variables(), random);
    this.sharing = new Sharing(settings.cluster(), random);
    this.machinery = Machinery.open(settings, keys, vertx, sharing, random);
    this.budgetGuard = treasury();
    this.feed =
        new Feed(
            new StorePageReader(machinery.sessionRegistry()), new VertxTimers(vertx), LOOK_EVERY);
    this.roster = rosters.make(settings, vertx, keys);
    this.reviewService =
        new ReviewService(
            vertx,
            machinery.sessionRegistry(),
            tools(),
            settings.bounds().runningReviewsMax(),
            settings.bounds().waitingReviewsMax());
    this.contests = new Contests(machinery.sessionRegistry(), machinery.secret());
    this.chores = Chores.of(machinery, vertx);
    this.doors = new Doors(vertx, settings);
  }

  /**
   * Starts a daemon; returns when it listens and knows its sessions. Blocks.
   *
   * @throws ProblemException when the data directory or the port cannot be used
   */
  public static Daemon start(Settings settings) {
    return start(settings, Roster::of);
  }

  /** As above, with other peers than the settings name. */
  static Daemon start(Settings settings, Roster.Maker rosters) {
    Daemon daemon = new Daemon(settings, rosters);
    try {
      daemon.open();
      return daemon;
    } catch (RuntimeException e) {
      daemon.close();
      throw e;
    }
  }

  private void open() {
    alone = settings.dataDirShared() ? null : OnlyDaemon.of(machinery.dir());
    machinery.sessionRegistry().onCommit(feed);
    machinery.sessionRegistry().setViewUpdater(new ViewWriter(undurable()));
    await(
        vertx.deployVerticle(
            new LockHeartbeatVerticle(machinery.locks()), LockHeartbeatVerticle.options()));
    port = await(listen());
    Recovery recovery =
        new Recovery(machinery.sessionRegistry(), reviewService, sharing.node(), settings.resume());
    if (sharing.on()) {
      join(recovery);
    }
    await(machinery.sessionRegistry().loadIndex());
    await(
        vertx.deployVerticle(
            new UpkeepVerticle(
                recovery,
                contests,
                machinery.sessionRegistry().externalChanges()::scan,
                budgetGuard::giveBackIdle)));
    await(vertx.deployVerticle(chores.daily(settings.retention())));
    await(vertx.deployVerticle(new TokenWatch(machinery.tokenFile(), machinery.tokens())));
    machinery.sessionRegistry().rebuildViews().onFailure(Daemon::notShown);
    address = addressFile();
    await(address.write(durable()));
    state = "";
    LOG.atInfo().addKeyValue("url", url()).addKeyValue("data_dir", dataDir()).log("ready");
  }

  private void join(Recovery recovery) {
    SessionRegistry sessionRegistry = machinery.sessionRegistry();
    sessionRegistry.onCommit((id, lines, durable) -> sharing.tell(id, durable.seq()));
    sharing.join(machinery.dir(), boot(), url(), doors.forwardPort());
    sharing.listen(new Neighbours(sessionRegistry, feed, recovery, sharing));
  }

  private String boot() {
    return machinery.locks().self().bootId();
  }

  private DaemonFile addressFile() {
    return new DaemonFile(
        machinery.dir().root(), sharing.suffix(), boot(), url(), settings.http().tlsCertificate());
  }

  private static void notShown(Throwable cause) {
    LOG.atWarn().log("views that a crash took were not all made again: {}", cause.toString());
  }

  private AtomicWriter undurable() {
    return AtomicWriter.nonDurable(new DiskFiles(), new VertxTimers(vertx), machinery.disk());
  }

  private AtomicWriter durable() {
    return AtomicWriter.durable(new DiskFiles(), new VertxTimers(vertx), machinery.disk());
  }

  private Future<Integer> listen() {
    Doors.Behind behind =
        new Doors.Behind(
            machinery,
            feed,
            reviewService,
            contests,
            chores,
            new Opened(settings, roster),
            sharing,
            random);
    return doors
        .open(behind, this::notReady)
        .recover(cause ->
            Future.failedFuture(
                new ProblemException(
                    Problem.unavailable(
                        "cannot_listen",
                        "cannot listen on "
                            + settings.http().host()
                            + ":"
                            + settings.http().port()
                            + ": "
                            + cause.getMessage()))));
  }

  private ReviewServices tools() {
    Settings.Bounds bounds = settings.bounds();
    VertxTimers timers = new VertxTimers(vertx);
    CallLimits limits =
        CallLimits.shipped(bounds.call(), bounds.answerBytesMax(), bounds.callsPerPeerMax());
    return new ReviewServices(
        roster.peers(),
        new CallExecutor(limits, timers, time, random, machinery.redaction()::redact),
        budgetGuard,
        new PromptBuilder(VerdictContract.instruction()),
        new Dice(machinery.secret(), random),
        feed::emit,
        new VoteHistory(machinery.sessionRegistry(), bounds.independenceFloor(), time),
        time,
        timers,
        bounds.artifactBytesMax(),
        settings.reaskUnknown(),
        settings.answerText());
  }

  private BudgetGuard treasury() {
    Settings.Bounds bounds = settings.bounds();
    BudgetLimits limits =
        new BudgetLimits(bounds.callUsd(), bounds.callerDayUsd(), bounds.dayUsd());
    WorkerExecutor worker = vertx.createSharedWorkerExecutor("money", 1);
    return new BudgetGuard(
        limits, settings.dataDir().resolve("money"), time, worker::executeBlocking);
  }

  private String notReady() {
    return state.isEmpty()
        ? machinery.sessionRegistry().readiness().map(Problem::code).orElseGet(sharing::notReady)
        : state;
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
    Future<Void> stopped =
        doors
            .close()
            .eventually(reviewService::close)
            .eventually(budgetGuard::close)
            .eventually(() -> machinery.sessionRegistry().close())
            .eventually(() -> vertx.executeBlocking(this::leave))
            .eventually(vertx::close);
    try {
      stopped
          .toCompletionStage()
          .toCompletableFuture()
          .get(settings.shutdown().toMillis(), TimeUnit.MILLISECONDS);
      machinery.stop();
      if (alone != null) {
        alone.close();
      }
      long ms = (time.nanos() - began) / 1_000_000;
      if (served) {
        LOG.atInfo().addKeyValue("ms", ms).log("stopped");
      }
    } catch (TimeoutException e) {
      LOG.atWarn().log("not stopped within {}; runs stay resumable", settings.shutdown());
    } catch (Exception e) {
      LOG.atError().setCause(e).log("the stop failed");
    }
  }

  private Void leave() {
    sharing.leave();
    return null;
  }

  private static <T> T await(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .orTimeout(START_MAX.toSeconds(), TimeUnit.SECONDS)
          .join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof ProblemException problemException ? problemException : e;
    }
  }
}

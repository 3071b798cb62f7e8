package crossreview.review;

import crossreview.model.SessionId;
import crossreview.model.StorageProblem;
import crossreview.model.call.PreflightReport;
import crossreview.model.material.SecretMatch;
import crossreview.model.run.EndReason;
import crossreview.session.Session;
import crossreview.session.Session.CommandMemo;
import crossreview.session.command.SessionCommand;
import crossreview.store.log.Actor;
import crossreview.store.log.CommitResult;
import crossreview.store.log.LogLease;
import crossreview.store.log.SessionLog;
import crossreview.store.registry.SessionRegistry;
import crossreview.store.registry.SessionRegistry.LeasedLog;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts, cancels and resumes reviews. Any thread. */
public final class ReviewService {
  private static final Logger LOG = LoggerFactory.getLogger(ReviewService.class);

  /** Where a run continues without a crash. */
  private static final String UNATTENDED = "here";

  private final Vertx vertx;
  private final SessionRegistry sessionRegistry;
  private final Supplier<ReviewServices> current;
  private final ReviewQueue line;
  private final ClaimGate claimGate;
  private final Map<SessionId, ReviewVerticle> running = new ConcurrentHashMap<>();
  private final Set<Future<?>> leaving = ConcurrentHashMap.newKeySet();
  private volatile Consumer<SessionId> cutOff = id -> {};
  private volatile boolean over;

  /**
   * @param current what reviews work with that begin now; one that runs keeps what it began with
   * @param runningMax reviews at the same time; others wait
   * @param waitingMax of those; one more is refused with {@code queue_full}
   */
  public ReviewService(
      Vertx vertx,
      SessionRegistry sessionRegistry,
      Supplier<ReviewServices> current,
      IntSupplier runningMax,
      IntSupplier waitingMax) {
    this.vertx = vertx;
    this.sessionRegistry = sessionRegistry;
    this.current = current;
    this.line = new ReviewQueue(runningMax, waitingMax, current.get().reviewMemory());
    this.claimGate = new ClaimGate(vertx, sessionRegistry);
  }

  /** There may be more places than before. */
  public void admitWaiting() {
    line.admitWaiting();
  }

  /** Who is told of a run whose log was lost while it was conducted here; it must not block. */
  public void onCutOff(Consumer<SessionId> listener) {
    cutOff = listener;
  }

  public ReviewLoad load() {
    return new ReviewLoad(running.size(), line.waiting());
  }

  /**
   * Begins a run on the session's current artifact. Completes when its beginning is durable; with a
   * repeated key it answers like the first time. Refused by the rules of the session, with {@code
   * queue_full}, {@code secret_not_sent} or {@code unsupported_claims}.
   */
  public Future<StartOutcome> start(SessionId id, RunRequest request, Actor actor) {
    ReviewServices tools = current.get();
    return leased(id, actor, SecretGate::panel, tools)
        .compose(leasedLog ->
            claimGate
                .look(leasedLog)
                .compose(claims ->
                    start(leasedLog, actor, RunOrigin.of(tools, request, actor, claims))));
  }

  /** Looks for statements that nothing attached shows. */
  public ClaimGate claims() {
    return claimGate;
  }

  /**
   * The state that such a start would lead to; nothing is recorded. Refused like the start.
   *
   * @param session a state that may be in memory only
   */
  public Future<Session> preview(Session session, RunRequest request, Actor actor) {
    if (actor.key() != null && session.memo(actor.key()).isPresent()) {
      return Future.succeededFuture(session);
    }
    ReviewServices tools = current.get();
    return admitted()
        .compose(fine -> SecretGate.of(vertx, tools).preview(session))
        .map(fine -> new StartCommandFactory(tools).preview(session, request, actor));
  }

  /** Fails where no run can begin here now. */
  private Future<Void> admitted() {
    if (over) {
      return Future.failedFuture(
          StorageProblem.SHUTTING_DOWN.exception("the daemon is shutting down"));
    }
    return line.full() ? Future.failedFuture(ReviewQueue.tooMany()) : Future.succeededFuture();
  }

  /**
   * Asks judges about requests for evidence, in a run of their own. Completes when its beginning is
   * durable; refused by the rules of the session, or with {@code queue_full}.
   */
  public Future<StartOutcome> judge(SessionId id, JudgeRequest request, Actor actor) {
    ReviewServices tools = current.get();
    return leased(id, actor, SecretGate.panelAnd(request.judges()), tools)
        .compose(leasedLog -> start(leasedLog, actor, RunOrigin.of(tools, request)));
  }

  private Future<LeasedLog> leased(
      SessionId id, Actor actor, Function<Session, List<String>> asked, ReviewServices tools) {
    SecretGate gate = SecretGate.of(vertx, tools);
    return admitted().compose(fine -> gate.admit(sessionRegistry.lease(id), actor.key(), asked));
  }

  private Future<StartOutcome> start(LeasedLog leasedLog, Actor actor, RunOrigin origin) {
    SessionLog log = leasedLog.log();
    Optional<CommandMemo> before =
        actor.key() == null ? Optional.empty() : log.session().memo(actor.key());
    String run =
        before.map(CommandMemo::subject).orElseGet(() -> StartCommandFactory.next(log.session()));
    SessionCommand command;
    try {
      command = origin.command().apply(log.session(), run);
    } catch (RuntimeException | Error bug) { // else the session would stay busy
      leasedLog.logLease().release();
      throw bug;
    }
    return log.record(command, actor)
        .map(commitResult -> begun(leasedLog, run, commitResult, origin.tools()))
        .onFailure(refused -> leasedLog.logLease().release());
  }

  private StartOutcome begun(
      LeasedLog leasedLog, String run, CommitResult commitResult, ReviewServices tools) {
    if (commitResult.repeated() || !commitResult.session().running()) {
      leasedLog.logLease().release();
    } else {
      SessionLog log = leasedLog.log();
      tools.history().refreshNowAndThen();
      line.enter(
          log.id(),
          ReviewQueue.heap(log.session()),
          () -> conduct(log, leasedLog.logLease(), tools),
          leasedLog.logLease()::release);
    }
    return new StartOutcome(run, commitResult.session(), commitResult.repeated());
  }

  /** How the peers voted so far. */
  public VoteHistory history() {
    return current.get().history();
  }

  /** How many reviews are ahead of one that waits, and itself; 0 when it does not wait. */
  public int position(SessionId id) {
    return line.position(id);
  }

  /** It has a place. */
  private void conduct(SessionLog log, LogLease logLease, ReviewServices tools) {
    ReviewVerticle review = new ReviewVerticle(log, logLease, tools);
    if (running.putIfAbsent(log.id(), review) != null) { // a recovery met a run that just began
      logLease.release();
      return;
    }
    Future<?> life =
        review
            .deployed(vertx)
            .onFailure(failed -> notDeployed(log.id(), review, logLease))
            .compose(id -> review.over().compose(end -> over(log.id(), review, id)));
    leaving.add(life);
    life.onComplete(gone -> leaving.remove(life));
  }

  private Future<Void> over(SessionId id, ReviewVerticle review, String deployment) {
    running.remove(id, review);
    line.leave(id);
    if (review.leftPaused()) { // it may have been resumed since
      sessionRegistry.view(id).onSuccess(view -> goOn(view.session()));
    }
    if (review.cutOff() && !over) {
      cutOff.accept(id);
    }
    return vertx.undeploy(deployment);
  }

  private void notDeployed(SessionId id, ReviewVerticle review, LogLease logLease) {
    running.remove(id, review);
    line.leave(id);
    logLease.release();
  }

  /** Completes when a text may be taken; refused as {@code secret_not_sent} during a run. */
  public Future<Void> admit(SessionId id, String label, List<SecretMatch> secrets) {
    return sessionRegistry
        .view(id)
        .compose(v -> SecretGate.of(vertx, current.get()).admit(v.session(), label, secrets));
  }

  /** What is known before such a run would begin; the state may be in memory only. */
  public PreflightReport preflight(Session session, RunRequest request) {
    return PreflightChecker.of(current.get().peerRegistry(), session, request);
  }

  /** Asks for the end. Completes when that is durable; a running run ends within two seconds. */
  public Future<Session> cancel(SessionId id, String reason, Actor actor) {
    return steer(id, new SessionCommand.RequestCancel(reason), actor);
  }

  /**
   * Steers a session. Completes when that is durable; a running review looks at it at once, and a
   * run that was left alone continues where it may.
   */
  public Future<Session> steer(SessionId id, SessionCommand sessionCommand, Actor actor) {
    return SecretGate.of(vertx, current.get())
        .record(sessionRegistry, id, sessionCommand, actor)
        .map(CommitResult::session)
        .onSuccess(this::goOn);
  }

  /** Has the run executed, if there is one with something to do. */
  private void goOn(Session session) {
    if (session.cancelRequested() && line.expedite(session.id()) || line.waits(session.id())) {
      return;
    }
    ReviewVerticle here = running.get(session.id());
    boolean waits = session.running() && (!session.paused() || session.cancelRequested());
    if (here != null) {
      here.sessionChanged();
    } else if (waits && !over) {
      resume(session.id(), UNATTENDED, true).onFailure(cause -> left(session.id(), cause));
    }
  }

  private static void left(SessionId id, Throwable cause) {
    LOG.atWarn()
        .addKeyValue("session", id)
        .log("the run is not executed here: {}", cause.getMessage());
  }

  /**
   * Continues a run that a crash or a restart cut off; does nothing when none is under way, or when
   * it is conducted here already. A session that another process holds is refused at once with
   * {@code session_busy}: its holder conducts it, or will be found dead at a later try.
   *
   * @param goOn false ends the run with {@code recovered_after_restart} instead
   * @return whether a run was continued or ended
   */
  public Future<Boolean> resume(SessionId id, String node, boolean goOn) {
    if (over || running.containsKey(id) || line.waits(id)) {
      return Future.succeededFuture(false);
    }
    return sessionRegistry.leaseIfFree(id).compose(leasedLog -> resume(leasedLog, node, goOn));
  }

  private Future<Boolean> resume(LeasedLog leasedLog, String node, boolean goOn) {
    SessionLog log = leasedLog.log();
    if (!log.session().running() || running.containsKey(log.id())) {
      leasedLog.logLease().release();
      return Future.succeededFuture(false);
    }
    boolean whole = node.equals(UNATTENDED) && log.session().openCalls().isEmpty();
    Future<?> ready =
        whole
            ? Future.succeededFuture()
            : log.record(new SessionCommand.Recover(node), Actor.DAEMON);
    return ready
        .compose(recovered -> goOn ? goOn(leasedLog) : mark(leasedLog))
        .onFailure(refused -> leasedLog.logLease().release());
  }

  private Future<Boolean> goOn(LeasedLog leasedLog) {
    SessionLog log = leasedLog.log();
    ReviewServices tools = current.get();
    line.enterAccepted( // it was accepted before the crash, so it is not refused now
        log.id(),
        ReviewQueue.heap(log.session()),
        () -> conduct(log, leasedLog.logLease(), tools),
        leasedLog.logLease()::release);
    return Future.succeededFuture(true);
  }

  private Future<Boolean> mark(LeasedLog leasedLog) {
    SessionCommand end =
        new SessionCommand.EndRun(EndReason.RECOVERED_AFTER_RESTART, "setting recovery is mark");
    return leasedLog
        .log()
        .record(end, Actor.DAEMON)
        .onSuccess(ended -> leasedLog.logLease().release())
        .map(true);
  }

  /** Stops conducting; what runs stays resumable. */
  public Future<Void> close() {
    over = true;
    line.close();
    running.values().forEach(ReviewVerticle::halt);
    return Future.join(List.copyOf(leaving)).mapEmpty();
  }
}

package crossreview.review;

import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.call.PreflightReport;
import crossreview.model.run.EndReason;
import crossreview.session.Session;
import crossreview.session.Session.CommandMemo;
import crossreview.session.command.SessionCommand;
import crossreview.store.Cause;
import crossreview.store.Hold;
import crossreview.store.Recorded;
import crossreview.store.SessionLog;
import crossreview.store.Sessions;
import crossreview.store.Sessions.Held;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts, cancels and resumes reviews. Any thread. */
public final class Reviews {
  private static final Logger LOG = LoggerFactory.getLogger(Reviews.class);

  /** Where a run goes on that nobody crashed. */
  private static final String UNATTENDED = "here";

  private final Vertx vertx;
  private final Sessions sessions;
  private final ReviewTools tools;
  private final ReviewLine line;
  private final Map<SessionId, ReviewVerticle> running = new ConcurrentHashMap<>();
  private final Set<Future<?>> leaving = ConcurrentHashMap.newKeySet();
  private volatile boolean over;

  /**
   * @param runningMax reviews at the same time; others wait
   * @param waitingMax of those; one more is refused with {@code queue_full}
   */
  public Reviews(
      Vertx vertx, Sessions sessions, ReviewTools tools, int runningMax, int waitingMax) {
    this.vertx = vertx;
    this.sessions = sessions;
    this.tools = tools;
    this.line = new ReviewLine(runningMax, waitingMax);
  }

  public int running() {
    return running.size();
  }

  /**
   * Begins a run on the session's current artifact. Completes when its beginning is durable; with a
   * repeated key it answers like the first time. Refused by the law, or with {@code queue_full}.
   */
  public Future<Started> start(SessionId id, RunRequest request, Cause cause) {
    return start(
        id,
        cause,
        (session, run) ->
            new SessionCommand.StartRun(
                run,
                request.runMode(),
                request.maxRounds(),
                request.callerStatus(),
                tools.randomness().seed(id, cause.key()),
                request.reasoningEffort(),
                Preflights.of(tools.roster(), session, request)));
  }

  /**
   * Asks judges about requests for evidence, in a run of their own. Completes when its beginning is
   * durable; refused by the law, or with {@code queue_full}.
   */
  public Future<Started> judge(SessionId id, JudgeRequest request, Cause cause) {
    return start(
        id,
        cause,
        (session, run) ->
            new SessionCommand.StartJudging(
                run, request.judges(), request.findings(), request.mode(), request.consensus()));
  }

  private Future<Started> start(
      SessionId id, Cause cause, BiFunction<Session, String, SessionCommand> beginning) {
    if (over) {
      return Future.failedFuture(shuttingDown());
    }
    if (line.full()) {
      return Future.failedFuture(ReviewLine.tooMany());
    }
    return sessions.hold(id).compose(held -> start(held, cause, beginning));
  }

  private Future<Started> start(
      Held held, Cause cause, BiFunction<Session, String, SessionCommand> beginning) {
    SessionLog log = held.log();
    Optional<CommandMemo> before =
        cause.key() == null ? Optional.empty() : log.session().memo(cause.key());
    String run = before.map(CommandMemo::subject).orElse("r" + (log.session().runs() + 1));
    return log.record(beginning.apply(log.session(), run), cause)
        .map(recorded -> begun(held, run, recorded))
        .onFailure(refused -> held.hold().release());
  }

  private static void noHistory(Throwable cause) {
    LOG.atWarn().log("the history of votes could not be read: {}", cause.getMessage());
  }

  private Started begun(Held held, String run, Recorded recorded) {
    if (recorded.repeated() || !recorded.session().running()) {
      held.hold().release();
    } else {
      SessionLog log = held.log();
      tools.history().refreshNowAndThen().onFailure(Reviews::noHistory);
      line.enter(log.id(), () -> conduct(log, held.hold()), held.hold()::release);
    }
    return new Started(run, recorded.session(), recorded.repeated());
  }

  /** How the peers voted so far. */
  public VoteHistory history() {
    return tools.history();
  }

  /** How many reviews are ahead of one that waits, and itself; 0 when it does not wait. */
  public int position(SessionId id) {
    return line.position(id);
  }

  /** It has a place. */
  private void conduct(SessionLog log, Hold hold) {
    ReviewVerticle review = new ReviewVerticle(log, hold, tools);
    if (running.putIfAbsent(log.id(), review) != null) { // a recovery met a run that just began
      hold.release();
      line.leave();
      return;
    }
    Future<?> life =
        deployed(review)
            .onFailure(failed -> notDeployed(log.id(), review, hold))
            .compose(
                deployment -> review.over().compose(end -> over(log.id(), review, deployment)));
    leaving.add(life);
    life.onComplete(gone -> leaving.remove(life));
  }

  /**
   * Deploys from a thread of its own: a verticle that is deployed on the context of another one
   * goes when that one goes.
   */
  private Future<String> deployed(ReviewVerticle review) {
    Promise<String> deployment = Promise.promise();
    Thread.ofVirtual()
        .name("review-deploy")
        .start(() -> vertx.deployVerticle(review, ReviewVerticle.options()).onComplete(deployment));
    return deployment.future();
  }

  private Future<Void> over(SessionId id, ReviewVerticle review, String deployment) {
    running.remove(id, review);
    line.leave();
    if (review.leftPaused()) { // it may have been let go on since
      sessions.view(id).onSuccess(view -> goOn(view.session()));
    }
    return vertx.undeploy(deployment);
  }

  private void notDeployed(SessionId id, ReviewVerticle review, Hold hold) {
    running.remove(id, review);
    line.leave();
    hold.release();
  }

  /** What is known before such a run would begin; nothing is recorded. */
  public Future<PreflightReport> preflight(SessionId id, RunRequest request) {
    return sessions.view(id).map(view -> Preflights.of(tools.roster(), view.session(), request));
  }

  /** Asks for the end. Completes when that is durable; a running run ends within two seconds. */
  public Future<Session> cancel(SessionId id, String reason, Cause cause) {
    return sessions
        .record(id, new SessionCommand.RequestCancel(reason), cause)
        .map(recorded -> {
          goOn(recorded.session());
          return recorded.session();
        });
  }

  /**
   * Steers a session. Completes when that is durable; a running review looks at it at once, and a
   * run that was left alone goes on where it may.
   */
  public Future<Session> steer(SessionId id, SessionCommand sessionCommand, Cause cause) {
    return sessions
        .record(id, sessionCommand, cause)
        .map(recorded -> {
          goOn(recorded.session());
          return recorded.session();
        });
  }

  /** Somebody conducts the run, if there is one with something to do. */
  private void goOn(Session session) {
    if (session.cancelRequested() && line.hurry(session.id()) || line.waits(session.id())) {
      return;
    }
    ReviewVerticle here = running.get(session.id());
    boolean waits = session.running() && (!session.paused() || session.cancelRequested());
    if (here != null) {
      here.look();
    } else if (waits && !over) {
      resume(session.id(), UNATTENDED, true).onFailure(cause -> left(session.id(), cause));
    }
  }

  private static void left(SessionId id, Throwable cause) {
    LOG.atWarn()
        .addKeyValue("session", id)
        .log("the run is not conducted here: {}", cause.getMessage());
  }

  /**
   * Continues a run that a crash or a restart cut off; does nothing when none is under way, or when
   * it is conducted here already. A session that somebody else holds is refused at once with {@code
   * session_busy}: its holder conducts it, or will be found dead at a later try.
   *
   * @param goOn false ends the run with {@code recovered_after_restart} instead
   * @return whether a run was continued or ended
   */
  public Future<Boolean> resume(SessionId id, String node, boolean goOn) {
    if (over || running.containsKey(id) || line.waits(id)) {
      return Future.succeededFuture(false);
    }
    line.squeeze(); // what was accepted before the crash neither waits nor is refused now
    return sessions
        .holdIfFree(id)
        .compose(held -> resume(held, node, goOn))
        .onFailure(refused -> line.leave());
  }

  private Future<Boolean> resume(Held held, String node, boolean goOn) {
    SessionLog log = held.log();
    if (!log.session().running() || running.containsKey(log.id())) {
      held.hold().release();
      line.leave();
      return Future.succeededFuture(false);
    }
    boolean whole = node.equals(UNATTENDED) && log.session().openCalls().isEmpty();
    Future<?> ready =
        whole
            ? Future.succeededFuture()
            : log.record(new SessionCommand.Recover(node), Cause.DAEMON);
    return ready
        .compose(recovered -> goOn ? goOn(held) : mark(held))
        .onFailure(refused -> held.hold().release());
  }

  private Future<Boolean> goOn(Held held) {
    conduct(held.log(), held.hold());
    return Future.succeededFuture(true);
  }

  private Future<Boolean> mark(Held held) {
    SessionCommand end =
        new SessionCommand.EndRun(EndReason.RECOVERED_AFTER_RESTART, "setting recovery is mark");
    return held.log()
        .record(end, Cause.DAEMON)
        .map(ended -> {
          held.hold().release();
          line.leave();
          return true;
        });
  }

  /** Stops conducting; what runs stays resumable. */
  public Future<Void> close() {
    over = true;
    line.close();
    running.values().forEach(ReviewVerticle::halt);
    return Future.join(List.copyOf(leaving)).mapEmpty();
  }

  private static ProblemException shuttingDown() {
    return new ProblemException(
        Problem.unavailable("shutting_down", "the daemon is shutting down"));
  }
}

package crossreview.review;

import crossreview.model.ProblemException;
import crossreview.session.Session;
import crossreview.store.log.LogLease;
import crossreview.store.log.SessionLog;
import crossreview.time.TimerService;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running run on a virtual thread of its own, from its first step to its end. */
final class ReviewVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(ReviewVerticle.class);

  private static final Duration SOON = Duration.ofMillis(1);

  private final SessionLog log;
  private final LogLease logLease;
  private final ReviewServices tools;
  private final Promise<Void> begun = Promise.promise();
  private final Promise<Void> over = Promise.promise();
  private volatile boolean cutOff;
  private ReviewLoop reviewLoop;
  private TimerService.TimerHandle wallClock = () -> {};

  ReviewVerticle(SessionLog log, LogLease logLease, ReviewServices tools) {
    this.log = log;
    this.logLease = logLease;
    this.tools = tools;
  }

  /**
   * Deploys it from a thread of its own: a verticle that is deployed on the context of another one
   * goes when that one goes. Completes with the deployment's id.
   */
  Future<String> deployed(Vertx vertx) {
    DeploymentOptions options =
        new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD);
    Promise<String> deployment = Promise.promise();
    Thread.ofVirtual()
        .name("review-deploy")
        .start(() -> vertx.deployVerticle(this, options).onComplete(deployment));
    return deployment.future();
  }

  @Override
  public Future<?> start() {
    reviewLoop = new ReviewLoop(log, tools, new InFlightCalls(context));
    log.onClosed(why -> onScript(() -> reviewLoop.broken(new ProblemException(why))));
    context.runOnContext(v -> perform());
    begun.complete();
    return Future.succeededFuture();
  }

  private void perform() {
    awaitEnd();
    try {
      reviewLoop.run();
      logEnd(log.session());
    } catch (ProblemException lost) {
      cutOff = true;
      LOG.atWarn()
          .addKeyValue("session", log.id())
          .log("the review stopped and can be resumed: {}", lost.getMessage());
    } catch (Exception e) {
      failed(e);
    } finally {
      wallClock.cancel();
      logLease.release();
      over.complete();
    }
  }

  private static void logEnd(Session session) {
    if (session.running()) {
      LOG.atInfo()
          .addKeyValue("session", session.id())
          .log("the run was stopped and can be resumed");
      return;
    }
    LOG.atInfo()
        .addKeyValue("session", session.id())
        .addKeyValue("run", session.run().id())
        .addKeyValue("result", session.run().ended().result().wireName())
        .addKeyValue("reason", session.run().ended().reason().wireName())
        .addKeyValue("rounds", session.run().rounds())
        .addKeyValue("cost", session.cost())
        .log("the run ended");
  }

  private void failed(Exception cause) {
    if (cause instanceof InterruptedException) { // Vert.x was closed first, as in a killed process
      LOG.atWarn()
          .addKeyValue("session", log.id())
          .log("the review was interrupted and can be resumed");
    } else {
      LOG.atError().addKeyValue("session", log.id()).setCause(cause).log("the review failed");
    }
  }

  /** Rings when the run's wall clock is used up, as it is now. On the script's context. */
  private void awaitEnd() {
    wallClock.cancel();
    Session session = log.session();
    if (session.running()) {
      Duration left = session.wallClockLeft(tools.clock().now());
      Duration wait = left.compareTo(SOON) < 0 ? SOON : left;
      wallClock = tools.timerService().after(wait, () -> onScript(this::endReached));
    }
  }

  /** A pause moves the end while it lasts. */
  private void endReached() {
    Session session = log.session();
    if (session.running() && session.wallClockLeft(tools.clock().now()).isPositive()) {
      awaitEnd();
    } else {
      reviewLoop.timeUp();
    }
  }

  /** Runs a task between two awaits of the script, once the script has begun. */
  private void onScript(Runnable task) {
    begun.future().onSuccess(v -> context.runOnContext(w -> task.run()));
  }

  /** The session was changed by another command, for example its limits. Any thread. */
  void sessionChanged() {
    onScript(() -> {
      if (!over.future().isComplete()) {
        awaitEnd();
      }
      reviewLoop.sessionChanged();
    });
  }

  /** Completes when the script is over; the run stays resumable. Any thread. */
  Future<Void> halt() {
    onScript(() -> reviewLoop.stop()); // it may not have begun
    return over.future();
  }

  /** Whether the script is over because the session is paused. */
  boolean leftPaused() {
    return reviewLoop.leftPaused();
  }

  /** Whether the script is over because the session's log was lost. */
  boolean cutOff() {
    return cutOff;
  }

  /** Completes when the script is over. */
  Future<Void> over() {
    return over.future();
  }
}

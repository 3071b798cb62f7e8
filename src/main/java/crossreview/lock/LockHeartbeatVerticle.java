package crossreview.lock;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Touches every held lock, on a worker pool of its own, so that no other load delays a heartbeat. */
public final class LockHeartbeatVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(LockHeartbeatVerticle.class);
  private static final int THREADS = 4; // one hanging disk call must not hold up the other locks
  private static final Duration STOP_MAX = Duration.ofSeconds(1); // a beat takes a millisecond

  private final FolderLock locks;
  private final Map<HeldLock, Future<Void>> beats = new HashMap<>(); // on this verticle's context
  private long timer;

  public LockHeartbeatVerticle(FolderLock locks) {
    this.locks = locks;
  }

  /** How it wants to be deployed: threads {@code lock-heartbeat-0} to {@code -3}. */
  public static DeploymentOptions options() {
    return new DeploymentOptions()
        .setThreadingModel(ThreadingModel.WORKER)
        .setWorkerPoolName("lock-heartbeat")
        .setWorkerPoolSize(THREADS);
  }

  @Override
  public Future<?> start() {
    timer = vertx.setPeriodic(locks.parts().timings().update().toMillis(), id -> beatAll());
    return Future.succeededFuture();
  }

  /** A lock whose last beat still hangs is left out, so that a hanging disk collects no tasks. */
  private void beatAll() {
    for (HeldLock lock : locks.held()) {
      if (!beats.containsKey(lock)) {
        beat(lock);
      }
    }
  }

  private void beat(HeldLock lock) {
    Future<Void> beat = context.executeBlocking(() -> beatNow(lock), false);
    beats.put(lock, beat); // Before the listener: a beat that is over already is removed at once.
    beat.onFailure(e -> LOG.atError().setCause(e).log("a heartbeat broke"))
        .onComplete(done -> beats.remove(lock));
  }

  private static Void beatNow(HeldLock lock) {
    lock.beat();
    return null;
  }

  /** Completes when no beat is under way any more, or when one has hung for too long. */
  @Override
  public Future<?> stop() {
    vertx.cancelTimer(timer);
    Future<?> all = Future.join(List.copyOf(beats.values()));
    return Future.any(all, vertx.timer(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS))
        .otherwiseEmpty();
  }
}

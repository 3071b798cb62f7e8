package crossreview.lock;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Touches every held lock, on a worker pool of its own, so that no other load delays a heartbeat. */
public final class LockHeartbeatVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(LockHeartbeatVerticle.class);
  private static final int THREADS = 4; // one hanging disk call must not hold up the other locks

  private final FolderLock locks;
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

  private void beatAll() {
    for (HeldLock lock : locks.held()) {
      context
          .executeBlocking(() -> beat(lock), false)
          .onFailure(e -> LOG.atError().setCause(e).log("a heartbeat broke"));
    }
  }

  private static Void beat(HeldLock lock) {
    lock.beat();
    return null;
  }

  @Override
  public Future<?> stop() {
    vertx.cancelTimer(timer);
    return Future.succeededFuture();
  }
}

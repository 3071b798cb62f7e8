package crossreview.lock;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;

/** Touches every held lock, on a worker pool of its own, so that no other load delays a heartbeat. */
public final class LockHeartbeatVerticle extends VerticleBase {
  private static final int THREADS = 4; // one hanging disk call must not hold up the other locks

  private final FolderLock locks;
  private long timer;

  public LockHeartbeatVerticle(FolderLock locks) {
    this.locks = locks;
  }

  /** How it wants to be deployed. */
  public static DeploymentOptions options() {
    return new DeploymentOptions()
        .setThreadingModel(ThreadingModel.WORKER)
        .setWorkerPoolName("lock-heartbeat")
        .setWorkerPoolSize(THREADS);
  }

  @Override
  public Future<?> start() {
    timer = vertx.setPeriodic(locks.timings().update().toMillis(), id -> beatAll());
    return Future.succeededFuture();
  }

  private void beatAll() {
    for (HeldLock lock : locks.held()) {
      context.executeBlocking(
          () -> {
            lock.beat();
            return null;
          },
          false);
    }
  }

  @Override
  public Future<?> stop() {
    vertx.cancelTimer(timer);
    return Future.succeededFuture();
  }
}

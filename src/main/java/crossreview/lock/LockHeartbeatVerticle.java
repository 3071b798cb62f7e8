package crossreview.lock;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;

/**
 * Touches every held lock, on a worker pool of its own, so that no other load delays a heartbeat.
 *
 * <p>It deploys one {@link HeartbeatWorker} for each thread of the pool. All of them look after all
 * locks, so a disk call that hangs takes one thread away and delays no other lock.
 */
public final class LockHeartbeatVerticle extends VerticleBase {
  private static final int PULSES = 4; // so three folders may hang before the others feel it

  private final LockService locks;

  public LockHeartbeatVerticle(LockService locks) {
    this.locks = locks;
  }

  /** How it wants to be deployed: on the threads {@code lock-heartbeat-0} to {@code -3}. */
  public static DeploymentOptions options() {
    return new DeploymentOptions()
        .setThreadingModel(ThreadingModel.WORKER)
        .setWorkerPoolName("lock-heartbeat")
        .setWorkerPoolSize(PULSES);
  }

  @Override
  public Future<?> start() {
    return vertx.deployVerticle(() -> new HeartbeatWorker(locks), options().setInstances(PULSES));
  }

  /** One thread of the heartbeat. It stops between two beats, never within one. */
  private static final class HeartbeatWorker extends VerticleBase {
    private final LockService locks;
    private final long intervalMillis;
    private long timer;
    private boolean stopped;

    HeartbeatWorker(LockService locks) {
      this.locks = locks;
      // Looking twice as often as a beat is due keeps two beats at most one update apart.
      this.intervalMillis = Math.max(1, locks.parts().timings().update().toMillis() / 2);
    }

    @Override
    public Future<?> start() {
      next();
      return Future.succeededFuture();
    }

    /** One timer after the other: while a beat hangs no ticks pile up. */
    private void next() {
      if (!stopped) {
        timer = vertx.setTimer(intervalMillis, id -> heartbeatAll());
      }
    }

    private void heartbeatAll() {
      try {
        for (HeldLock lock : locks.held()) {
          lock.heartbeatIfDue(locks.parts().timings().update().dividedBy(2));
        }
      } finally {
        next();
      }
    }

    /** Completes after a tick that was on its way already. */
    @Override
    public Future<?> stop() {
      stopped = true;
      vertx.cancelTimer(timer);
      Promise<Void> turn = Promise.promise();
      context.runOnContext(done -> turn.complete());
      return turn.future();
    }
  }
}

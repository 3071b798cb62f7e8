package crossreview.maintenance;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the recovery and finishes contests at the start and by timer, never two at the same time.
 */
public final class RecoveryVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(RecoveryVerticle.class);
  private static final Duration EVERY =
      Duration.ofSeconds(30); // a dead process is noticed soon enough

  private final RunRecovery runRecovery;
  private final ContestService contestService;
  private final Supplier<Future<Integer>> lookAround;
  private final Supplier<Future<Void>> giveBack;
  private long timer = -1;

  /**
   * @param lookAround finds sessions that other processes made
   * @param giveBack gives others what this daemon holds and does not use
   */
  public RecoveryVerticle(
      RunRecovery runRecovery,
      ContestService contestService,
      Supplier<Future<Integer>> lookAround,
      Supplier<Future<Void>> giveBack) {
    this.runRecovery = runRecovery;
    this.contestService = contestService;
    this.lookAround = lookAround;
    this.giveBack = giveBack;
  }

  @Override
  public Future<?> start() {
    recover();
    return Future.succeededFuture();
  }

  private void recover() {
    lookAround
        .get()
        .compose(seen -> runRecovery.run())
        .onSuccess(this::log)
        .onFailure(bug -> LOG.atError().setCause(bug).log("the recovery failed"))
        .eventually(contestService::finish)
        .eventually(() -> giveBack.get().onFailure(RecoveryVerticle::kept))
        .onComplete(done -> timer = vertx.setTimer(EVERY.toMillis(), id -> recover()));
  }

  private static void kept(Throwable cause) {
    LOG.atWarn().log("unused budget was not returned: {}", cause.toString());
  }

  private void log(int taken) {
    if (taken > 0) {
      LOG.atInfo().addKeyValue("runs", taken).log("interrupted runs are continued");
    }
  }

  @Override
  public Future<?> stop() {
    vertx.cancelTimer(timer);
    return Future.succeededFuture();
  }
}

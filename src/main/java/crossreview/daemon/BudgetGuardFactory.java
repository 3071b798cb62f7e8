package crossreview.daemon;

import crossreview.call.BudgetClaimants;
import crossreview.call.BudgetExecutors;
import crossreview.call.BudgetGuard;
import crossreview.call.BudgetLimits;
import crossreview.lock.LinuxProcessTable;
import crossreview.settings.Settings;
import crossreview.time.SystemTime;
import crossreview.time.VertxTimerService;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The guard of the day's money, with its threads and what it reads. */
final class BudgetGuardFactory {
  /** Vert.x warns of longer ones: 100,000 sessions of a day take less. */
  private static final Duration SETTLEMENT_MAX = Duration.ofMinutes(5);

  private BudgetGuardFactory() {}

  static BudgetGuard make(
      ConfigReference current,
      StorageModule storageModule,
      String node,
      Vertx vertx,
      SecureRandom random) {
    SystemTime time = new SystemTime();
    BudgetClaimants.ClaimantContext claimants =
        new BudgetClaimants.ClaimantContext(
            new LinuxProcessTable(),
            node,
            time,
            time,
            random,
            storageModule.sessionRegistry().claimCosts()::spent,
            storageModule.sessionRegistry().health()::report);
    WorkerExecutor reservations = vertx.createSharedWorkerExecutor("money", 1);
    WorkerExecutor settlement =
        vertx.createSharedWorkerExecutor(
            "settlement", 1, SETTLEMENT_MAX.toSeconds(), TimeUnit.SECONDS);
    return new BudgetGuard(
        () -> limits(current.get().settings().limits()),
        storageModule.dir().root().resolve("money"),
        claimants,
        new BudgetExecutors(reservations::executeBlocking, settlement::executeBlocking),
        new VertxTimerService(vertx));
  }

  private static BudgetLimits limits(Settings.LimitSettings limits) {
    return new BudgetLimits(limits.callUsd(), limits.callerDayUsd(), limits.dayUsd());
  }
}

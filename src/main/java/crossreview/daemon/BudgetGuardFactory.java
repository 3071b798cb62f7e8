package crossreview.daemon;

import crossreview.call.BudgetClaimants;
import crossreview.call.BudgetGuard;
import crossreview.call.BudgetLimits;
import crossreview.lock.LinuxProcessTable;
import crossreview.settings.Settings;
import crossreview.time.SystemTime;
import crossreview.time.VertxTimerService;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.security.SecureRandom;

/** The guard of the day's money, with its thread and what it reads. */
final class BudgetGuardFactory {
  private BudgetGuardFactory() {}

  static BudgetGuard make(
      Settings settings,
      StorageModule storageModule,
      String node,
      Vertx vertx,
      SecureRandom random) {
    Settings.LimitSettings limits = settings.limits();
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
    WorkerExecutor worker = vertx.createSharedWorkerExecutor("money", 1);
    return new BudgetGuard(
        new BudgetLimits(limits.callUsd(), limits.callerDayUsd(), limits.dayUsd()),
        settings.dataDir().resolve("money"),
        claimants,
        worker::executeBlocking,
        new VertxTimerService(vertx));
  }
}

package crossreview.offline;

import crossreview.maintenance.RepairJob;
import crossreview.maintenance.SessionRepair.RepairOutcome;
import crossreview.model.SessionId;
import crossreview.settings.Settings;
import crossreview.store.log.Actor;
import io.vertx.core.Future;
import java.util.concurrent.Callable;

/** Repairs one session, beside a daemon or without one. Blocks. */
public final class OfflineRepair {
  /** The largest journal is read several times. */
  private static final long SECONDS = 600;

  private OfflineRepair() {}

  public static RepairOutcome repair(Settings settings, SessionId id) {
    return OfflineStore.run(
        settings,
        (storageModule, time) ->
            OfflineStore.await(
                new RepairJob(
                        storageModule.sessionRegistry(),
                        storageModule.locks(),
                        time,
                        OfflineRepair::here)
                    .run(id, Actor.DAEMON),
                SECONDS));
  }

  private static Future<RepairOutcome> here(Callable<RepairOutcome> task) {
    try {
      return Future.succeededFuture(task.call());
    } catch (Exception e) {
      return Future.failedFuture(e);
    }
  }
}

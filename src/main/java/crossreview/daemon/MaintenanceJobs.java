package crossreview.daemon;

import crossreview.maintenance.IdleSweep;
import crossreview.maintenance.MaintenanceVerticle;
import crossreview.maintenance.MaintenanceVerticle.RetentionPolicy;
import crossreview.maintenance.OrphanCleanup;
import crossreview.maintenance.RepairJob;
import crossreview.maintenance.RetentionJob;
import crossreview.maintenance.RunRecovery;
import crossreview.settings.Settings;
import crossreview.time.SystemTime;
import io.vertx.core.Vertx;
import java.time.Duration;

/** Work on all sessions, on request and once a day. */
record MaintenanceJobs(
    IdleSweep idleSweep,
    RetentionJob retentionJob,
    OrphanCleanup orphanCleanup,
    RepairJob repairJob,
    RunRecovery runRecovery) {
  private static final Duration FIRST = Duration.ofMinutes(10);

  static MaintenanceJobs of(StorageModule storageModule, RunRecovery runRecovery, Vertx vertx) {
    SystemTime time = new SystemTime();
    return new MaintenanceJobs(
        new IdleSweep(storageModule.sessionRegistry(), time),
        new RetentionJob(
            storageModule.sessionRegistry(),
            storageModule.locks(),
            time,
            task -> vertx.executeBlocking(task, false)),
        new OrphanCleanup(
            storageModule.sessionRegistry(),
            storageModule.locks(),
            time,
            task -> vertx.executeBlocking(task, false)),
        new RepairJob(
            storageModule.sessionRegistry(),
            storageModule.locks(),
            time,
            task -> vertx.executeBlocking(task, false)),
        runRecovery);
  }

  /** By the settings that are in force when a pass begins. */
  MaintenanceVerticle daily(ConfigReference current) {
    return new MaintenanceVerticle(
        idleSweep, retentionJob, () -> policy(current.get().settings().retention()), FIRST);
  }

  private static RetentionPolicy policy(Settings.RetentionSettings terms) {
    return new RetentionPolicy(terms.closeIdle(), terms.keep(), terms.archive());
  }
}

package crossreview.offline;

import crossreview.daemon.StorageModule;
import crossreview.lock.HeldLock;
import crossreview.maintenance.SessionRepair;
import crossreview.model.SessionId;
import crossreview.session.command.SessionCommand;
import crossreview.settings.Settings;
import crossreview.store.log.Actor;
import crossreview.time.SystemTime;
import crossreview.time.TimestampFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Repairs one session, beside a daemon or without one. Blocks. */
public final class OfflineRepair {
  private static final Duration WAIT =
      Duration.ofSeconds(26); // as long as the daemon waits for a lock

  private final RepairContext repairContext;

  private OfflineRepair(RepairContext repairContext) {
    this.repairContext = repairContext;
  }

  /** What a repair needs of an opened data directory. */
  record RepairContext(StorageModule storageModule, SystemTime time) {}

  public static SessionRepair.RepairOutcome repair(Settings settings, SessionId id) {
    return OfflineStore.run(
        settings,
        (storageModule, time) ->
            new OfflineRepair(new RepairContext(storageModule, time)).repair(id));
  }

  private SessionRepair.RepairOutcome repair(SessionId id) throws IOException {
    StorageModule storageModule = repairContext.storageModule();
    String stamp = TimestampFormat.format(repairContext.time().now());
    HeldLock lock =
        storageModule
            .locks()
            .acquire(storageModule.dir().session(id), WAIT)
            .toCompletableFuture()
            .join();
    SessionRepair.RepairOutcome repairOutcome;
    try {
      repairOutcome = SessionRepair.run(storageModule.dir().session(id), id, stamp);
    } finally {
      lock.release().toCompletableFuture().join();
    }
    Path kept = repairOutcome.kept();
    if (kept != null && !repairOutcome.done().isEmpty()) {
      note(
          id, String.join("; ", repairOutcome.done()) + "; kept in replaced/" + kept.getFileName());
    }
    return repairOutcome;
  }

  /** What was done is in the journal; writing it makes the views again. */
  private void note(SessionId id, String what) {
    OfflineStore.await(
        repairContext
            .storageModule()
            .sessionRegistry()
            .record(id, new SessionCommand.Append("repaired", what), Actor.DAEMON));
  }
}

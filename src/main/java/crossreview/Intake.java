package crossreview;

import crossreview.journal.RealFiles;
import crossreview.lock.LockHeartbeatVerticle;
import crossreview.model.Problem;
import crossreview.model.Refused;
import crossreview.model.SessionId;
import crossreview.report.ViewFiles;
import crossreview.settings.Settings;
import crossreview.store.AtomicReplace;
import crossreview.time.SystemTime;
import crossreview.time.VertxTimers;
import crossreview.upkeep.Arrivals;
import crossreview.upkeep.reference.ReferenceImport;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Takes sessions into a data directory, beside a daemon or without one. Blocks. */
final class Intake {
  private static final long CLOSE_SECONDS = 30;

  private final Settings settings;

  Intake(Settings settings) {
    this.settings = settings;
  }

  /** Hears of each session that was looked at. */
  interface Told {
    void line(String name, String what, List<String> notes);
  }

  /** Takes in a bundle, or all sessions of a data directory of the reference system. */
  void take(Path from, Told told) {
    Vertx vertx = Vertx.vertx();
    SecureRandom random = new SecureRandom();
    Machinery machinery = Machinery.open(settings, vertx, new SystemTime(), random);
    VertxTimers timers = new VertxTimers(vertx);
    machinery
        .sessions()
        .show(
            new ViewFiles(
                AtomicReplace.undurable(new RealFiles(), timers, machinery.disk()),
                AtomicReplace.durable(new RealFiles(), timers, machinery.disk())));
    try {
      await(
          vertx.deployVerticle(
              new LockHeartbeatVerticle(machinery.locks()), LockHeartbeatVerticle.options()));
      if (Files.isDirectory(from)) {
        new ReferenceImport(machinery.sessions(), settings.digest())
            .directory(from, line -> told.line(line.folder(), line.what(), line.notes()));
      } else {
        try (InputStream bundle = Files.newInputStream(from)) {
          String unique = Long.toHexString(random.nextLong());
          SessionId id = new Arrivals(settings.dataDir()).take(bundle, unique);
          told.line(id.value(), "imported", List.of());
        }
      }
    } catch (IOException e) {
      throw new Refused(
          Problem.unavailable("storage_failed", "cannot take in " + from + ": " + e.getMessage()));
    } finally {
      close(machinery, vertx);
    }
  }

  private static void close(Machinery machinery, Vertx vertx) {
    try {
      await(machinery.sessions().close().eventually(vertx::close));
    } finally {
      machinery.stop();
    }
  }

  private static void await(Future<?> future) {
    future
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(CLOSE_SECONDS, TimeUnit.SECONDS)
        .join();
  }
}

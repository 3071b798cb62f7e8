package crossreview;

import crossreview.journal.file.DiskFiles;
import crossreview.lock.LockHeartbeatVerticle;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.report.ViewWriter;
import crossreview.settings.Settings;
import crossreview.store.disk.AtomicWriter;
import crossreview.time.SystemTime;
import crossreview.time.VertxTimers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Opens a data directory for one piece of work, beside a daemon or without one. Blocks. */
final class AtHome {
  private static final long SECONDS = 60;

  private AtHome() {}

  /** The work, with a store that beats its locks and writes views. */
  @FunctionalInterface
  interface Work<T> {
    T run(Machinery machinery, SystemTime time) throws IOException;
  }

  static <T> T with(Settings settings, Work<T> work) {
    Vertx vertx = Vertx.vertx();
    SystemTime time = new SystemTime();
    SecureRandom random = new SecureRandom();
    Keyring keys = Keyring.of(settings, Environment.ofProcess().variables(), random);
    Machinery machinery = Machinery.open(settings, keys, vertx, time, random);
    VertxTimers timers = new VertxTimers(vertx);
    machinery
        .sessionRegistry()
        .setViewUpdater(
            new ViewWriter(AtomicWriter.nonDurable(new DiskFiles(), timers, machinery.disk())));
    try {
      await(
          vertx.deployVerticle(
              new LockHeartbeatVerticle(machinery.locks()), LockHeartbeatVerticle.options()));
      return work.run(machinery, time);
    } catch (IOException e) {
      throw new ProblemException(
          Problem.unavailable(
              "storage_failed", "the disk does not do its part: " + e.getMessage()));
    } catch (CompletionException e) {
      throw e.getCause() instanceof ProblemException problemException ? problemException : e;
    } finally {
      close(machinery, vertx);
    }
  }

  private static void close(Machinery machinery, Vertx vertx) {
    try {
      await(machinery.sessionRegistry().close().eventually(vertx::close));
    } finally {
      machinery.stop();
    }
  }

  static <T> T await(Future<T> future) {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(SECONDS, TimeUnit.SECONDS)
        .join();
  }
}

package crossreview.offline;

import crossreview.daemon.StorageModule;
import crossreview.file.StorageProblems;
import crossreview.lock.LockHeartbeatVerticle;
import crossreview.model.ProblemException;
import crossreview.peer.factory.PeerKeyring;
import crossreview.process.Environment;
import crossreview.settings.Settings;
import crossreview.time.SystemTime;
import crossreview.time.VertxTimerService;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Opens a data directory for one piece of work, beside a daemon or without one. Blocks. */
final class OfflineStore {
  private static final long SECONDS = 60;

  private OfflineStore() {}

  /** The work, with a store that beats its locks and writes views. */
  @FunctionalInterface
  interface OfflineTask<T> {
    T run(StorageModule storageModule, SystemTime time) throws IOException;
  }

  static <T> T run(Settings settings, OfflineTask<T> offlineTask) {
    Vertx vertx = Vertx.vertx();
    SystemTime time = new SystemTime();
    SecureRandom random = new SecureRandom();
    PeerKeyring keys = PeerKeyring.of(settings, Environment.ofProcess().variables());
    StorageModule storageModule = StorageModule.open(settings, keys, vertx, time, random);
    VertxTimerService timers = new VertxTimerService(vertx);
    storageModule.sessionRegistry().setViewUpdater(storageModule.views(timers));
    try {
      await(
          vertx.deployVerticle(
              new LockHeartbeatVerticle(storageModule.locks()), LockHeartbeatVerticle.options()));
      return offlineTask.run(storageModule, time);
    } catch (IOException e) {
      throw new ProblemException(StorageProblems.of("use the data directory", e));
    } catch (CompletionException e) {
      throw e.getCause() instanceof ProblemException problemException ? problemException : e;
    } finally {
      close(storageModule, vertx);
    }
  }

  private static void close(StorageModule storageModule, Vertx vertx) {
    try {
      await(storageModule.sessionRegistry().close().eventually(vertx::close));
    } finally {
      storageModule.stop();
    }
  }

  static <T> T await(Future<T> future) {
    return await(future, SECONDS);
  }

  static <T> T await(Future<T> future, long seconds) {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(seconds, TimeUnit.SECONDS)
        .join();
  }
}

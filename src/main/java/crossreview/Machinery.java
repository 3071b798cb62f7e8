package crossreview;

import crossreview.access.AuditLog;
import crossreview.access.StoreSecret;
import crossreview.access.TokenFile;
import crossreview.access.Tokens;
import crossreview.guard.Redaction;
import crossreview.journal.Journal;
import crossreview.journal.JournalThreads;
import crossreview.journal.file.DiskFiles;
import crossreview.lock.FolderLock;
import crossreview.lock.LinuxProcesses;
import crossreview.lock.LockTimings;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.proof.ReceiptKey;
import crossreview.proof.ReceiptSigner;
import crossreview.settings.Settings;
import crossreview.store.disk.DataDir;
import crossreview.store.disk.DiskThreads;
import crossreview.store.registry.SessionRegistry;
import crossreview.time.SystemTime;
import crossreview.time.Timers;
import crossreview.time.VertxTimers;
import crossreview.upkeep.Retention;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.ExecutorService;

/** Threads, store and keys of one daemon: what stands below the reviews. */
record Machinery(
    DataDir dir,
    TokenFile tokenFile,
    Tokens tokens,
    AuditLog audit,
    StoreSecret secret,
    ReceiptKey receiptKey,
    JournalThreads threads,
    ExecutorService disk,
    FolderLock locks,
    Redaction redaction,
    SessionRegistry sessionRegistry) {

  /** Opens the data directory; blocks. Refused when it cannot be used. */
  static Machinery open(
      Settings settings, Keyring keys, Vertx vertx, SystemTime time, SecureRandom random) {
    return open(settings, keys, vertx, new Sharing(null, random), random);
  }

  /** The same for one of several hosts. */
  static Machinery open(
      Settings settings, Keyring keys, Vertx vertx, Sharing sharing, SecureRandom random) {
    SystemTime time = new SystemTime();
    DataDir dir = DataDir.open(settings.dataDir(), storeId(random));
    finishPruning(dir);
    JournalThreads threads = new JournalThreads(settings.journal().threads());
    ExecutorService disk = DiskThreads.start();
    VertxTimers timers = new VertxTimers(vertx);
    FolderLock locks = locks(dir, disk, timers, sharing, random);
    SessionRegistry sessionRegistry =
        new SessionRegistry(
            new SessionRegistry.RegistryParts(
                dir,
                new Journal(new DiskFiles(), settings.journal().queueMax()),
                threads,
                disk,
                locks,
                sharing,
                settings.dataDirShared(),
                time,
                timers,
                settings.journal().sessionIdle(),
                settings.journal().lockWait(),
                keys.redaction()::redact));
    ReceiptKey receiptKey = receiptKey(dir, random);
    sessionRegistry.setReceiptFactory(new ReceiptSigner(receiptKey));
    TokenFile tokenFile = new TokenFile(dir.root(), time, random);
    return new Machinery(
        dir,
        tokenFile,
        tokens(dir, tokenFile),
        new AuditLog(dir.root(), time, sharing.suffix()),
        secret(dir, random),
        receiptKey,
        threads,
        disk,
        locks,
        keys.redaction(),
        sessionRegistry);
  }

  private static void finishPruning(DataDir dir) {
    try {
      Retention.finish(dir);
    } catch (IOException e) {
      throw unusable(dir, e);
    }
  }

  private static String storeId(SecureRandom random) {
    byte[] id = new byte[16];
    random.nextBytes(id);
    return UUID.nameUUIDFromBytes(id).toString();
  }

  private static FolderLock locks(
      DataDir dir, ExecutorService disk, Timers timers, Sharing sharing, SecureRandom random) {
    SystemTime time = new SystemTime();
    return new FolderLock(
        new FolderLock.Parts(
            LockTimings.shipped(),
            time,
            time,
            timers,
            random,
            disk,
            new LinuxProcesses(),
            sharing.departed(),
            dir.guards(),
            sharing.node()));
  }

  private static Tokens tokens(DataDir dir, TokenFile file) {
    try {
      return file.open();
    } catch (IOException e) {
      throw unusable(dir, e);
    }
  }

  private static StoreSecret secret(DataDir dir, SecureRandom random) {
    try {
      return StoreSecret.open(dir.root(), random);
    } catch (IOException e) {
      throw unusable(dir, e);
    }
  }

  private static ReceiptKey receiptKey(DataDir dir, SecureRandom random) {
    try {
      return ReceiptKey.open(dir.keys(), random);
    } catch (IOException e) {
      throw unusable(dir, e);
    }
  }

  private static ProblemException unusable(DataDir dir, IOException e) {
    return new ProblemException(
        Problem.unavailable(
            "storage_failed",
            "cannot use the data directory " + dir.root() + ": " + e.getMessage()));
  }

  /** Ends the threads; everything that uses them is closed. */
  void stop() {
    audit.close();
    threads.close();
    disk.shutdown();
  }
}

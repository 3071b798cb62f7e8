package crossreview.daemon;

import crossreview.access.AuditLog;
import crossreview.access.StoreSecret;
import crossreview.access.TokenFile;
import crossreview.access.TokenRegistry;
import crossreview.access.browser.BrowserAccess;
import crossreview.feed.CursorStore;
import crossreview.feed.Feed;
import crossreview.feed.StorePageReader;
import crossreview.file.StorageProblems;
import crossreview.guard.Redaction;
import crossreview.journal.Journal;
import crossreview.journal.JournalThreads;
import crossreview.journal.file.DiskFiles;
import crossreview.lock.LinuxProcessTable;
import crossreview.lock.LockService;
import crossreview.lock.LockTimings;
import crossreview.maintenance.RetentionJob;
import crossreview.metrics.MetricsRegistry;
import crossreview.model.ProblemException;
import crossreview.peer.factory.PeerKeyring;
import crossreview.proof.ReceiptKey;
import crossreview.proof.ReceiptSigner;
import crossreview.report.ViewWriter;
import crossreview.settings.Settings;
import crossreview.store.disk.AtomicWriter;
import crossreview.store.disk.DataDir;
import crossreview.store.disk.DiskThreads;
import crossreview.store.registry.SessionRegistry;
import crossreview.time.SystemTime;
import crossreview.time.TimerService;
import crossreview.time.VertxTimerService;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;

/** Threads, store and keys of one daemon: what is below the reviews. */
public record StorageModule(
    DataDir dir,
    TokenFile tokenFile,
    TokenRegistry tokenRegistry,
    BrowserAccess browserAccess,
    AuditLog audit,
    StoreSecret secret,
    ReceiptKey receiptKey,
    JournalThreads threads,
    ExecutorService disk,
    LockService locks,
    Redaction redaction,
    SessionRegistry sessionRegistry,
    MetricsRegistry metrics) {

  /** Opens the data directory; blocks. Refused when it cannot be used. */
  public static StorageModule open(
      Settings settings, PeerKeyring keys, Vertx vertx, SystemTime time, SecureRandom random) {
    return open(settings, keys, vertx, new ClusterModule(null, random), random);
  }

  /** The same for one of several hosts. */
  static StorageModule open(
      Settings settings,
      PeerKeyring keys,
      Vertx vertx,
      ClusterModule clusterModule,
      SecureRandom random) {
    SystemTime time = new SystemTime();
    Redaction redaction = keys.redaction(); // one for all, so that it learns for all
    DataDir.requirePrivate(settings.dataDir());
    DataDir dir = DataDir.open(settings.dataDir(), storeId(random));
    finishPruning(dir);
    ExecutorService disk = DiskThreads.start();
    VertxTimerService timers = new VertxTimerService(vertx);
    SessionRegistry.RegistryParts parts =
        new SessionRegistry.RegistryParts(
            dir,
            new Journal(new DiskFiles(), settings.journal().queueMax()),
            new JournalThreads(settings.journal().threads()),
            disk,
            locks(dir, disk, timers, clusterModule, random),
            clusterModule,
            settings.dataDirShared(),
            time,
            timers,
            settings.journal().sessionIdle(),
            settings.journal().lockWait(),
            redaction::redact);
    return of(parts, disk, redaction, clusterModule, random);
  }

  private static StorageModule of(
      SessionRegistry.RegistryParts parts,
      ExecutorService disk,
      Redaction redaction,
      ClusterModule clusterModule,
      SecureRandom random) {
    DataDir dir = parts.dir();
    SessionRegistry sessionRegistry = new SessionRegistry(parts);
    ReceiptKey receiptKey = receiptKey(dir, random);
    sessionRegistry.setReceiptFactory(new ReceiptSigner(receiptKey));
    TokenFile tokenFile = new TokenFile(dir.root(), parts.clock(), random);
    TokenRegistry tokenRegistry = tokens(dir, tokenFile);
    StoreSecret secret = secret(dir, random);
    MetricsRegistry metrics = new MetricsRegistry();
    sessionRegistry.onCommit(metrics.reviews());
    return new StorageModule(
        dir,
        tokenFile,
        tokenRegistry,
        browsers(parts, tokenRegistry, secret, clusterModule, random),
        new AuditLog(
            dir.root(),
            parts.clock(),
            clusterModule.suffix(),
            sessionRegistry.health()::reportAside),
        secret,
        receiptKey,
        parts.threads(),
        disk,
        parts.locks(),
        redaction,
        sessionRegistry,
        metrics);
  }

  /** Positions of consumers of everything. */
  CursorStore cursors() {
    return new CursorStore(dir.root().resolve("cursors"), disk, sessionRegistry.health()::report);
  }

  /** The events of all sessions; foreign ones are looked for so often. */
  Feed feed(TimerService timers, Duration lookEvery) {
    return new Feed(new StorePageReader(sessionRegistry), cursors(), timers, lookEvery);
  }

  private static void finishPruning(DataDir dir) {
    try {
      RetentionJob.finish(dir);
    } catch (IOException e) {
      throw unusable(dir, e);
    }
  }

  private static String storeId(SecureRandom random) {
    byte[] id = new byte[16];
    random.nextBytes(id);
    return UUID.nameUUIDFromBytes(id).toString();
  }

  private static LockService locks(
      DataDir dir,
      ExecutorService disk,
      TimerService timerService,
      ClusterModule clusterModule,
      SecureRandom random) {
    SystemTime time = new SystemTime();
    return new LockService(
        new LockService.LockContext(
            LockTimings.defaults(),
            time,
            time,
            timerService,
            random,
            disk,
            new LinuxProcessTable(),
            clusterModule.departed(),
            dir.guards(),
            clusterModule.node()));
  }

  private static TokenRegistry tokens(DataDir dir, TokenFile file) {
    try {
      return file.open();
    } catch (IOException e) {
      throw unusable(dir, e);
    }
  }

  /** Daemons that share the directory without a cluster would overwrite each other's file. */
  private static BrowserAccess browsers(
      SessionRegistry.RegistryParts parts,
      TokenRegistry tokenRegistry,
      StoreSecret secret,
      ClusterModule clusterModule,
      SecureRandom random) {
    DataDir dir = parts.dir();
    boolean own = !parts.shared() || clusterModule.on();
    String name = "browser-sessions" + clusterModule.suffix() + ".json";
    try {
      return BrowserAccess.open(
          tokenRegistry, secret, parts.clock(), random, own ? dir.root().resolve(name) : null);
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
    return new ProblemException(StorageProblems.of("use the data directory " + dir.root(), e));
  }

  /** Ends the threads; everything that uses them is closed. */
  public void stop() {
    audit.close();
    threads.close();
    disk.shutdown();
  }

  /** Writes the files for people beside each journal. */
  public ViewWriter views(TimerService timers) {
    return new ViewWriter(AtomicWriter.nonDurable(new DiskFiles(), timers, disk), redaction);
  }
}

package crossreview.testkit;

import crossreview.guard.Redaction;
import crossreview.journal.Journal;
import crossreview.journal.JournalThreads;
import crossreview.journal.file.DiskFiles;
import crossreview.journal.file.FilePort;
import crossreview.lock.HostDepartures;
import crossreview.lock.LinuxProcessTable;
import crossreview.lock.LockService;
import crossreview.lock.LockTimings;
import crossreview.lock.ProcessTable;
import crossreview.ownership.SessionOwnership;
import crossreview.proof.ReceiptKey;
import crossreview.proof.ReceiptSigner;
import crossreview.report.ViewWriter;
import crossreview.store.disk.AtomicWriter;
import crossreview.store.disk.DataDir;
import crossreview.store.disk.DiskThreads;
import crossreview.store.registry.SessionRegistry;
import crossreview.store.registry.ViewUpdater;
import crossreview.time.Clock;
import crossreview.time.SystemTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** A real store in a folder, with short times. */
public final class TestStore implements AutoCloseable {
  private final JournalThreads threads;
  private final ExecutorService disk = DiskThreads.start();
  private final ThreadTimers timers = new ThreadTimers();
  private final SessionRegistry sessionRegistry;
  private final LockService locks;

  private final Path root;

  private TestStore(Path root, Options options) {
    this.root = root;
    threads = new JournalThreads(options.threads);
    DataDir dir = DataDir.open(root, "test-store");
    SystemTime time = new SystemTime();
    locks =
        new LockService(
            new LockService.LockContext(
                options.timings,
                options.clock,
                time,
                timers,
                RandomGenerator.getDefault(),
                disk,
                options.processes,
                HostDepartures.NONE,
                dir.guards(),
                "test"));
    sessionRegistry =
        new SessionRegistry(
            new SessionRegistry.RegistryParts(
                dir,
                new Journal(options.files, 100_000),
                threads,
                disk,
                locks,
                options.sessionOwnership,
                options.shared,
                time,
                timers,
                options.idle,
                Duration.ofSeconds(5),
                options.redaction));
    sessionRegistry.setReceiptFactory(new ReceiptSigner(key(dir)));
  }

  private static ReceiptKey key(DataDir dir) {
    try {
      return ReceiptKey.open(dir.keys(), new SecureRandom());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a test may want to be different. */
  public static final class Options {
    private SessionOwnership sessionOwnership = SessionOwnership.ALONE;
    private boolean shared;
    private int threads = 2;
    private FilePort files = new DiskFiles();
    private ProcessTable processes = new LinuxProcessTable();
    private Duration idle = Duration.ofSeconds(30);
    private LockTimings timings = LockTimings.defaults();
    private Clock clock = new SystemTime();
    private UnaryOperator<String> redaction = UnaryOperator.identity();

    public Options threads(int count) {
      threads = count;
      return this;
    }

    public Options files(FilePort port) {
      files = port;
      return this;
    }

    public Options processes(ProcessTable table) {
      processes = table;
      return this;
    }

    /** What is said to other hosts, which there are then. */
    public Options ownership(SessionOwnership said) {
      sessionOwnership = said;
      shared = true;
      return this;
    }

    public Options idle(Duration time) {
      idle = time;
      return this;
    }

    public Options timings(LockTimings times) {
      timings = times;
      return this;
    }

    /** The clock of the locks. */
    public Options clock(Clock wall) {
      clock = wall;
      return this;
    }

    public Options redaction(UnaryOperator<String> redact) {
      redaction = redact;
      return this;
    }

    public TestStore open(Path root) {
      return new TestStore(root, this);
    }
  }

  public static TestStore open(Path root) {
    return new Options().open(root);
  }

  /** Where everything lies. */
  public Path root() {
    return root;
  }

  public SessionRegistry sessions() {
    return sessionRegistry;
  }

  public LockService locks() {
    return locks;
  }

  /** The files for people beside the journals, as the daemon writes them. */
  public ViewUpdater views() {
    return new ViewWriter(
        AtomicWriter.nonDurable(new DiskFiles(), timers, disk), Redaction.of(List.of()));
  }

  /** Ends like a killed process: nothing is flushed and no lock is released. */
  public void kill() {
    timers.close();
    threads.close();
    disk.shutdownNow();
  }

  @Override
  public void close() {
    try {
      sessionRegistry.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("the store did not close", e);
    } finally {
      kill();
    }
    RecountCheck.check(root);
  }
}

package crossreview.cli.daemon;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.client.DaemonAddress;
import crossreview.cli.option.GlobalOptions;
import crossreview.cli.transport.ClientRequest;
import crossreview.cli.transport.ClientResponse;
import crossreview.cli.transport.ForeignListenerException;
import crossreview.file.FileModes;
import crossreview.file.StorageProblems;
import crossreview.model.CliProblem;
import crossreview.model.StorageProblem;
import crossreview.store.disk.DataDir;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The daemon of this machine, started in the background when none runs.
 *
 * <p>Of two that start it at the same time one does, and the other finds it: both hold {@code
 * start.lock} while they look and start, and the system frees the lock of a process that ends.
 */
public final class DaemonLauncher {
  private static final Duration PATIENCE = Duration.ofSeconds(60); // many sessions, a slow machine
  private static final Duration LIVE = Duration.ofSeconds(1);
  private static final long LOOK_MS = 20;
  private static final long FREE_BYTES_MIN = 16L << 20; // journals, money, log: below it all fail

  private final GlobalOptions global;
  private final CliContext cliContext;
  private final Supplier<DaemonAddress> lookup;
  private final ToLongFunction<Path> freeBytes;
  private boolean said;
  private volatile @Nullable Process process; // that was started here, null until then

  /**
   * @param lookup finds the daemon, or refuses when none runs
   */
  public DaemonLauncher(
      GlobalOptions global, CliContext cliContext, Supplier<DaemonAddress> lookup) {
    this(global, cliContext, lookup, DaemonLauncher::free);
  }

  /**
   * @param freeBytes of the disk of a folder
   */
  DaemonLauncher(
      GlobalOptions global,
      CliContext cliContext,
      Supplier<DaemonAddress> lookup,
      ToLongFunction<Path> freeBytes) {
    this.global = global;
    this.cliContext = cliContext;
    this.lookup = lookup;
    this.freeBytes = freeBytes;
  }

  /**
   * What came of it.
   *
   * @param started false for a daemon that was there already
   */
  record LaunchOutcome(DaemonAddress address, boolean started) {}

  /** Waits until it listens and knows its sessions. */
  public synchronized DaemonAddress daemon() {
    return launch().address();
  }

  /** The process that was started here, which may still be starting; empty for none. Any thread. */
  Optional<ProcessHandle> process() {
    return Optional.ofNullable(process).map(Process::toHandle);
  }

  LaunchOutcome launch() {
    Optional<DaemonAddress> there = running();
    if (there.isPresent()) {
      say();
      return new LaunchOutcome(there.get(), false);
    }
    Path dataDir = global.dataDir(cliContext);
    DataDir.requireKnownFormat(dataDir);
    long end = cliContext.ticker().nanos() + PATIENCE.toNanos();
    try {
      Files.createDirectories(dataDir, FileModes.PRIVATE_DIRECTORY);
      requireSpace(dataDir);
      try (FileChannel channel =
              FileChannel.open(
                  dataDir.resolve("start.lock"),
                  Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                  FileModes.PRIVATE_FILE);
          FileLock lock = lock(channel, end)) {
        there = running();
        return there.isPresent()
            ? new LaunchOutcome(there.get(), false)
            : new LaunchOutcome(started(dataDir, lock, end), true);
      }
    } catch (IOException e) {
      throw failed(dataDir, e);
    }
  }

  private void say() {
    if (!said && !global.settingsToStart().isEmpty()) {
      cliContext.note("a daemon runs already, so --set has no effect on it");
    }
    said = true;
  }

  private static CliException failed(Path dataDir, IOException e) {
    StorageProblem code = StorageProblems.code(e, StorageProblem.STORAGE_FAILED);
    String why = "cannot start the daemon in " + dataDir + ": " + e.getMessage();
    return code == StorageProblem.STORAGE_FULL
        ? full(dataDir, "no space is left")
        : new CliException(CliProblem.DAEMON_NOT_STARTED, why);
  }

  private void requireSpace(Path dataDir) {
    long free = freeBytes.applyAsLong(dataDir);
    if (free < FREE_BYTES_MIN) {
      throw full(dataDir, free / 1024 + " KiB are free, 16 MiB are needed");
    }
  }

  private static CliException full(Path dataDir, String how) {
    return new CliException(
        StorageProblem.STORAGE_FULL,
        "the daemon was not started: the disk of "
            + dataDir
            + " is full, "
            + how
            + ". Free some space, or choose another --data-dir");
  }

  private static long free(Path dataDir) {
    try {
      return Files.getFileStore(dataDir).getUsableSpace();
    } catch (IOException e) {
      return Long.MAX_VALUE; // a file system that does not tell; the start itself will
    }
  }

  /** Waits for another process that starts the daemon now. */
  private FileLock lock(FileChannel channel, long end) throws IOException {
    while (cliContext.ticker().nanos() < end) {
      FileLock lock = tried(channel);
      if (lock != null) {
        return lock;
      }
      pause();
    }
    throw new CliException(
        CliProblem.DAEMON_NOT_STARTED,
        "another crossreview is starting the daemon since "
            + PATIENCE.toSeconds()
            + " s; crossreview status says how it is");
  }

  private static @Nullable FileLock tried(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // a thread of this process
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException(CliProblem.INTERRUPTED, "interrupted while the daemon was starting");
    }
  }

  /**
   * @param held by this process, until the daemon answers
   */
  private DaemonAddress started(Path dataDir, FileLock held, long end) throws IOException {
    Path folder = Files.createDirectories(dataDir.resolve("log"), FileModes.PRIVATE_DIRECTORY);
    StartOutput output = StartOutput.in(folder);
    List<String> arguments = new ArrayList<>(global.daemonArguments(dataDir));
    Process daemon = start(arguments, output);
    process = daemon;
    said = true; // what it was started with is in force
    new LaunchRecord(daemon.pid(), cliContext.workingDirectory(), arguments).write(dataDir);
    while (held.isValid() && cliContext.ticker().nanos() < end) {
      boolean ended = ended(daemon);
      Optional<DaemonAddress> there = running();
      if (there.isPresent()) {
        return there.get();
      }
      if (ended) {
        throw new CliException(
            CliProblem.DAEMON_NOT_STARTED, "the daemon did not start: " + output.reason());
      }
    }
    throw new CliException(
        CliProblem.DAEMON_NOT_STARTED,
        "process "
            + daemon.pid()
            + " is starting since "
            + PATIENCE.toSeconds()
            + " s and does not answer; it goes on. crossreview status and crossreview logs say how"
            + " it is");
  }

  private Process start(List<String> arguments, StartOutput output) throws IOException {
    List<String> command = new ArrayList<>(DaemonProgram.words());
    command.add("serve");
    command.addAll(arguments);
    command.addAll(List.of("--set", "log.target=file"));
    return new ProcessBuilder(command)
        .directory(cliContext.workingDirectory().toFile())
        .redirectInput(Path.of("/dev/null").toFile())
        .redirectOutput(output.file().toFile())
        .redirectErrorStream(true)
        .start();
  }

  private Optional<DaemonAddress> running() {
    try {
      DaemonAddress address = lookup.get();
      return answers(address) ? Optional.of(address) : Optional.empty();
    } catch (CliException none) {
      if (none.code().equals(CliProblem.DAEMON_NOT_RUNNING.code())) {
        return Optional.empty();
      }
      throw none; // a file that others can read, say: a second daemon would not change it
    }
  }

  /** Whether the daemon listens there; one that was killed leaves its file behind. */
  static boolean answers(DaemonAddress address) {
    ClientRequest request = ClientRequest.get("/livez", LIVE);
    try (ClientResponse response = address.transport().send(request)) {
      return response.status() == 200;
    } catch (ForeignListenerException e) {
      throw address.unreachable(e);
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean ended(Process daemon) {
    try {
      return daemon.waitFor(LOOK_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}

package crossreview.cli.daemon;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.client.DaemonAddress;
import crossreview.cli.daemon.DaemonLauncher.LaunchOutcome;
import crossreview.cli.option.GlobalOptions;
import crossreview.file.FileModes;
import crossreview.model.CliProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A daemon for one job, with data of its own unless the options name some: it is stopped at the
 * end, and its own data removed. One that ran before on named data stays. A signal that ends the
 * command stops it as well, also while it is starting.
 */
public final class JobDaemon implements AutoCloseable {
  /** A build system that cancels a job waits for some seconds only, GitHub's runner for 7.5. */
  private static final Duration SIGNALLED_PATIENCE = Duration.ofSeconds(5);

  private final GlobalOptions global;
  private final CliContext cliContext;
  private final Optional<Path> own;
  private final LaunchOutcome outcome;
  private final Thread onSignal;

  private JobDaemon(
      GlobalOptions global,
      CliContext cliContext,
      Optional<Path> own,
      LaunchOutcome outcome,
      Thread onSignal) {
    this.global = global;
    this.cliContext = cliContext;
    this.own = own;
    this.outcome = outcome;
    this.onSignal = onSignal;
  }

  /** Waits until it listens and knows its sessions. */
  public static JobDaemon start(GlobalOptions global, CliContext cliContext) {
    Optional<Path> own = global.namesDataDir() ? Optional.empty() : Optional.of(folder());
    // Jobs beside each other on one machine must not want the same port.
    own.ifPresent(folder -> global.use(folder, "http.port=0"));
    DaemonLauncher launcher =
        new DaemonLauncher(global, cliContext, () -> global.daemonToStart(cliContext));
    Thread onSignal = new Thread(() -> signalled(launcher, own), "job-daemon-end");
    Runtime.getRuntime().addShutdownHook(onSignal);
    try {
      return new JobDaemon(global, cliContext, own, launcher.launch(), onSignal);
    } catch (CliException e) {
      own.ifPresent(JobDaemon::remove);
      forget(onSignal);
      throw e;
    }
  }

  public DaemonAddress address() {
    return outcome.address();
  }

  @Override
  public void close() {
    if (outcome.started()) {
      RunningDaemon.of(global, cliContext)
          .ifPresent(
              daemon -> daemon.stop(false, StopCommand.patience(global.settings(cliContext))));
    }
    own.ifPresent(JobDaemon::remove);
    forget(onSignal);
  }

  private static void forget(Thread onSignal) {
    try {
      Runtime.getRuntime().removeShutdownHook(onSignal);
    } catch (IllegalStateException ending) {
      // The process ends, and what is to be done then is under way.
    }
  }

  /** The command ends before its end: nobody would stop the daemon later. */
  private static void signalled(DaemonLauncher launcher, Optional<Path> own) {
    launcher.process().ifPresent(JobDaemon::end);
    try {
      own.ifPresent(JobDaemon::remove);
    } catch (CliException stays) {
      // There is nobody left to tell.
    }
  }

  private static void end(ProcessHandle process) {
    process.destroy();
    try {
      process.onExit().get(SIGNALLED_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("crossreview-job-", FileModes.PRIVATE_DIRECTORY);
    } catch (IOException e) {
      throw new CliException(
          CliProblem.DAEMON_NOT_STARTED, "no folder for its data can be made: " + e.getMessage());
    }
  }

  private static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : all) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new CliException(
          CliProblem.CANNOT_WRITE,
          "the data of the job in " + folder + " stays: " + e.getMessage());
    }
  }
}

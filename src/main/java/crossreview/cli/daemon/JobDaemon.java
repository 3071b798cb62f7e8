package crossreview.cli.daemon;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.client.DaemonAddress;
import crossreview.cli.option.GlobalOptions;
import crossreview.file.FileModes;
import crossreview.model.CliProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A daemon for one job, with data of its own unless the options name some: it is stopped at the
 * end, and its own data removed. One that ran before on named data stays.
 */
public final class JobDaemon implements AutoCloseable {
  private final GlobalOptions global;
  private final CliContext cliContext;
  private final Optional<Path> own;
  private final DaemonLauncher.LaunchOutcome outcome;

  private JobDaemon(
      GlobalOptions global,
      CliContext cliContext,
      Optional<Path> own,
      DaemonLauncher.LaunchOutcome outcome) {
    this.global = global;
    this.cliContext = cliContext;
    this.own = own;
    this.outcome = outcome;
  }

  /** Waits until it listens and knows its sessions. */
  public static JobDaemon start(GlobalOptions global, CliContext cliContext) {
    Optional<Path> own = global.namesDataDir() ? Optional.empty() : Optional.of(folder());
    // Jobs beside each other on one machine must not want the same port.
    own.ifPresent(folder -> global.use(folder, "http.port=0"));
    try {
      DaemonLauncher launcher =
          new DaemonLauncher(global, cliContext, () -> global.daemonToStart(cliContext));
      return new JobDaemon(global, cliContext, own, launcher.launch());
    } catch (CliException e) {
      own.ifPresent(JobDaemon::remove);
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
    } catch (IOException e) {
      throw new CliException(
          CliProblem.CANNOT_WRITE,
          "the data of the job in " + folder + " stays: " + e.getMessage());
    }
  }
}

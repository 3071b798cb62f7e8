package crossreview.cli.daemon;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.client.DaemonAddress.LocalAddress;
import crossreview.cli.option.GlobalOptions;
import crossreview.lock.LinuxProcessTable.ProcessState;
import crossreview.model.CliProblem;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The process that the data directory names, if it certainly is the daemon.
 *
 * @param address where it listens
 */
record RunningDaemon(LocalAddress address) {
  /** Who ran there last, by {@code daemon.json}; empty when the last one stopped in order. */
  static Optional<LocalAddress> recorded(GlobalOptions global, CliContext cliContext) {
    global.refuseCaller();
    try {
      return Optional.of((LocalAddress) global.daemonToStart(cliContext));
    } catch (CliException none) {
      if (none.code().equals(CliProblem.DAEMON_NOT_RUNNING.code())) {
        return Optional.empty();
      }
      throw none;
    }
  }

  /** The daemon if it runs; refused where this cannot be known. */
  static Optional<RunningDaemon> of(GlobalOptions global, CliContext cliContext) {
    Optional<LocalAddress> recorded = recorded(global, cliContext);
    if (recorded.isEmpty() || recorded.get().state() == ProcessState.ENDED) {
      return Optional.empty();
    }
    if (recorded.get().state() == ProcessState.UNKNOWN) {
      throw new CliException(
          CliProblem.DAEMON_NOT_OURS,
          "cannot tell whether process "
              + recorded.get().pid()
              + " is the daemon of "
              + recorded.get().dataDir()
              + ": it runs on another machine or in another container, or is an older version. Stop"
              + " it where it runs");
    }
    return recorded.map(RunningDaemon::new);
  }

  long pid() {
    return address.pid();
  }

  /**
   * Asks the process to end, or ends it; the number is looked at once more before.
   *
   * @param atOnce without an orderly end
   * @param patience how long to wait
   * @throws CliException when it belongs to another user, or does not end in time
   */
  void stop(boolean atOnce, Duration patience) {
    Optional<ProcessHandle> process = ProcessHandle.of(pid());
    if (process.isEmpty() || address.state() != ProcessState.ALIVE) {
      return;
    }
    boolean told = atOnce ? process.get().destroyForcibly() : process.get().destroy();
    if (!told && process.get().isAlive()) {
      throw new CliException(
          CliProblem.DAEMON_NOT_OURS,
          "process "
              + pid()
              + " belongs to "
              + process.get().info().user().orElse("another user")
              + ", who has to stop it");
    }
    await(process.get(), atOnce, patience);
  }

  private void await(ProcessHandle process, boolean atOnce, Duration patience) {
    try {
      process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new CliException(
          CliProblem.DAEMON_NOT_STOPPED,
          "process "
              + pid()
              + " has not ended after "
              + patience.toSeconds()
              + " s"
              + (atOnce
                  ? "; the system cannot end it: its disk may be away"
                  : "; crossreview stop --now ends it at once, and reviews continue at the next"
                      + " start"));
    } catch (ExecutionException e) {
      throw new IllegalStateException("waiting for process " + pid(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException(CliProblem.INTERRUPTED, "interrupted while the daemon was stopping");
    }
  }
}

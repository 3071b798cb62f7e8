package crossreview.cli.daemon;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.option.GlobalOptions;
import crossreview.model.CliProblem;
import crossreview.settings.Settings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "restart",
    mixinStandardHelpOptions = true,
    description = {
      "Stop the background daemon and start it again, with the options of its last start unless"
          + " --config or --set name others.",
      "The settings are checked first: with a mistake in them nothing is stopped."
    })
public final class RestartCommand implements Callable<Integer> {
  private final CliContext cliContext;

  @Mixin private GlobalOptions global = new GlobalOptions();

  public RestartCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    Path dataDir = global.settings(cliContext).dataDir();
    Optional<LaunchRecord> last = LaunchRecord.read(dataDir);
    Optional<RunningDaemon> daemon = RunningDaemon.of(global, cliContext);
    daemon.ifPresent(running -> requireBackground(running, last));
    boolean same = last.isPresent() && !global.namesSettings();
    GlobalOptions options = same ? options(last.get(), dataDir) : global;
    CliContext where = same ? cliContext.in(last.get().directory()) : cliContext;
    Settings settings = options.settings(where);
    daemon.ifPresent(running -> running.stop(false, StopCommand.patience(settings)));
    DaemonLauncher launcher =
        new DaemonLauncher(options, where, () -> options.daemonToStart(where));
    StartReport.print(cliContext, global, settings.dataDir(), launcher.launch());
    return 0;
  }

  private static void requireBackground(RunningDaemon running, Optional<LaunchRecord> last) {
    if (last.map(LaunchRecord::pid).filter(pid -> pid == running.pid()).isEmpty()) {
      throw new CliException(
          CliProblem.DAEMON_NOT_OURS,
          "process "
              + running.pid()
              + " was not started by crossreview start but in the foreground or by a supervisor;"
              + " restart it there (systemctl restart crossreview), or: crossreview stop, then"
              + " crossreview start");
    }
  }

  /** The data directory may have been moved since. */
  private static GlobalOptions options(LaunchRecord last, Path dataDir) {
    GlobalOptions options = new GlobalOptions();
    new CommandLine(options)
        .setOverwrittenOptionsAllowed(true)
        .parseArgs(
            Stream.concat(last.arguments().stream(), Stream.of("--data-dir", dataDir.toString()))
                .toArray(String[]::new));
    return options;
  }
}

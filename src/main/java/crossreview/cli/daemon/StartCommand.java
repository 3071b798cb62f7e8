package crossreview.cli.daemon;

import crossreview.cli.CliContext;
import crossreview.cli.option.GlobalOptions;
import crossreview.settings.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    description = {
      "Start the daemon in the background; returns when it is ready and says where.",
      "Its log is log/crossreview.log in the data directory: crossreview logs. A daemon that runs"
          + " already is left as it is."
    })
public final class StartCommand implements Callable<Integer> {
  private final CliContext cliContext;

  @Mixin private GlobalOptions global = new GlobalOptions();

  public StartCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    Settings settings = global.settingsToServe(cliContext);
    DaemonLauncher launcher =
        new DaemonLauncher(global, cliContext, () -> global.daemonToStart(cliContext));
    DaemonLauncher.LaunchOutcome outcome = launcher.launch();
    StartReport.print(cliContext, global, settings.dataDir(), outcome);
    return 0;
  }
}

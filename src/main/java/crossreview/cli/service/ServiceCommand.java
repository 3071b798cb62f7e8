package crossreview.cli.service;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.model.CliProblem;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
    name = "service",
    mixinStandardHelpOptions = true,
    description = "Let systemd start the daemon, for this user or for the whole machine.")
public final class ServiceCommand implements Callable<Integer> {

  /** The command with those in it. */
  public static CommandLine line(CliContext cliContext) {
    return new CommandLine(new ServiceCommand())
        .addSubcommand(new ServiceInstallCommand(cliContext))
        .addSubcommand(new ServiceUninstallCommand(cliContext));
  }

  @Override
  public Integer call() {
    throw new CliException(CliProblem.NO_COMMAND, "use: service install, service uninstall");
  }
}

package crossreview.cli.service;

import crossreview.cli.CliContext;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "uninstall",
    mixinStandardHelpOptions = true,
    description = "Remove the unit. The data directory and a running daemon stay.")
final class ServiceUninstallCommand implements Callable<Integer> {
  private final CliContext cliContext;

  @Option(names = "--system", description = "The unit of the machine, not that of this user.")
  private boolean system;

  @Option(
      names = "--root",
      paramLabel = "DIR",
      description = "With --system: the root of an image; by default /.")
  private Path root = Path.of("/");

  ServiceUninstallCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    UnitFile file = UnitFile.of(system, cliContext.workingDirectory().resolve(root), cliContext);
    boolean removed = file.remove();
    cliContext.out().println(removed ? "removed " + file.shown() : "there is no " + file.shown());
    if (removed) {
      cliContext.out().println("stop it, and let systemd forget it:");
      String manager = ServiceInstallCommand.manager(system);
      cliContext.out().println("  " + manager + " disable --now crossreview");
      cliContext.out().println("  " + manager + " daemon-reload");
    }
    return 0;
  }
}

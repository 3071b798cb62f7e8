package crossreview.cli.command;

import crossreview.cli.CliContext;
import crossreview.cli.option.GlobalOptions;
import crossreview.settings.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description =
        "Run the daemon in the foreground until SIGTERM or Ctrl-C; a second one ends it at once.")
final class ServeCommand implements Callable<Integer> {
  private final CliContext cliContext;
  private final CommandLineRunner.LocalBackend localBackend;

  @Mixin private GlobalOptions global = new GlobalOptions();

  ServeCommand(CliContext cliContext, CommandLineRunner.LocalBackend localBackend) {
    this.cliContext = cliContext;
    this.localBackend = localBackend;
  }

  @Override
  public Integer call() {
    Settings settings = global.settings(cliContext);
    return localBackend.serve(settings);
  }
}

package crossreview.cli.admin;

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
public final class ServeCommand implements Callable<Integer> {
  private final CliContext cliContext;
  private final LocalBackend localBackend;

  @Mixin private GlobalOptions global = new GlobalOptions();

  public ServeCommand(CliContext cliContext, LocalBackend localBackend) {
    this.cliContext = cliContext;
    this.localBackend = localBackend;
  }

  @Override
  public Integer call() {
    Settings settings = global.settingsToServe(cliContext);
    return localBackend.serve(settings, global.source(cliContext));
  }
}

package crossreview.cli;

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
  private final Surroundings surroundings;
  private final CommandLineDoor.Handed handed;

  @Mixin private GlobalOptions global = new GlobalOptions();

  ServeCommand(Surroundings surroundings, CommandLineDoor.Handed handed) {
    this.surroundings = surroundings;
    this.handed = handed;
  }

  @Override
  public Integer call() {
    Settings settings = global.settings(surroundings);
    return handed.serve(settings);
  }
}

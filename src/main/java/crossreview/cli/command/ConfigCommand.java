package crossreview.cli.command;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.cli.option.GlobalOptions;
import crossreview.json.JsonWriter;
import crossreview.model.CliProblem;
import crossreview.settings.Settings;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "config", mixinStandardHelpOptions = true, description = "Look at settings.")
final class ConfigCommand implements Callable<Integer> {
  private final CliContext cliContext;

  ConfigCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Print the settings in force, secrets masked; or every problem at once.")
  int check(@Mixin GlobalOptions global) {
    Settings settings = global.settings(cliContext);
    if (global.json()) {
      cliContext.out().println(JsonWriter.of(settings.effective()));
    } else {
      print("", settings.effective());
    }
    return 0;
  }

  private void print(String prefix, Map<?, ?> level) {
    level.forEach((name, value) -> {
      if (value instanceof Map<?, ?> map && !map.isEmpty()) {
        print(prefix + name + ".", map);
      } else {
        String shown = value == null ? "not set" : JsonNode.safe(JsonWriter.of(value));
        cliContext.out().printf(Locale.ROOT, "%-34s %s%n", prefix + name, shown);
      }
    });
  }

  @Override
  public Integer call() {
    throw new CliException(CliProblem.NO_COMMAND, "say what to do: crossreview config check");
  }
}

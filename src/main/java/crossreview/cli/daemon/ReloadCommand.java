package crossreview.cli.daemon;

import crossreview.cli.CliContext;
import crossreview.cli.JsonNode;
import crossreview.cli.client.ApiClient;
import crossreview.cli.option.GlobalOptions;
import crossreview.cli.render.SettingChanges;
import crossreview.json.JsonWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "reload",
    mixinStandardHelpOptions = true,
    description = {
      "Have the daemon read its settings file again, as by SIGHUP.",
      "Running reviews keep what they began with. A file with mistakes changes nothing."
    })
public final class ReloadCommand implements Callable<Integer> {
  private final CliContext cliContext;

  @Mixin private GlobalOptions global = new GlobalOptions();

  public ReloadCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    ApiClient client = global.client(cliContext);
    JsonNode done = client.post("/config/reload", Map.of(), null, "config_digest", "changes");
    if (global.json()) {
      cliContext.out().println(JsonWriter.of(done.map()));
    } else {
      SettingChanges.reloaded(done).forEach(cliContext.out()::println);
    }
    return 0;
  }
}

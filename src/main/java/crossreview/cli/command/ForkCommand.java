package crossreview.cli.command;

import crossreview.cli.CliContext;
import crossreview.cli.JsonNode;
import crossreview.cli.client.ApiClient;
import crossreview.cli.client.SessionIdResolver;
import crossreview.cli.option.GlobalOptions;
import crossreview.cli.render.DisplayFormats;
import crossreview.json.JsonWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "fork",
    mixinStandardHelpOptions = true,
    description = {
      "Open a new session that starts from another one, or from a round of it.",
      "It has the same text, evidence and panel. The other session is not changed, and may be"
          + " closed."
    })
final class ForkCommand implements Callable<Integer> {
  private final CliContext cliContext;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Parameters(paramLabel = "ID", description = "The session id, or the first characters of it.")
  private String id;

  @Option(
      names = "--round",
      paramLabel = "N",
      description = "The round from which it starts; the current text without it.")
  private @Nullable Integer round;

  ForkCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    ApiClient apiClient = global.client(cliContext);
    String session = new SessionIdResolver(apiClient).resolve(id);
    Map<String, Object> start = round == null ? Map.of() : Map.of("round", round);
    JsonNode made = apiClient.post("/sessions/" + session + "/fork", start, null, "session_id");
    if (global.json()) {
      cliContext.out().println(JsonWriter.of(made.map()));
    } else {
      String fork = DisplayFormats.shortId(made.text("session_id"));
      String at = round == null ? " at its current text" : " at round " + round;
      String from = DisplayFormats.shortId(session) + at;
      cliContext.out().println("session " + fork + " forked from " + from + ", next:");
      cliContext
          .out()
          .println("  crossreview review --session " + fork + "        (or with another FILE)");
      cliContext
          .out()
          .println("  crossreview diff " + DisplayFormats.shortId(session) + " " + fork);
    }
    return 0;
  }
}

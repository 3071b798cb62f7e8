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
    name = "cancel",
    mixinStandardHelpOptions = true,
    description = "Stop a session's run and close the session. A finished outcome stays.")
final class CancelCommand implements Callable<Integer> {
  private final CliContext cliContext;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Parameters(paramLabel = "ID", description = "The session id, or the first characters of it.")
  private String id;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "The reason; it is recorded in the journal.")
  private @Nullable String reason;

  CancelCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    ApiClient apiClient = global.client(cliContext);
    String session = new SessionIdResolver(apiClient).resolve(id);
    Map<String, Object> body = reason == null ? Map.of() : Map.of("reason", reason);
    JsonNode answer = apiClient.post("/sessions/" + session + "/cancel", body, null, "state");
    if (global.json()) {
      cliContext.out().println(JsonWriter.of(answer.map()));
    } else {
      cliContext
          .out()
          .println(
              "session "
                  + DisplayFormats.shortId(session)
                  + " is "
                  + (answer.text("state").equals("running")
                      ? "being cancelled"
                      : answer.text("state")));
    }
    return 0;
  }
}

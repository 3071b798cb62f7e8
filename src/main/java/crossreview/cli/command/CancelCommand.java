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
      cliContext.out().println("session " + DisplayFormats.shortId(session) + " " + end(answer));
    }
    return 0;
  }

  private static String end(JsonNode answer) {
    if (Boolean.FALSE.equals(answer.map().get("requested"))) {
      return "had ended before: " + answer.text("outcome") + ", " + answer.text("reason");
    }
    String state = answer.text("state");
    return "is " + (state.equals("running") ? "being cancelled" : state);
  }
}

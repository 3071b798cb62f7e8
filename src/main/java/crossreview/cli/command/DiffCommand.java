package crossreview.cli.command;

import crossreview.cli.CliContext;
import crossreview.cli.JsonNode;
import crossreview.cli.client.ApiClient;
import crossreview.cli.client.SessionIdResolver;
import crossreview.cli.option.GlobalOptions;
import crossreview.cli.render.DiffRenderer;
import crossreview.json.JsonWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description =
        "Compare two sessions: differences, votes, and findings that only one of them has.")
final class DiffCommand implements Callable<Integer> {
  private final CliContext cliContext;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Parameters(
      index = "0",
      paramLabel = "A",
      description = "The first session id, or the first characters of it.")
  private String first;

  @Parameters(index = "1", paramLabel = "B", description = "The second session.")
  private String second;

  DiffCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    ApiClient apiClient = global.client(cliContext);
    SessionIdResolver sessionIdResolver = new SessionIdResolver(apiClient);
    String a = sessionIdResolver.resolve(first);
    JsonNode answer =
        apiClient.get(
            "/sessions/" + a + "/diff?other=" + sessionIdResolver.resolve(second), "a", "b");
    if (global.json()) {
      cliContext.out().println(JsonWriter.of(answer.map()));
    } else {
      DiffRenderer.lines(answer).forEach(cliContext.out()::println);
    }
    return 0;
  }
}

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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "exclude",
    mixinStandardHelpOptions = true,
    description = {
      "Rule that a file need not be shown that could not be shown to every reviewer.",
      "It is a person's ruling, and not of who asked for the review: verdict, coverage, receipt and"
          + " gate name it with the reason. Rules still read the file. Another text needs another"
          + " ruling."
    })
final class ExcludeCommand implements Callable<Integer> {
  private final CliContext cliContext;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Parameters(
      index = "0",
      paramLabel = "ID",
      description = "The session id, or the first characters of it.")
  private String id;

  @Parameters(index = "1", paramLabel = "PATH", description = "The file, as the change names it.")
  private String path;

  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "The reason.")
  private String reason = "";

  ExcludeCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    ApiClient apiClient = global.client(cliContext);
    String session = new SessionIdResolver(apiClient).resolve(id);
    Map<String, Object> body = Map.of("path", path, "reason", reason);
    JsonNode answer = apiClient.post("/sessions/" + session + "/exclusions", body, null, "rulings");
    if (global.json()) {
      cliContext.out().println(JsonWriter.of(answer.map()));
    } else {
      cliContext
          .out()
          .println(
              JsonNode.safe(path)
                  + " need not be shown; now: crossreview review --session "
                  + DisplayFormats.shortId(session));
    }
    return 0;
  }
}

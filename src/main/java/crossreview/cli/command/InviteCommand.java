package crossreview.cli.command;

import crossreview.cli.CliContext;
import crossreview.cli.JsonNode;
import crossreview.cli.client.ApiClient;
import crossreview.cli.option.GlobalOptions;
import crossreview.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "invite",
    mixinStandardHelpOptions = true,
    description = {
      "Print an address with which one person answers for a seat of a panel.",
      "The person needs no token and sees nothing else. The address works once, until the seat's"
          + " deadline."
    })
final class InviteCommand implements Callable<Integer> {
  private final CliContext cliContext;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Parameters(
      index = "0",
      paramLabel = "SEAT",
      description = "The seat, as `crossreview call seat_list` shows it.")
  private String seat;

  @Parameters(
      index = "1",
      paramLabel = "NAME",
      description = "As whom the person votes; journals contain it.")
  private String name;

  InviteCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    ApiClient apiClient = global.client(cliContext);
    JsonNode answer =
        apiClient.post(
            "/seats/" + seat + "/invitation", Map.of("name", name), null, "path", "until");
    String url = apiClient.address().browserUrl() + answer.text("path");
    if (global.json()) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("url", url);
      tree.put("until", answer.text("until"));
      cliContext.out().println(JsonWriter.of(tree));
    } else {
      cliContext.out().println(JsonNode.safe(url));
      cliContext.note(
          "send it to " + name + "; it works once, until " + JsonNode.safe(answer.text("until")));
    }
    return 0;
  }
}

package crossreview.cli.command;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.cli.client.ApiClient;
import crossreview.cli.client.SessionFindingPages;
import crossreview.cli.client.SessionIdResolver;
import crossreview.cli.option.GlobalOptions;
import crossreview.json.JsonWriter;
import crossreview.model.CliProblem;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "rebut",
    mixinStandardHelpOptions = true,
    description = {
      "Tell the owner of a finding why it is wrong, and ask it alone whether it withdraws it.",
      "It is not a vote: review the session again to have it approved. Once for the same material.",
      "Exits with 0 if the finding is withdrawn, with 1 if it stands."
    })
final class RebutCommand implements Callable<Integer> {
  private final CliContext cliContext;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Parameters(
      index = "0",
      paramLabel = "ID",
      description = "The session id, or the first characters of it.")
  private String id;

  @Parameters(index = "1", paramLabel = "FINDING", description = "The finding: an id like f3.")
  private String finding;

  @Parameters(index = "2", paramLabel = "WHY", description = "Why it is wrong.")
  private String why;

  RebutCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    if (!finding.matches("[A-Za-z0-9]{1,32}")) {
      throw new CliException(
          CliProblem.BAD_ITEM,
          "\"" + finding + "\" is not the id of a finding; an id looks like f3");
    }
    ApiClient apiClient = global.client(cliContext);
    String path = "/sessions/" + new SessionIdResolver(apiClient).resolve(id);
    JsonNode started =
        apiClient.post(
            path + "/findings/" + finding + "/rebuttal", Map.of("why", why), null, "owner", "head");
    if (!global.json()) {
      cliContext.out().println(started.text("owner") + " asked about " + finding + " again …");
    }
    JudgeCommand.awaitEnd(apiClient, path, started);
    JsonNode now =
        SessionFindingPages.all(apiClient, path.substring("/sessions/".length())).stream()
            .filter(each -> each.text("id").equals(finding))
            .findFirst()
            .orElse(JsonNode.EMPTY);
    cliContext.out().println(global.json() ? JsonWriter.of(now.map()) : line(now));
    return now.text("state").equals("withdrawn") ? 0 : 1;
  }

  private static String line(JsonNode finding) {
    return finding.text("id")
        + " is "
        + finding.text("state")
        + " now: "
        + finding.text("statement")
        + (finding.text("state").equals("withdrawn")
            ? "\nThis approves nothing: crossreview review --session … asks the panel again."
            : "");
  }
}

package crossreview.cli.command;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.cli.client.ApiClient;
import crossreview.cli.client.SessionIdResolver;
import crossreview.cli.option.GlobalOptions;
import crossreview.json.JsonWriter;
import crossreview.model.CliProblem;
import crossreview.model.finding.OperatorRuling;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "answer",
    mixinStandardHelpOptions = true,
    description = {
      "Settle an item of a session's evidence checklist, as an operator.",
      "The status is satisfied, deferred or rejected (with --note): the item no longer blocks."
          + " Or it is open: then it counts again. The report says who decided it and why."
    })
final class AnswerCommand implements Callable<Integer> {
  private final CliContext cliContext;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Parameters(
      index = "0",
      paramLabel = "ID",
      description = "The session id, or the first characters of it.")
  private String id;

  @Parameters(index = "1", paramLabel = "ITEM", description = "The item: crossreview checklist ID.")
  private String item;

  @Parameters(index = "2", paramLabel = "STATUS", description = "${COMPLETION-CANDIDATES}.")
  private OperatorRuling status;

  @Option(names = "--note", paramLabel = "TEXT", description = "The reason; the report shows it.")
  private @Nullable String note;

  AnswerCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    ApiClient apiClient = global.client(cliContext);
    String session = new SessionIdResolver(apiClient).resolve(id);
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("status", status.wireName());
    if (note != null) {
      input.put("note", note);
    }
    if (!item.matches("[A-Za-z0-9]{1,32}")) {
      throw new CliException(
          CliProblem.BAD_ITEM, "\"" + item + "\" is not the id of an item; an id looks like f3");
    }
    String path = "/sessions/" + session + "/checklist/" + item;
    JsonNode answer = apiClient.post(path, input, null, "item");
    if (global.json()) {
      cliContext.out().println(JsonWriter.of(answer.map()));
    } else {
      JsonNode now = answer.tree("item");
      String line = now.text("id") + " is " + now.text("state") + " now: " + now.text("ask");
      cliContext.out().println(line);
    }
    return 0;
  }
}

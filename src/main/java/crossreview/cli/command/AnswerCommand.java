package crossreview.cli.command;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.cli.client.ApiClient;
import crossreview.cli.client.SessionIdResolver;
import crossreview.cli.option.GlobalOptions;
import crossreview.json.JsonWriter;
import crossreview.model.CliProblem;
import crossreview.model.SessionProblem;
import crossreview.model.finding.OperatorRuling;
import crossreview.model.finding.WaiverKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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
      "Settle a finding or a request for evidence of a session, as an operator.",
      "The status is satisfied, deferred or rejected (with --note): it no longer blocks."
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

  @Parameters(
      index = "1",
      paramLabel = "ITEM",
      description = "The finding, such as f1: crossreview show ID, or crossreview checklist ID.")
  private String item;

  @Parameters(index = "2", paramLabel = "STATUS", description = "${COMPLETION-CANDIDATES}.")
  private OperatorRuling status;

  @Option(
      names = {"--note", "--reason"},
      paramLabel = "TEXT",
      description = "The reason; the report shows it.")
  private @Nullable String note;

  AnswerCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    ApiClient apiClient = global.client(cliContext);
    String session = new SessionIdResolver(apiClient).resolve(id);
    if (!item.matches("[A-Za-z0-9]{1,32}")) {
      throw new CliException(
          CliProblem.BAD_ITEM, "\"" + item + "\" is not the id of an item; an id looks like f3");
    }
    try {
      Map<String, Object> input = new LinkedHashMap<>();
      input.put("status", status.wireName());
      if (note != null) {
        input.put("note", note);
      }
      String path = "/sessions/" + session + "/checklist/" + item;
      show(apiClient.post(path, input, null, "item"), "item", "ask");
    } catch (CliException refusal) {
      if (!refusal.code().equals(SessionProblem.EVIDENCE_CHECKLIST_ITEM_NOT_FOUND.code())) {
        throw refusal;
      }
      finding(apiClient, "/sessions/" + session + "/findings/" + item);
    }
    return 0;
  }

  /** What does not ask for evidence is on no checklist; people settle it in the same words. */
  private void finding(ApiClient apiClient, String path) {
    Optional<WaiverKind> waiver = status.waiver();
    if (note == null && waiver.isPresent()) {
      throw new CliException(
          CliProblem.BAD_ITEM, item + " is a finding: say with --note TEXT why it does not block");
    }
    String reason = note == null ? "reopened" : note;
    JsonNode answer =
        waiver.isPresent()
            ? apiClient.post(
                path + "/waiver",
                Map.of("as", waiver.get().wireName(), "reason", reason),
                null,
                "finding")
            : apiClient.post(path + "/reopening", Map.of("reason", reason), null, "finding");
    show(answer, "finding", "statement");
  }

  private void show(JsonNode answer, String field, String words) {
    if (global.json()) {
      cliContext.out().println(JsonWriter.of(answer.map()));
    } else {
      JsonNode now = answer.tree(field);
      cliContext
          .out()
          .println(now.text("id") + " is " + now.text("state") + " now: " + now.text(words));
    }
  }
}

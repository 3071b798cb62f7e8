package crossreview.cli.command;

import crossreview.cli.CliContext;
import crossreview.cli.JsonNode;
import crossreview.cli.client.ApiClient;
import crossreview.cli.client.ChecklistReader;
import crossreview.cli.client.SessionIdResolver;
import crossreview.cli.option.GlobalOptions;
import crossreview.json.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "judge",
    mixinStandardHelpOptions = true,
    description = {
      "Ask judges of the panel whether new material answers items of the evidence checklist.",
      "One judge decides alone, several must agree. Waits for their rulings."
    })
final class JudgeCommand implements Callable<Integer> {
  private final CliContext cliContext;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Parameters(
      index = "0",
      paramLabel = "ID",
      description = "The session id, or the first characters of it.")
  private String id;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "ITEM",
      description = "At most 4 items; by default those that can be judged.")
  private List<String> items = new ArrayList<>();

  @Option(
      names = "--by",
      required = true,
      split = ",",
      paramLabel = "PEER",
      description = "The judges, separated by commas.")
  private List<String> judges = new ArrayList<>();

  @Option(names = "--shadow", description = "Only record the rulings.")
  private boolean shadow;

  JudgeCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    ApiClient apiClient = global.client(cliContext);
    String path = "/sessions/" + new SessionIdResolver(apiClient).resolve(id);
    boolean several = judges.size() > 1;
    Map<String, Object> input = new LinkedHashMap<>();
    input.put(several ? "judge_peers" : "judge_peer", several ? judges : judges.getFirst());
    input.put("mode", shadow ? "shadow" : "active");
    if (!items.isEmpty()) {
      input.put("item_ids", items);
    }
    String passes = several ? "/judge-consensus-passes" : "/judge-passes";
    JsonNode started = apiClient.post(path + passes, input, null, "items", "head");
    List<String> asked = started.texts("items");
    if (!global.json()) {
      cliContext
          .out()
          .println(String.join(", ", judges) + " asked about " + String.join(", ", asked) + " …");
    }
    awaitEnd(apiClient, path, started);
    report(apiClient, path, asked);
    return 0;
  }

  /** The run has a limit of its own, so this ends. */
  static void awaitEnd(ApiClient apiClient, String path, JsonNode started) {
    JsonNode state = started;
    while (state.flag("running")) {
      state =
          apiClient.get(
              path + "/poll?wait_ms=20000&since_seq=" + state.number("head"), "running", "head");
    }
  }

  private void report(ApiClient apiClient, String path, List<String> asked) {
    for (JsonNode item :
        ChecklistReader.all(apiClient, path).stream()
            .filter(i -> asked.contains(i.text("id")))
            .toList()) {
      if (global.json()) {
        cliContext.out().println(JsonWriter.of(item.map()));
      } else {
        lines(item).forEach(cliContext.out()::println);
      }
    }
  }

  static List<String> lines(JsonNode item) {
    List<String> lines = new ArrayList<>();
    List<JsonNode> rulings = item.trees("rulings");
    JsonNode last = rulings.isEmpty() ? JsonNode.EMPTY : rulings.getLast();
    String why = last.text("reason").replace('_', ' ');
    lines.add(item.text("id") + "  " + item.text("state") + " (" + why + ")  " + item.text("ask"));
    for (JsonNode judge : last.trees("judges")) {
      String says = judge.flag("satisfied") ? "yes" : "no";
      lines.add(
          judge.has("failed")
              ? "      " + judge.text("peer") + ": no ruling (" + judge.text("failed") + ")"
              : "      "
                  + judge.text("peer")
                  + ": "
                  + says
                  + ", "
                  + judge.text("confidence")
                  + ": "
                  + judge.text("rationale"));
    }
    return lines;
  }
}

package crossreview.cli.command;

import crossreview.cli.CliContext;
import crossreview.cli.JsonNode;
import crossreview.cli.client.ApiClient;
import crossreview.cli.client.ChecklistReader;
import crossreview.cli.client.SessionIdResolver;
import crossreview.cli.option.GlobalOptions;
import crossreview.cli.render.DisplayFormats;
import crossreview.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "checklist",
    mixinStandardHelpOptions = true,
    description = "Show what the peers of a session asked to see, and the state of each request.")
final class ChecklistCommand implements Callable<Integer> {
  private final CliContext cliContext;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Parameters(paramLabel = "ID", description = "The session id, or the first characters of it.")
  private String id;

  ChecklistCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    ApiClient apiClient = global.client(cliContext);
    String session = new SessionIdResolver(apiClient).resolve(id);
    List<JsonNode> items = ChecklistReader.all(apiClient, "/sessions/" + session);
    if (global.json()) {
      items.forEach(item -> cliContext.out().println(JsonWriter.of(item.map())));
    } else {
      lines(items, DisplayFormats.shortId(session)).forEach(cliContext.out()::println);
    }
    return 0;
  }

  static List<String> lines(List<JsonNode> items, String session) {
    if (items.isEmpty()) {
      return List.of("no peer asked for evidence in session " + session + ".");
    }
    List<String> lines = new ArrayList<>();
    lines.add("ITEM  STATE             PEER           ROUNDS  REQUEST");
    boolean blocks = false;
    for (JsonNode item : items) {
      blocks |= item.flag("blocks");
      lines.add(
          String.format(
              Locale.ROOT,
              "%-5s %-17s %-14s %-7s %s",
              item.text("id"),
              item.text("state") + (item.flag("blocks") ? " ✗" : ""),
              item.text("peer"),
              rounds(item),
              item.text("ask")));
      if (item.has("raised_after_end")) {
        String again = String.join(", ", item.texts("raised_after_end"));
        lines.add("      asked again in round " + again + ", after it was settled");
      }
    }
    if (blocks) {
      lines.add(
          "✗ blocks. Attach evidence, or settle an item: crossreview answer "
              + session
              + " ITEM …");
    }
    return lines;
  }

  /** First to last, and in how many of them it was upheld where that is not all. */
  private static String rounds(JsonNode item) {
    long first = item.number("first_round");
    long last = item.number("last_round");
    long count = item.number("round_count");
    String span = first == last ? String.valueOf(first) : first + "–" + last;
    return count == last - first + 1 ? span : span + " (" + count + ")";
  }
}

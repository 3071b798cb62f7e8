package crossreview.cli.command;

import crossreview.cli.CliContext;
import crossreview.cli.JsonNode;
import crossreview.cli.client.SessionIdResolver;
import crossreview.cli.option.GlobalOptions;
import crossreview.cli.option.OutputFormat;
import crossreview.cli.render.SessionTable;
import crossreview.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "sessions",
    mixinStandardHelpOptions = true,
    description = "List sessions, newest first.")
final class SessionsCommand implements Callable<Integer> {
  private final CliContext cliContext;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only sessions in this state: running, open, divided, unanimous, …")
  private @Nullable String state;

  @Option(
      names = "--search",
      paramLabel = "TEXT",
      description = "Only sessions whose task, focus, file names or findings contain TEXT.")
  private @Nullable String search;

  @Option(
      names = "--repo",
      paramLabel = "NAME",
      description = "Only changes of this repository: host/path, or its end after a slash.")
  private @Nullable String repository;

  @Option(names = "--branch", paramLabel = "NAME", description = "Only changes of this branch.")
  private @Nullable String branch;

  @Option(
      names = "--head",
      paramLabel = "SHA",
      description = "Only changes that end with this commit, by the beginning of its id.")
  private @Nullable String head;

  SessionsCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  private Map<String, String> filters() {
    Map<String, String> filters = new LinkedHashMap<>();
    filters.put("state", state);
    filters.put("search", search);
    filters.put("repository", repository);
    filters.put("branch", branch);
    filters.put("head", head);
    filters.values().removeIf(value -> value == null);
    return filters;
  }

  @Override
  public Integer call() {
    Map<String, String> filters = filters();
    List<JsonNode> rows = SessionIdResolver.all(global.client(cliContext), filters);
    switch (global.output(OutputFormat.TABLE)) {
      case JSON -> rows.forEach(row -> cliContext.out().println(JsonWriter.of(row.map())));
      case MARKDOWN -> rows.forEach(row -> cliContext.out().println(SessionTable.item(row)));
      case TABLE ->
          SessionTable.lines(rows, !filters.isEmpty(), cliContext.clock().now())
              .forEach(cliContext.out()::println);
    }
    return 0;
  }
}

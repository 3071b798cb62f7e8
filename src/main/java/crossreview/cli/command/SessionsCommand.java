package crossreview.cli.command;

import crossreview.cli.CliContext;
import crossreview.cli.JsonNode;
import crossreview.cli.client.SessionIdResolver;
import crossreview.cli.option.GlobalOptions;
import crossreview.cli.option.OutputFormat;
import crossreview.cli.render.SessionTable;
import crossreview.json.JsonWriter;
import java.util.List;
import java.util.concurrent.Callable;
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
  private String state;

  @Option(
      names = "--search",
      paramLabel = "TEXT",
      description = "Only sessions whose task, focus, file names or findings contain TEXT.")
  private String search;

  SessionsCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    List<JsonNode> rows = SessionIdResolver.all(global.client(cliContext), state, search);
    switch (global.output(OutputFormat.TABLE)) {
      case JSON -> rows.forEach(row -> cliContext.out().println(JsonWriter.of(row.map())));
      case MARKDOWN -> rows.forEach(row -> cliContext.out().println(SessionTable.item(row)));
      case TABLE ->
          SessionTable.lines(rows, cliContext.clock().now()).forEach(cliContext.out()::println);
    }
    return 0;
  }
}

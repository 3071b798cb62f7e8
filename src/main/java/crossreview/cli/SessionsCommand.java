package crossreview.cli;

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
  private final Surroundings surroundings;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only running, open, divided, unanimous, …")
  private String state;

  @Option(
      names = "--search",
      paramLabel = "TEXT",
      description = "Only those whose task, focus, file names or findings contain it.")
  private String search;

  SessionsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    List<Tree> rows = Ids.all(new Api(global.daemon(surroundings)), state, search);
    switch (global.output(Output.TABLE)) {
      case JSON -> rows.forEach(row -> surroundings.out().println(JsonWriter.of(row.map())));
      case MARKDOWN -> rows.forEach(row -> surroundings.out().println(SessionTable.item(row)));
      case TABLE ->
          SessionTable.lines(rows, surroundings.clock().now()).forEach(surroundings.out()::println);
    }
    return 0;
  }
}

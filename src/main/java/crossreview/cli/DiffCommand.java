package crossreview.cli;

import crossreview.json.JsonWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description =
        "Compare two sessions: what differs, who voted what, which findings only one has.")
final class DiffCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Parameters(index = "0", paramLabel = "A", description = "A session, or how its id begins.")
  private String first;

  @Parameters(index = "1", paramLabel = "B", description = "Another one.")
  private String second;

  DiffCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Api api = new Api(global.daemon(surroundings));
    Ids ids = new Ids(api);
    String a = ids.resolve(first);
    Tree answer = api.get("/sessions/" + a + "/diff?other=" + ids.resolve(second));
    if (global.json()) {
      surroundings.out().println(JsonWriter.of(answer.map()));
    } else {
      DiffPage.lines(answer).forEach(surroundings.out()::println);
    }
    return 0;
  }
}

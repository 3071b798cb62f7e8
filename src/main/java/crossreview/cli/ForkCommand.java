package crossreview.cli;

import crossreview.json.JsonWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "fork",
    mixinStandardHelpOptions = true,
    description = {
      "Open a new session that begins where a round of another one began: the same text, evidence"
          + " and",
      "panel. The other one is not touched."
    })
final class ForkCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Parameters(paramLabel = "ID", description = "The session, or how its id begins.")
  private String id;

  @Option(names = "--round", required = true, paramLabel = "N", description = "The round.")
  private int round;

  ForkCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Api api = new Api(global.daemon(surroundings));
    String session = new Ids(api).resolve(id);
    Tree made =
        api.post("/sessions/" + session + "/fork", Map.of("round", round), surroundings.freshKey());
    if (global.json()) {
      surroundings.out().println(JsonWriter.of(made.map()));
    } else {
      String fork = Spelling.brief(made.text("session_id"));
      String from = Spelling.brief(session) + " at round " + round;
      surroundings.out().println("session " + fork + " forked from " + from + ", next:");
      surroundings
          .out()
          .println("  crossreview review --session " + fork + "        (or with another FILE)");
      surroundings.out().println("  crossreview diff " + Spelling.brief(session) + " " + fork);
    }
    return 0;
  }
}

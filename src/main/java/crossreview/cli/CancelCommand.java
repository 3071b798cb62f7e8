package crossreview.cli;

import crossreview.json.JsonWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "cancel",
    mixinStandardHelpOptions = true,
    description = "Stop a session's run and close the session. A finished outcome stays.")
final class CancelCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Parameters(paramLabel = "ID", description = "The session, or how its id begins.")
  private String id;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it stands in the journal.")
  private String reason;

  CancelCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Api api = new Api(global.daemon(surroundings));
    String session = new Ids(api).resolve(id);
    Map<String, Object> body = reason == null ? Map.of() : Map.of("reason", reason);
    Tree answer = api.post("/sessions/" + session + "/cancel", body, null);
    if (global.json()) {
      surroundings.out().println(JsonWriter.of(answer.map()));
    } else {
      surroundings
          .out()
          .println(
              "session "
                  + Spelling.brief(session)
                  + " is "
                  + (answer.text("state").equals("running")
                      ? "being cancelled"
                      : answer.text("state")));
    }
    return 0;
  }
}

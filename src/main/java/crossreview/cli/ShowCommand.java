package crossreview.cli;

import crossreview.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Show one session: who voted what, what is open, what to do next.")
final class ShowCommand implements Callable<Integer> {
  private static final String WHOLE = "?detail=full";

  private final Surroundings surroundings;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Parameters(paramLabel = "ID", description = "The session, or how its id begins.")
  private String id;

  @Option(names = "--report", description = "The whole report in Markdown.")
  private boolean report;

  @Option(names = "--final", description = "The approved text, byte for byte.")
  private boolean approved;

  ShowCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Api api = new Api(global.daemon(surroundings));
    String path = "/sessions/" + new Ids(api).resolve(id);
    if (report) {
      surroundings.out().print(api.text(path + "/report", "text/markdown"));
    } else if (approved) {
      surroundings.out().print(api.text(path + "/final", "*/*"));
    } else if (global.json()) {
      surroundings.out().println(JsonWriter.of(api.get(path + WHOLE).map()));
    } else {
      Style style = new Style(surroundings.colours());
      SessionPage.lines(api.get(path + WHOLE), findings(api, path), style)
          .forEach(surroundings.out()::println);
    }
    surroundings.out().flush();
    return 0;
  }

  /** All of them, page by page. */
  private static List<Tree> findings(Api api, String session) {
    List<Tree> all = new ArrayList<>();
    Tree page = api.get(session + "/findings");
    all.addAll(page.trees("findings"));
    while (page.has("next_after")) {
      page = api.get(session + "/findings?after=" + page.text("next_after"));
      all.addAll(page.trees("findings"));
    }
    return all;
  }
}

package crossreview.cli;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description =
        "Follow one session from its beginning until its run ends, with the exit code of a review;"
            + " or all of them from now on.")
final class WatchCommand implements Callable<Integer> {
  private static final Duration TICK = Duration.ofSeconds(1);

  private final Surroundings surroundings;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Parameters(arity = "0..1", paramLabel = "ID", description = "A session; all without it.")
  private String id;

  WatchCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Api api = new Api(global.daemon(surroundings));
    return id == null ? all(api) : one(api, new Ids(api).resolve(id));
  }

  private int one(Api api, String session) {
    Tree now = api.get("/sessions/" + session + "?detail=full");
    Following following = new Following(surroundings, global.json());
    try (EventFeed feed = new EventFeed(api, Optional.of(session), 0)) {
      following.untilEnded(feed, now.tree("run").text("run"));
    }
    if (!global.json()) {
      following.screen().line("  " + outcome(following.view()));
    }
    return following.exitCode();
  }

  private static String outcome(EventView view) {
    Tree run = view.run();
    if (!run.has("run")) {
      return "closed (" + view.closed().text("reason") + ") before any run";
    }
    String rounds = Spelling.plural(run.number("rounds"), "round");
    return run.text("result") + " (" + run.text("reason") + ") after " + rounds;
  }

  /** Until the person ends it. */
  private int all(Api api) {
    Map<String, EventView> views = new HashMap<>();
    Screen screen = new Screen(surroundings);
    try (EventFeed feed = new EventFeed(api, Optional.empty(), 0)) {
      while (!Thread.currentThread().isInterrupted()) {
        EventFeed.Item item = feed.next(TICK);
        if (item.event() == null) {
          continue;
        }
        EventView view =
            views.computeIfAbsent(
                item.session(), s -> new EventView(new Style(surroundings.colours())));
        if (global.json()) {
          screen.line(item.raw());
        } else {
          view.lines(item.event())
              .forEach(line -> screen.line(Spelling.brief(item.session()) + line));
        }
        if (view.closed().has("outcome")) {
          views.remove(item.session());
        }
      }
    }
    return 0;
  }
}

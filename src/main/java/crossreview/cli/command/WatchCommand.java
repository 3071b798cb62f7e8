package crossreview.cli.command;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.cli.client.ApiClient;
import crossreview.cli.client.EventClient;
import crossreview.cli.client.SessionIdResolver;
import crossreview.cli.option.GlobalOptions;
import crossreview.cli.render.DisplayFormats;
import crossreview.cli.render.EventRenderer;
import crossreview.cli.render.TerminalScreen;
import crossreview.cli.render.TextStyle;
import crossreview.cli.review.ReviewSummary;
import crossreview.cli.review.ReviewVerdict;
import crossreview.cli.review.RunFollower;
import crossreview.model.CliProblem;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description =
        "Follow one session from its start until its run ends, with the exit code of a review; or"
            + " all sessions from now on.")
final class WatchCommand implements Callable<Integer> {
  private static final Duration TICK = Duration.ofSeconds(1);

  private final CliContext cliContext;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Parameters(arity = "0..1", paramLabel = "ID", description = "The session; all by default.")
  private @Nullable String id;

  @Option(
      names = "--accept-revision",
      description = "Exit 0 also when the approved text is a revision of the submitted one.")
  private boolean acceptRevision;

  WatchCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    if (id == null && acceptRevision) {
      throw new CliException(
          CliProblem.OPTION_CONFLICT,
          "--accept-revision decides the exit code of one session, so it has no effect without ID;"
              + " name one or omit it");
    }
    ApiClient apiClient = global.client(cliContext);
    return id == null
        ? all(apiClient)
        : one(apiClient, new SessionIdResolver(apiClient).resolve(id));
  }

  private int one(ApiClient apiClient, String session) {
    JsonNode now = apiClient.get("/sessions/" + session + "?detail=full", "state");
    RunFollower runFollower = new RunFollower(cliContext, global.json());
    try (EventClient feed = new EventClient(apiClient, Optional.of(session), 0)) {
      runFollower.awaitEnd(feed, now.tree("run").text("run"));
    }
    ReviewVerdict verdict =
        runFollower.verdict(apiClient.get("/sessions/" + session), null, acceptRevision);
    if (!global.json()) {
      runFollower.screen().line("  " + outcome(runFollower.view(), verdict));
    }
    return verdict.exitCode();
  }

  private static String outcome(EventRenderer view, ReviewVerdict verdict) {
    JsonNode run = view.run();
    if (!run.has("run")) {
      return "closed (" + view.closed().text("reason") + ") before any run";
    }
    String rounds = DisplayFormats.plural(run.number("rounds"), "round");
    String voters = ReviewSummary.voters(view.lastCount());
    String what =
        run.text("result") + " (" + run.text("reason") + ")" + voters + " after " + rounds;
    return verdict.revised() ? what + ", on a revised text" : what;
  }

  /** Until the person ends it. */
  private int all(ApiClient apiClient) {
    Map<String, EventRenderer> views = new HashMap<>();
    TerminalScreen terminalScreen = new TerminalScreen(cliContext);
    try (EventClient feed = new EventClient(apiClient, Optional.empty(), 0)) {
      while (!Thread.currentThread().isInterrupted()) {
        EventClient.EventItem eventItem = feed.next(TICK);
        if (eventItem.event() == null) {
          continue;
        }
        EventRenderer view =
            views.computeIfAbsent(
                eventItem.session(), s -> new EventRenderer(new TextStyle(cliContext.colours())));
        if (global.json()) {
          terminalScreen.line(eventItem.raw());
        } else {
          view.lines(eventItem.event())
              .forEach(
                  line -> terminalScreen.line(DisplayFormats.shortId(eventItem.session()) + line));
        }
        if (view.closed().has("outcome")) {
          views.remove(eventItem.session());
        }
      }
    }
    return 0;
  }
}

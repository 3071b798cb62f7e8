package crossreview.cli.review;

import crossreview.cli.CliContext;
import crossreview.cli.JsonNode;
import crossreview.cli.client.EventClient;
import crossreview.cli.render.EventRenderer;
import crossreview.cli.render.HeartbeatLine;
import crossreview.cli.render.TerminalScreen;
import crossreview.cli.render.TextStyle;
import crossreview.model.WireEnum;
import crossreview.model.run.EndReason;
import java.io.PrintStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Shows a run live until it has ended: lines for people, or the events as they are for machines.
 */
public final class RunFollower {
  private static final Duration TICK = Duration.ofMillis(100); // the moving line's clock

  private final CliContext cliContext;
  private final boolean json;
  private final TerminalScreen terminalScreen;
  private final EventRenderer view;

  public RunFollower(CliContext cliContext, boolean json) {
    this.cliContext = cliContext;
    this.json = json;
    this.terminalScreen = new TerminalScreen(cliContext);
    this.view = new EventRenderer(new TextStyle(cliContext.colours()));
  }

  public EventRenderer view() {
    return view;
  }

  public TerminalScreen screen() {
    return terminalScreen;
  }

  /**
   * Returns when the run with this id has ended, and its session too if the run closes it; without
   * an id, when the first run has ended or the session was closed.
   */
  public void awaitEnd(EventClient feed, String run) {
    long began = cliContext.ticker().nanos();
    HeartbeatLine heartbeat = new HeartbeatLine(view);
    while (!ended(run)) {
      EventClient.EventItem eventItem = feed.next(TICK);
      if (eventItem.event() != null) {
        show(eventItem.event(), eventItem.raw());
      } else if (eventItem.passing() != null) {
        view.transientMessage(eventItem.passing());
      }
      Duration elapsed = Duration.ofNanos(cliContext.ticker().nanos() - began);
      if (!json) {
        terminalScreen.updateStatus(view.animated(elapsed));
      }
      if (!cliContext.animated()) {
        heartbeat.at(elapsed).ifPresent(cliContext::note);
      }
    }
    terminalScreen.updateStatus("");
  }

  private void show(JsonNode event, @Nullable String raw) {
    var lines = view.lines(event);
    if (json) {
      PrintStream out = cliContext.out();
      out.println(raw);
      out.flush();
    } else {
      lines.forEach(terminalScreen::line);
    }
  }

  /** The code of the run's reason, or of the session's without a run. */
  private String reason() {
    return (view.run().has("run") ? view.run() : view.closed()).text("reason");
  }

  /**
   * What the program ends with.
   *
   * @param now the session after its run
   * @param submitted what was submitted here
   * @param accepts whether the caller wants a revision too
   */
  public ReviewVerdict verdict(JsonNode now, @Nullable String submitted, boolean accepts) {
    int exitCode = WireEnum.find(EndReason.class, reason()).map(EndReason::exitCode).orElse(1);
    return ReviewVerdict.of(exitCode, reason(), now, submitted, accepts);
  }

  /** A unit counts whole: the end of a run that closes its session comes with the closing line. */
  private boolean ended(String run) {
    boolean over = view.run().has("run") && (run.isEmpty() || view.run().text("run").equals(run));
    boolean closed = run.isEmpty() && view.closed().has("outcome");
    return (over || closed) && !view.insideUnit();
  }
}

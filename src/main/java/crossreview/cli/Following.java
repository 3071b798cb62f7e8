package crossreview.cli;

import crossreview.model.WireEnum;
import crossreview.model.run.EndReason;
import java.io.PrintStream;
import java.time.Duration;

/**
 * Shows a run live until it has ended: lines for people, or the events as they are for machines.
 */
final class Following {
  private static final Duration TICK = Duration.ofMillis(100); // the moving line's clock

  private final Surroundings surroundings;
  private final boolean json;
  private final Screen screen;
  private final EventView view;

  Following(Surroundings surroundings, boolean json) {
    this.surroundings = surroundings;
    this.json = json;
    this.screen = new Screen(surroundings);
    this.view = new EventView(new Style(surroundings.colours()));
  }

  EventView view() {
    return view;
  }

  Screen screen() {
    return screen;
  }

  /**
   * Returns when the run with this id has ended, and its session too if the run closes it; without
   * an id, when the first run has ended or the session was closed.
   */
  void untilEnded(EventFeed feed, String run) {
    long began = surroundings.ticker().nanos();
    while (!ended(run)) {
      EventFeed.Item item = feed.next(TICK);
      if (item.event() != null) {
        show(item);
      } else if (item.passing() != null) {
        view.passing(item.passing());
      }
      if (!json) {
        screen.move(view.moving(Duration.ofNanos(surroundings.ticker().nanos() - began)));
      }
    }
    screen.move("");
  }

  private void show(EventFeed.Item item) {
    var lines = view.lines(item.event());
    if (json) {
      PrintStream out = surroundings.out();
      out.println(item.raw());
      out.flush();
    } else {
      lines.forEach(screen::line);
    }
  }

  /** What the program ends with: what the run's reason says, or the session's without a run. */
  int exitCode() {
    Tree end = view.run().has("run") ? view.run() : view.closed();
    return WireEnum.find(EndReason.class, end.text("reason")).map(EndReason::exitCode).orElse(1);
  }

  /** A unit counts whole: the end of a run that closes its session comes with the closing line. */
  private boolean ended(String run) {
    boolean over = view.run().has("run") && (run.isEmpty() || view.run().text("run").equals(run));
    boolean closed = run.isEmpty() && view.closed().has("outcome");
    return (over || closed) && !view.insideUnit();
  }
}

package crossreview.cli.render;

import java.time.Duration;
import java.util.Optional;

/**
 * The line that says who is waited for where no line can move: builds without output are ended by
 * their hosts, some after a minute. One thread.
 */
public final class HeartbeatLine {
  private static final Duration PERIOD = Duration.ofSeconds(15);

  private final EventRenderer view;
  private long periods;

  public HeartbeatLine(EventRenderer view) {
    this.view = view;
  }

  /** The line, if one is due; after a long silence it is one as well. */
  public Optional<String> at(Duration elapsed) {
    long now = elapsed.dividedBy(PERIOD);
    if (now <= periods) {
      return Optional.empty();
    }
    periods = now;
    String waiting = view.animated(elapsed).strip();
    return Optional.of(
        waiting.isEmpty()
            ? "still waiting after " + elapsed.toSeconds() + " s, no peer is asked just now"
            : "still waiting, " + waiting);
  }
}

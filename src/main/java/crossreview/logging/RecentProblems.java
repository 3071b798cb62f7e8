package crossreview.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;

/** The last warnings and errors, for whoever asks the daemon how it is. Any thread. */
final class RecentProblems extends AppenderBase<ILoggingEvent> {
  static final int LINES_MAX = 10; // what fits on a screen beside the rest of a status
  static final int CHARACTERS_MAX = 500; // enough for what happened; the stack is in the log

  private final Deque<String> lines = new ArrayDeque<>();
  private volatile LogFormatter formatter =
      new LogFormatter(LogFormatter.LogFormat.TEXT, UnaryOperator.identity());

  void use(UnaryOperator<String> redaction) {
    formatter = new LogFormatter(LogFormatter.LogFormat.TEXT, redaction);
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (!event.getLevel().isGreaterOrEqual(Level.WARN)) {
      return;
    }
    String line = formatter.of(event).strip();
    String shown = line.length() <= CHARACTERS_MAX ? line : line.substring(0, CHARACTERS_MAX) + "…";
    synchronized (lines) {
      if (lines.size() == LINES_MAX) {
        lines.removeFirst();
      }
      lines.addLast(shown);
    }
  }

  /** Oldest first. */
  List<String> lines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }
}

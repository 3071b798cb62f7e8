package crossreview.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import crossreview.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a line that comes again and again from filling the log: of lines alike the first five in
 * ten seconds are written, the others are counted, and the count is written once. Alike are lines
 * of one logger with one level, one message before its values are filled in, and one type of error.
 * Lines of debug are never withheld.
 *
 * <p>There is no timer: a count is written with the first line of any kind after the ten seconds,
 * so it may be late in a log that is otherwise silent. Any thread.
 */
final class RepeatLimiter {
  static final int LINES_MAX = 5;
  static final Duration WINDOW = Duration.ofSeconds(10);

  /** Messages that are built from values are all different; beyond this a logger is one kind. */
  static final int KINDS_MAX = 500;

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final int MESSAGE_MAX = 200;

  private final Ticker ticker;
  private final Map<RepeatedLine, LineCount> counts =
      new HashMap<>(); // at most KINDS_MAX + loggers
  private long looked;

  RepeatLimiter(Ticker ticker) {
    this.ticker = ticker;
    this.looked = ticker.nanos();
  }

  /** What makes lines alike. */
  private record RepeatedLine(String logger, Level level, String message, @Nullable String error) {
    static RepeatedLine of(ILoggingEvent event) {
      String message = "" + event.getMessage();
      return new RepeatedLine(
          event.getLoggerName(),
          event.getLevel(),
          message.length() > MESSAGE_MAX ? message.substring(0, MESSAGE_MAX) : message,
          event.getThrowableProxy() == null ? null : event.getThrowableProxy().getClassName());
    }

    RepeatedLine anyMessage() {
      return new RepeatedLine(logger, level, "other messages", null);
    }
  }

  /** Of one kind in one window. */
  private static final class LineCount {
    private final long since;
    private int lines;

    LineCount(long since) {
      this.since = since;
    }
  }

  /** Whether the line is to be written; if not, it is counted. */
  synchronized boolean admits(ILoggingEvent event) {
    if (!event.getLevel().isGreaterOrEqual(Level.INFO)) {
      return true;
    }
    RepeatedLine kind = RepeatedLine.of(event);
    if (counts.size() >= KINDS_MAX && !counts.containsKey(kind)) {
      kind = kind.anyMessage();
    }
    LineCount count = counts.computeIfAbsent(kind, fresh -> new LineCount(ticker.nanos()));
    return ++count.lines <= LINES_MAX;
  }

  /**
   * The lines that say how many were withheld in windows that are over; each is returned once.
   *
   * @param now gives them its time and thread
   */
  synchronized List<ILoggingEvent> due(ILoggingEvent now) {
    long nanos = ticker.nanos();
    if (nanos - looked < LOOK_EVERY.toNanos()) {
      return List.of();
    }
    looked = nanos;
    List<ILoggingEvent> lines = new ArrayList<>();
    Iterator<Map.Entry<RepeatedLine, LineCount>> all = counts.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<RepeatedLine, LineCount> each = all.next();
      if (nanos - each.getValue().since >= WINDOW.toNanos()) {
        all.remove();
        int withheld = each.getValue().lines - LINES_MAX;
        if (withheld > 0) {
          lines.add(line(each.getKey(), withheld, now));
        }
      }
    }
    return lines;
  }

  private static ILoggingEvent line(RepeatedLine kind, int withheld, ILoggingEvent now) {
    LoggingEvent line = new LoggingEvent();
    line.setLoggerName(kind.logger());
    line.setLevel(kind.level());
    line.setMessage("and " + withheld + " more: " + kind.message());
    line.setInstant(now.getInstant());
    line.setThreadName(now.getThreadName());
    line.setMDCPropertyMap(Map.of());
    return line;
  }
}

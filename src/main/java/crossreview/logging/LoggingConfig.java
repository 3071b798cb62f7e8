package crossreview.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of this process: stderr or a file, one line an event.
 *
 * <p>Until {@link #apply} is called only warnings and errors are written, as text: that is what a
 * command wants, whose stdout and stderr belong to the person who typed it. Safe to call again and
 * from any thread; lines written at the same time use either the old or the new settings.
 */
public final class LoggingConfig {
  private static final String APPENDER = "stderr";
  private static final RecentProblems RECENT = new RecentProblems();

  /** It warns several times of each lost connection; what that means is said by our own cluster. */
  private static final String CLUSTER = "com.hazelcast";

  private LoggingConfig() {}

  /** As {@link #apply(String, String, UnaryOperator)}, with texts written as they are. */
  public static void apply(String level, String format) {
    apply(level, format, UnaryOperator.identity());
  }

  /**
   * Sets what is written and how.
   *
   * @param level one of error, warn, info, debug: of the product. The libraries beneath it are
   *     heard one step less, at most at info.
   * @param format {@code text} for people, {@code json} for collectors
   * @param redaction applied to every text from a message, a value or an error before it is
   *     encoded; must be quick and thread-safe and must not log
   */
  public static void apply(String level, String format, UnaryOperator<String> redaction) {
    LogFormatter line = new LogFormatter(LogFormatter.LogFormat.of(format), redaction);
    Level own = level(level);
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    encoders(context).forEach(encoder -> encoder.use(line));
    remember(context, redaction);
    context.getLogger("crossreview").setLevel(own);
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(libraries(own));
    context.getLogger(CLUSTER).setLevel(own == Level.DEBUG ? Level.INFO : Level.ERROR);
  }

  private static Level level(String name) {
    return switch (name) {
      case "error" -> Level.ERROR;
      case "warn" -> Level.WARN;
      case "info" -> Level.INFO;
      case "debug" -> Level.DEBUG;
      default -> throw new IllegalArgumentException("log level: " + name);
    };
  }

  private static Level libraries(Level own) {
    if (own == Level.DEBUG) {
      return Level.INFO;
    }
    return own == Level.ERROR ? Level.ERROR : Level.WARN;
  }

  /**
   * How much of the log is kept in files.
   *
   * @param fileBytesMax of one file
   * @param totalBytesMax of those that were put aside
   * @param daysMax how long they are kept
   */
  public record LogFileLimits(int fileBytesMax, int totalBytesMax, int daysMax) {}

  /**
   * Writes to a file from now on, and no more to stderr. Call it before {@link #apply}; a second
   * call of this process goes on to the file that it names.
   *
   * @throws IOException when the file cannot be written; then everything is as before
   */
  public static void toFile(Path file, LogFileLimits limits) throws IOException {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    LogFileAppender opened = LogFileAppender.open(context, file, limits);
    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    root.addAppender(opened);
  }

  /** The last warnings and errors, oldest first; ten at most. */
  public static List<String> recentProblems() {
    return RECENT.lines();
  }

  private static void remember(LoggerContext context, UnaryOperator<String> redaction) {
    RECENT.use(redaction);
    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    if (!root.isAttached(RECENT)) {
      RECENT.setContext(context);
      RECENT.start();
      root.addAppender(RECENT);
    }
  }

  private static List<LogEncoder> encoders(LoggerContext context) {
    List<LogEncoder> encoders = new ArrayList<>();
    context
        .getLogger(Logger.ROOT_LOGGER_NAME)
        .iteratorForAppenders()
        .forEachRemaining(appender -> {
          if (appender instanceof OutputStreamAppender<ILoggingEvent> written
              && written.getEncoder() instanceof LogEncoder ours) {
            encoders.add(ours);
          }
        });
    if (encoders.isEmpty()) {
      throw new IllegalStateException(
          "logback.xml has no appender '" + APPENDER + "' of crossreview");
    }
    return encoders;
  }
}

package crossreview.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of this process: stderr, one line an event.
 *
 * <p>Until {@link #apply} is called only warnings and errors are written, as text: that is what a
 * command wants, whose stdout and stderr belong to the person who typed it. Safe to call again and
 * from any thread; lines written at the same time use either the old or the new settings.
 */
public final class LoggingConfig {
  private static final String APPENDER = "stderr";

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
    encoder(context).use(line);
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

  private static LogEncoder encoder(LoggerContext context) {
    var appender = context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(APPENDER);
    if (appender instanceof ConsoleAppender<ILoggingEvent> console) {
      Encoder<ILoggingEvent> encoder = console.getEncoder();
      if (encoder instanceof LogEncoder ours) {
        return ours;
      }
    }
    throw new IllegalStateException(
        "logback.xml has no appender '" + APPENDER + "' of crossreview");
  }
}

package crossreview.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedFileNamingAndTriggeringPolicy;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import crossreview.file.FileModes;
import crossreview.logging.LoggingConfig.LogFileLimits;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The log as files that only their owner reads:
 *
 * <pre>
 * crossreview.log                     being written
 * crossreview.YYYY-MM-DD.0.log        put aside: one a day, or more when a day's grows too large
 * crossreview.YYYY-MM-DD.1.log
 * </pre>
 *
 * <p>Nothing is compressed, so that every tool reads them; their number is bounded by age and total
 * size. A disk that is full loses lines and nothing else: Logback tries again from time to time.
 */
final class LogFileAppender extends RollingFileAppender<ILoggingEvent> {
  private static final String NAME = "file";
  private static final long SIZE_LOOK_MS = 1_000; // a burst of a second may exceed the size

  private LogFileAppender() {}

  /** One that writes to a file; its folder is made. */
  static LogFileAppender open(LoggerContext context, Path file, LogFileLimits limits)
      throws IOException {
    Path folder = file.toAbsolutePath().resolveSibling("");
    Files.createDirectories(folder, FileModes.PRIVATE_DIRECTORY);
    LogFileAppender appender = new LogFileAppender();
    appender.setContext(context);
    appender.setName(NAME);
    appender.setFile(file.toString());
    LogEncoder encoder = new LogEncoder();
    encoder.setContext(context);
    encoder.start();
    appender.setEncoder(encoder);
    rotation(appender, context, folder, limits);
    appender.create(file);
    appender.start();
    if (!appender.isStarted()) {
      throw new IOException(file + " cannot be opened");
    }
    return appender;
  }

  private static void rotation(
      LogFileAppender appender, LoggerContext context, Path folder, LogFileLimits limits) {
    SizeAndTimeBasedRollingPolicy<ILoggingEvent> policy = new SizeAndTimeBasedRollingPolicy<>();
    policy.setContext(context);
    policy.setParent(appender);
    policy.setFileNamePattern(folder.resolve("crossreview.%d{yyyy-MM-dd}.%i.log").toString());
    policy.setMaxFileSize(new FileSize(limits.fileBytesMax()));
    policy.setTotalSizeCap(new FileSize(limits.totalBytesMax()));
    policy.setMaxHistory(limits.daysMax());
    policy.setCleanHistoryOnStart(true);
    policy.start();
    if (policy.getTimeBasedFileNamingAndTriggeringPolicy()
        instanceof SizeAndTimeBasedFileNamingAndTriggeringPolicy<ILoggingEvent> sizes) {
      sizes.setCheckIncrement(Duration.buildByMilliseconds(SIZE_LOOK_MS));
    }
    appender.setRollingPolicy(policy);
  }

  /** Also called for each file that follows. */
  @Override
  public void openFile(String name) throws IOException {
    create(Path.of(name));
    super.openFile(name);
  }

  private void create(Path file) throws IOException {
    try {
      Files.createFile(file, FileModes.PRIVATE_FILE);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isRegularFile(file) || !Files.isWritable(file)) {
        throw e; // a directory, or another user's
      }
    }
  }
}

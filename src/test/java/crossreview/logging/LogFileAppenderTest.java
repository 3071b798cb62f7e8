package crossreview.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import crossreview.logging.LoggingConfig.LogFileLimits;
import crossreview.testkit.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileAppenderTest {
  private static final int FILE_MAX = 20_000;
  private static final LogFileLimits LIMITS = new LogFileLimits(FILE_MAX, 60_000, 3);

  @TempDir Path data;
  private final LoggerContext context = new LoggerContext();
  private Path file;

  @BeforeEach
  void where() {
    file = data.resolve("log/crossreview.log");
    context.start();
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  private LoggingEvent event(int number, Instant at) {
    LoggingEvent event = new LoggingEvent();
    event.setLoggerName("crossreview.Test");
    event.setLevel(Level.DEBUG); // never withheld as a repetition
    event.setMessage("line " + number + " " + "x".repeat(500));
    event.setThreadName("main");
    event.setInstant(at);
    event.setMDCPropertyMap(Map.of());
    return event;
  }

  private List<Path> files() {
    try (Stream<Path> all = Files.list(file.getParent())) {
      return all.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long putAside() {
    long bytes = 0;
    for (Path each : files()) {
      bytes += each.equals(file) ? 0 : each.toFile().length();
    }
    return bytes;
  }

  @Test
  void aFileThatGrowsIsPutAsideAndTheTotalIsBounded() throws Exception {
    LogFileAppender appender = LogFileAppender.open(context, file, LIMITS);
    Instant now = Instant.now();
    List<Integer> written = new ArrayList<>();

    // Logback looks at the size once a second of the events' time at most, and removes on a thread.
    Eventually.holds(() -> {
      for (int i = 0; i < 20; i++) {
        appender.doAppend(event(written.size(), now));
        written.add(1);
      }
      return written.size() > 400 && files().size() > 2;
    });

    Eventually.holds(() -> putAside() <= 60_000 + FILE_MAX);
    String last = Files.readString(file);
    assertTrue(last.isEmpty() || last.contains("line "), last);
  }

  @Test
  void onlyTheOwnerReadsTheFilesThatFollowToo() throws Exception {
    LogFileAppender appender = LogFileAppender.open(context, file, LIMITS);

    Eventually.holds(() -> {
      for (int i = 0; i < 50; i++) {
        appender.doAppend(event(i, Instant.now()));
      }
      return files().size() > 1;
    });

    for (Path each : files()) {
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(each)),
          each.toString());
    }
  }

  @Test
  void whatIsTooOldIsRemovedAtTheStart() throws Exception {
    Files.createDirectories(file.getParent());
    Path old = file.resolveSibling("crossreview." + LocalDate.now().minusDays(9) + ".0.log");
    Files.writeString(old, "old\n");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(9))));

    LogFileAppender.open(context, file, LIMITS);

    Eventually.holds(() -> !Files.exists(old));
  }

  @Test
  void aFileThatCannotBeWrittenIsRefused() throws Exception {
    Files.createDirectories(file);

    assertThrows(IOException.class, () -> LogFileAppender.open(context, file, LIMITS));
  }
}

package crossreview.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import crossreview.testkit.FakeTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A line that comes again and again is written a few times and counted. */
class RepeatLimiterTest {
  private static final int FLOOD = 2_536;

  private final LoggerContext context = new LoggerContext();
  private final FakeTime time = new FakeTime();
  private final LogEncoder encoder = new LogEncoder(time);

  private String log(String logger, Level level, String message, Object value, Throwable error) {
    LoggingEvent event =
        new LoggingEvent(
            "", context.getLogger(logger), level, message, error, new Object[] {value});
    event.setInstant(time.now());
    event.setThreadName("main");
    event.setMDCPropertyMap(Map.of());
    return new String(encoder.encode(event), StandardCharsets.UTF_8);
  }

  private String warn(String message, Object value) {
    return log("crossreview.lock.HeldLock", Level.WARN, message, value, null);
  }

  private int flood(String message) {
    int lines = 0;
    for (int i = 0; i < FLOOD; i++) {
      lines += (int) warn(message, i).lines().count();
    }
    return lines;
  }

  @Test
  void linesAlikeAreWrittenAFewTimesWhateverTheirValues() {
    assertTrue(warn("the lock of {} was lost", 1).contains("the lock of 1 was lost"));

    assertEquals(RepeatLimiter.LINES_MAX - 1, flood("the lock of {} was lost"));
  }

  @Test
  void howManyMoreThereWereIsSaidOnceBeforeTheNextLineOfAnyKind() {
    flood("the lock of {} was lost");
    assertEquals(1, warn("other", "").lines().count());

    time.advance(RepeatLimiter.WINDOW);
    List<String> lines =
        log("crossreview.daemon.Daemon", Level.INFO, "stopped", "", null).lines().toList();

    String said = "WARN  lock.HeldLock [main] and 2531 more: the lock of {} was lost";
    assertEquals(2, lines.size(), lines.toString());
    assertTrue(lines.getFirst().endsWith(said), lines.toString());
    assertTrue(lines.getLast().endsWith("stopped"), lines.toString());
    time.advance(RepeatLimiter.WINDOW);
    assertEquals(1, warn("other", "").lines().count());
  }

  @Test
  void aLineIsWrittenAgainInTheNextTenSeconds() {
    flood("slow disk");
    time.advance(RepeatLimiter.WINDOW);

    assertEquals(1 + RepeatLimiter.LINES_MAX, flood("slow disk"));
  }

  @Test
  void linesThatComeRarelyAreAllWritten() {
    for (int i = 0; i < 100; i++) {
      assertEquals(1, warn("host {} left", i).lines().count());
      time.advance(Duration.ofSeconds(3));
    }
  }

  @Test
  void anotherMessageLevelLoggerOrErrorIsNotAlike() {
    flood("failed");

    assertFalse(warn("failed otherwise", "").isEmpty());
    assertFalse(log("crossreview.lock.HeldLock", Level.ERROR, "failed", "", null).isEmpty());
    assertFalse(log("crossreview.lock.Other", Level.WARN, "failed", "", null).isEmpty());
    Throwable bug = new IllegalStateException("bug");
    assertFalse(log("crossreview.lock.HeldLock", Level.WARN, "failed", "", bug).isEmpty());
  }

  @Test
  void whoAsksForDebugReadsEveryLine() {
    for (int i = 0; i < 100; i++) {
      assertFalse(log("crossreview.http.X", Level.DEBUG, "answered", "", null).isEmpty());
    }
  }

  @Test
  void messagesThatAreAllDifferentAreBoundedByTheirLogger() {
    int written = 0;
    for (int i = 0; i < 10_000; i++) {
      written += (int) warn("connection " + i + " was reset", "").lines().count();
    }
    assertEquals(RepeatLimiter.KINDS_MAX + RepeatLimiter.LINES_MAX, written);

    time.advance(RepeatLimiter.WINDOW);
    String next = warn("quiet", "");
    assertTrue(next.contains("and 9495 more: other messages\n"), next);
  }

  @Test
  void theClockOfTheMachineMayJumpBackwards() {
    flood("slow disk");
    time.jump(Duration.ofDays(-1_000));
    time.advance(RepeatLimiter.WINDOW);

    assertTrue(warn("slow disk", "").contains("more: slow disk"));
  }
}

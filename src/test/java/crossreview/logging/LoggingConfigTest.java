package crossreview.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LoggingConfigTest {
  private static final Logger OWN =
      LoggerFactory.getLogger("crossreview.logging.LoggingConfigTest");
  private static final Logger LIBRARY = LoggerFactory.getLogger("io.netty.Something");

  private final PrintStream stderr = System.err;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @BeforeEach
  void catchStderr() {
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void giveStderrBack() {
    System.setErr(stderr);
    LoggingConfig.apply("warn", "text");
  }

  private String log() {
    return written.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aCommandWritesNothingUnlessSomethingIsWrong() {
    LoggingConfig.apply("warn", "text");

    OWN.info("started");
    LIBRARY.debug("using java.nio");
    OWN.warn("disk is slow");

    assertEquals(1, log().lines().count(), log());
    assertTrue(log().contains("WARN  logging.LoggingConfigTest [main] disk is slow"), log());
  }

  @Test
  void aLineThatRepeatsDoesNotFillTheLog() {
    LoggingConfig.apply("warn", "text");

    for (int i = 0; i < 2_536; i++) {
      LIBRARY.warn("nobody handled {}", i);
    }

    assertEquals(RepeatLimiter.LINES_MAX, log().lines().count(), log());
  }

  @Test
  void jsonIsChosenWhileTheProcessRuns() {
    LoggingConfig.apply("info", "json");

    OWN.atInfo().addKeyValue("session", "7e0c").log("opened {}", 1);

    assertTrue(log().startsWith("{\"ts\":\""), log());
    assertTrue(log().contains("\"message\":\"opened 1\",\"session\":\"7e0c\""), log());
  }

  @ParameterizedTest
  @CsvSource({"error,0", "warn,1", "info,1", "debug,2"})
  void theLibrariesAreHeardOneStepLess(String level, int lines) {
    LoggingConfig.apply(level, "text");

    LIBRARY.warn("heard");
    LIBRARY.info("heard at debug only");
    LIBRARY.debug("never heard");

    assertEquals(lines, log().lines().count(), log());
  }

  @Test
  void whatIsWrongInTheLevelOrTheFormatIsNamedAndChangesNothing() {
    LoggingConfig.apply("info", "text");

    assertThrows(IllegalArgumentException.class, () -> LoggingConfig.apply("loud", "json"));
    assertThrows(IllegalArgumentException.class, () -> LoggingConfig.apply("info", "xml"));

    OWN.info("still text");
    assertFalse(log().startsWith("{"), log());
    assertTrue(log().contains("still text"), log());
  }
}

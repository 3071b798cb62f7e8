package crossreview.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.KeyValuePair;

class LogFormatterTest {
  private final LoggerContext context = new LoggerContext();
  private final Logger logger = context.getLogger("crossreview.store.registry.SessionRegistry");

  private LoggingEvent event(String message, Throwable error, KeyValuePair... pairs) {
    LoggingEvent event = new LoggingEvent("", logger, Level.WARN, message, error, null);
    event.setInstant(Instant.parse("2026-11-23T08:15:04.120Z"));
    event.setThreadName("journal-3");
    event.setMDCPropertyMap(Map.of("session", "7e0c"));
    for (KeyValuePair pair : pairs) {
      event.addKeyValuePair(pair);
    }
    return event;
  }

  private static LogFormatter text() {
    return new LogFormatter(LogFormatter.LogFormat.TEXT, UnaryOperator.identity());
  }

  private static LogFormatter json() {
    return new LogFormatter(LogFormatter.LogFormat.JSON, UnaryOperator.identity());
  }

  private static Map<?, ?> read(String line) throws InvalidJsonException {
    return (Map<?, ?>) JsonReader.read(line);
  }

  @Test
  void aTextLineNamesTimePlaceThreadAndSession() {
    String line = text().of(event("slow disk", null, new KeyValuePair("took_ms", 812)));

    assertEquals(
        "2026-11-23T08:15:04.120Z WARN  store.registry.SessionRegistry [journal-3] slow disk"
            + " session=7e0c took_ms=812\n",
        line);
  }

  @Test
  void aJsonLineHasTheSameFields() throws InvalidJsonException {
    String line = json().of(event("slow disk", null, new KeyValuePair("took_ms", 812)));

    assertEquals(
        "{ts=2026-11-23T08:15:04.120Z, level=WARN,"
            + " logger=crossreview.store.registry.SessionRegistry, thread=journal-3, message=slow"
            + " disk, session=7e0c, took_ms=812}",
        read(line).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\u001b[2J", "\u2028", "\u0085", "\u202e", "\u0000"})
  void nothingFromOutsideEndsTheLineOrSteersTheTerminal(String hostile) {
    LoggingEvent event =
        event(
            "name " + hostile + " ERROR forged",
            new IllegalStateException("bad " + hostile + " value"),
            new KeyValuePair("file", "a" + hostile + "b"),
            new KeyValuePair("k" + hostile, "x"));

    for (LogFormatter form : new LogFormatter[] {text(), json()}) {
      String line = form.of(event);

      String body = line.substring(0, line.length() - 1);
      assertTrue(line.endsWith("\n"));
      assertFalse(body.contains(hostile) && form.logFormat() == LogFormatter.LogFormat.TEXT, body);
      assertTrue(body.chars().noneMatch(Character::isISOControl), body);
    }
  }

  @Test
  void anErrorStaysOnTheLineWithItsFramesAndItsCause() throws InvalidJsonException {
    Exception error = new IllegalStateException("outer", new IllegalStateException("inner"));

    String text = text().of(event("failed", error));
    String json = json().of(event("failed", error));

    assertEquals(text.length() - 1, text.indexOf('\n'));
    assertTrue(text.contains(" | java.lang.IllegalStateException: outer | at "), text);
    assertTrue(text.contains(" | Caused by: java.lang.IllegalStateException: inner"), text);
    assertTrue(read(json).get("error").toString().contains("Caused by: "), json);
  }

  @Test
  void everyTextIsRedactedBeforeItIsWritten() {
    UnaryOperator<String> redaction = text -> text.replace("sk-live", "[redacted]");
    LoggingEvent event =
        event(
            "sent sk-live",
            new IllegalStateException("no sk-live"),
            new KeyValuePair("key", "sk-live"));

    for (LogFormatter.LogFormat logFormat : LogFormatter.LogFormat.values()) {
      String line = new LogFormatter(logFormat, redaction).of(event);

      assertFalse(line.contains("sk-live"), line);
      assertTrue(line.contains("sent [redacted]"), line);
    }
  }

  @Test
  void aLongTextIsCutVisibly() {
    String line = text().of(event("x".repeat(100_000), null));

    assertTrue(line.contains("x… 91808 more"), line.substring(8_000));
  }

  @Test
  void aValueThatLooksLikeTwoStandsInQuotes() {
    String line =
        text().of(event("m", null, new KeyValuePair("why", "a b=c"), new KeyValuePair("e", "")));

    assertTrue(line.endsWith(" why=\"a b=c\" e=\"\"\n"), line);
  }

  @Test
  void aValueCannotReplaceAFieldOfTheLine() throws InvalidJsonException {
    String line = json().of(event("true words", null, new KeyValuePair("message", "forged")));

    assertEquals("true words", read(line).get("message"));
    assertEquals("forged", read(line).get("_message"));
  }
}

package crossreview.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import crossreview.json.ControlCharacters;
import crossreview.json.JsonWriter;
import crossreview.time.TimestampFormat;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The form of one line of the log.
 *
 * <pre>
 * text  2026-11-23T08:15:04.120Z WARN  store.Sessions [journal-3] slow disk session=7e0c… took_ms=812
 * json  {"ts":"…","level":"WARN","logger":"crossreview.store.registry.SessionRegistry","thread":"journal-3",
 *        "message":"slow disk","session":"7e0c…","took_ms":"812"}
 * </pre>
 *
 * <p>The values of the logging context come first, then those of the event; of two with one name
 * the event's counts, and a name that the line itself uses gets a leading underscore. Every text is
 * redacted, then bounded, then written so that it can neither end the line nor steer a terminal: a
 * name chosen by a stranger forges nothing.
 */
record LogFormatter(LogFormat logFormat, UnaryOperator<String> redaction) {
  /** 8 Ki characters of any one text: an error with its causes fits, an artifact does not. */
  private static final int CHARACTERS_MAX = 8 * 1024;

  private static final String OWN = "crossreview.";

  enum LogFormat {
    TEXT,
    JSON;

    static LogFormat of(String name) {
      return switch (name) {
        case "text" -> TEXT;
        case "json" -> JSON;
        default -> throw new IllegalArgumentException("log format: " + name);
      };
    }
  }

  /** The line of an event, with its newline. */
  String of(ILoggingEvent event) {
    return switch (logFormat) {
      case TEXT -> text(event);
      case JSON -> json(event);
    };
  }

  private String text(ILoggingEvent event) {
    StringBuilder out = new StringBuilder(256);
    out.append(stamp(event))
        .append(' ')
        .append(String.format(Locale.ROOT, "%-5s", event.getLevel()));
    String logger = event.getLoggerName();
    plain(out.append(' '), logger.startsWith(OWN) ? logger.substring(OWN.length()) : logger);
    plain(out.append(" ["), event.getThreadName());
    plain(out.append("] "), clean(event.getFormattedMessage()));
    values(event).forEach((name, value) -> pair(out, name, value));
    String error = error(event);
    if (error != null) {
      plain(out.append(" | "), error.replaceAll("\n\t?", " | "));
    }
    return out.append('\n').toString();
  }

  private String json(ILoggingEvent event) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("ts", stamp(event));
    line.put("level", event.getLevel().toString());
    line.put("logger", event.getLoggerName());
    line.put("thread", event.getThreadName());
    line.put("message", clean(event.getFormattedMessage()));
    String error = error(event);
    if (error != null) {
      line.put("error", error);
    }
    values(event).forEach((name, value) -> line.put(unused(name, line), value));
    return JsonWriter.of(line) + "\n";
  }

  private static String unused(String name, Map<String, Object> line) {
    return line.containsKey(name) ? "_" + name : name;
  }

  private static String stamp(ILoggingEvent event) {
    return TimestampFormat.format(Instant.ofEpochMilli(event.getTimeStamp()));
  }

  private Map<String, String> values(ILoggingEvent event) {
    Map<String, String> values = new LinkedHashMap<>();
    event.getMDCPropertyMap().forEach((name, value) -> values.put(name, clean(value)));
    if (event.getKeyValuePairs() != null) {
      event.getKeyValuePairs().forEach(pair -> values.put(pair.key, clean("" + pair.value)));
    }
    return values;
  }

  private @Nullable String error(ILoggingEvent event) {
    return event.getThrowableProxy() == null
        ? null
        : clean(StackTraceFormatter.of(event.getThrowableProxy()));
  }

  private String clean(String text) {
    String redacted = redaction.apply("" + text);
    int over = redacted.length() - CHARACTERS_MAX;
    return over <= 0 ? redacted : redacted.substring(0, CHARACTERS_MAX) + "… " + over + " more";
  }

  /** A value that could be read as two, or as none, is in quotes. */
  private static void pair(StringBuilder out, String name, String value) {
    plain(out.append(' '), name);
    out.append('=');
    if (value.isEmpty() || value.chars().anyMatch(c -> c <= ' ' || c == '"' || c == '=')) {
      JsonWriter.quote(out, value);
    } else {
      plain(out, value);
    }
  }

  private static void plain(StringBuilder out, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (ControlCharacters.movesCursor(c) || ControlCharacters.hiddenAt(text, i)) {
        out.append("\\u").append(HexFormat.of().toHexDigits(c));
      } else {
        out.append(c);
      }
    }
  }
}

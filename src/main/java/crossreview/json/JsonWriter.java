package crossreview.json;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one writer: compact, in the order of the map, one line.
 *
 * <p>Control characters, line and paragraph separators, DEL and lone surrogates are escaped, so an
 * encoded value never breaks a line of a journal, a log or a terminal, and so is what cannot be
 * seen ({@link ControlCharacters}). Everything else is UTF-8.
 */
public final class JsonWriter {
  private JsonWriter() {}

  /** The text of a value made of maps, iterables, strings, numbers, booleans and null. */
  public static String of(@Nullable Object value) {
    StringBuilder out = new StringBuilder(256);
    append(out, value);
    return out.toString();
  }

  /** The UTF-8 bytes of {@link #of}. */
  public static byte[] bytes(Object value) {
    return of(value).getBytes(StandardCharsets.UTF_8);
  }

  /** Appends the text of a value. */
  public static void append(StringBuilder out, @Nullable Object value) {
    switch (value) {
      case null -> out.append("null");
      case String text -> quote(out, text);
      case RawJson rawJson -> out.append(rawJson.text());
      case Boolean flag -> out.append(flag.booleanValue());
      case BigDecimal decimal -> out.append(decimal.toPlainString());
      case Integer number -> out.append(number.intValue());
      case Long number -> out.append(number.longValue());
      case Number number -> out.append(number);
      case Map<?, ?> map -> object(out, map);
      case Iterable<?> items -> array(out, items);
      default -> throw new IllegalStateException("not a JSON value: " + value.getClass());
    }
  }

  private static void object(StringBuilder out, Map<?, ?> map) {
    out.append('{');
    Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<?, ?> entry = entries.next();
      quote(out, (String) entry.getKey());
      out.append(':');
      append(out, entry.getValue());
      if (entries.hasNext()) {
        out.append(',');
      }
    }
    out.append('}');
  }

  private static void array(StringBuilder out, Iterable<?> items) {
    out.append('[');
    Iterator<?> iterator = items.iterator();
    while (iterator.hasNext()) {
      append(out, iterator.next());
      if (iterator.hasNext()) {
        out.append(',');
      }
    }
    out.append(']');
  }

  /** Appends a JSON string with its quotes. */
  public static void quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> character(out, text, i, c);
      }
    }
    out.append('"');
  }

  private static void character(StringBuilder out, String text, int at, char c) {
    boolean control = c < 0x20 || c >= 0x7f && c < 0xa0 || c == 0x2028 || c == 0x2029;
    if (control || loneSurrogate(text, at, c) || ControlCharacters.hiddenAt(text, at)) {
      ControlCharacters.escape(out, c);
    } else {
      out.append(c);
    }
  }

  private static boolean loneSurrogate(String text, int at, char c) {
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(c)
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }
}

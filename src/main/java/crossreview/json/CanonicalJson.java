package crossreview.json;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON Canonicalization Scheme (RFC 8785) for values made of objects, arrays, strings, whole
 * numbers, booleans and null: no blanks, members in the order of their UTF-16 code units, and only
 * those escapes that JSON demands. What is signed is written so, and no formatting of a copy
 * changes what it means.
 *
 * <p>Fractions are refused: two languages rarely write them alike.
 */
public final class CanonicalJson {
  private static final long WHOLE_MAX = (1L << 53) - 1; // beyond it other readers round (RFC 8259)

  private CanonicalJson() {}

  /**
   * The canonical UTF-8 bytes of a value.
   *
   * @throws InvalidJsonException when it has a number that is not a whole one up to 2^53 − 1, or a
   *     text that is not valid Unicode
   */
  public static byte[] bytes(Object value) throws InvalidJsonException {
    StringBuilder out = new StringBuilder(512);
    append(out, value);
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void append(StringBuilder out, @Nullable Object value)
      throws InvalidJsonException {
    switch (value) {
      case null -> out.append("null");
      case String text -> quote(out, text);
      case Boolean flag -> out.append(flag.booleanValue());
      case Integer number -> out.append(number.intValue());
      case Long number -> whole(out, number);
      case Map<?, ?> map -> object(out, map);
      case List<?> items -> array(out, items);
      default ->
          throw new InvalidJsonException(
              JsonReader.kind(value) + " has no canonical form: " + value);
    }
  }

  private static void whole(StringBuilder out, long number) throws InvalidJsonException {
    if (Math.abs(number) > WHOLE_MAX) {
      throw new InvalidJsonException(number + " is beyond 2^53 - 1");
    }
    out.append(number);
  }

  private static void object(StringBuilder out, Map<?, ?> map) throws InvalidJsonException {
    List<String> names =
        map.keySet().stream().map(String.class::cast).sorted(Comparator.naturalOrder()).toList();
    char lead = '{';
    for (String name : names) {
      out.append(lead);
      quote(out, name);
      append(out.append(':'), map.get(name));
      lead = ',';
    }
    out.append(names.isEmpty() ? "{}" : "}");
  }

  private static void array(StringBuilder out, List<?> items) throws InvalidJsonException {
    char lead = '[';
    for (Object item : items) {
      append(out.append(lead), item);
      lead = ',';
    }
    out.append(items.isEmpty() ? "[]" : "]");
  }

  private static void quote(StringBuilder out, String text) throws InvalidJsonException {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> character(out, text, i);
      }
    }
    out.append('"');
  }

  private static void character(StringBuilder out, String text, int at)
      throws InvalidJsonException {
    char c = text.charAt(at);
    if (c < 0x20) {
      out.append("\\u").append(HexFormat.of().toHexDigits(c));
      return;
    }
    boolean alone =
        Character.isHighSurrogate(c)
                && (at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1)))
            || Character.isLowSurrogate(c)
                && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    if (alone) {
      throw new InvalidJsonException("unpaired surrogate in a string");
    }
    out.append(c);
  }
}

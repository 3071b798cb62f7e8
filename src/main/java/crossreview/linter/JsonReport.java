package crossreview.linter;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reading of JSON whose parts may be missing or of another type: such a part is not there. */
final class JsonReport {
  private JsonReport() {}

  static Map<?, ?> whole(String text) throws UnreadableReportException {
    try {
      return map(JsonReader.readAnswer(text));
    } catch (InvalidJsonException e) {
      throw new UnreadableReportException("it is not JSON: " + e.getMessage());
    }
  }

  static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  /** The value below some names, each in an object. */
  static @Nullable Object at(Map<?, ?> map, String... names) {
    Object value = map;
    for (String name : names) {
      value = map(value).get(name);
    }
    return value;
  }

  static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  static String text(@Nullable Object value) {
    return value instanceof String text ? text : "";
  }

  /** A line number; 0 where there is none. */
  static int line(@Nullable Object value) {
    return value instanceof Long number && number >= 1 && number <= Integer.MAX_VALUE
        ? number.intValue()
        : 0;
  }
}

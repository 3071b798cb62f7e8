package crossreview.http;

import crossreview.model.Digest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The least input that a schema takes. */
final class SampleInput {
  /** One of them matches each pattern that an operation asks for. */
  private static final List<String> WORDS =
      List.of("sample", "1", "text/plain", "1.00", Digest.of("x").value());

  private SampleInput() {}

  /** Every field that must be there, with the first value that fits. */
  static Map<String, Object> of(Map<String, Object> schema) {
    Map<?, ?> fields = (Map<?, ?>) schema.get("properties");
    Map<String, Object> input = new LinkedHashMap<>();
    for (Object name : (List<?>) schema.get("required")) {
      input.put((String) name, value((Map<?, ?>) fields.get(name)));
    }
    return input;
  }

  @SuppressWarnings("unchecked") // schemas are written by operation.Schema
  private static Object value(Map<?, ?> schema) {
    return switch ((String) schema.get("type")) {
      case "string" -> text(schema);
      case "integer" -> schema.get("minimum");
      case "boolean" -> true;
      case "array" -> List.of(value((Map<?, ?>) schema.get("items")));
      case "object" -> of((Map<String, Object>) schema);
      default -> throw new IllegalArgumentException(schema.toString());
    };
  }

  private static String text(Map<?, ?> schema) {
    if (schema.get("enum") instanceof List<?> words) {
      return (String) words.getFirst();
    }
    return schema.get("pattern") instanceof String pattern
        ? WORDS.stream()
            .filter(word -> word.matches(pattern))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no sample for " + pattern))
        : "sample";
  }
}

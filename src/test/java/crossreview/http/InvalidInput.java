package crossreview.http;

import crossreview.operation.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Inputs of an operation that are wrong in one place each, made from its schema.
 *
 * @param what for the message of a failed test
 * @param field the place
 */
record InvalidInput(String what, String field, Map<String, Object> input) {
  @Override
  public String toString() {
    return what + " of " + field;
  }

  /** All of them; nothing of the sample's other fields is wrong. */
  static List<InvalidInput> of(Operation operation, Map<String, Object> sample) {
    List<InvalidInput> all = new ArrayList<>();
    all.add(with("an unknown field", "zzz", sample, 1L));
    ((Map<?, ?>) operation.input().get("properties"))
        .forEach((name, field) -> {
          String place = (String) name;
          Map<?, ?> schema = (Map<?, ?>) field;
          if (!place.equals("session_id")) {
            Object wrong = schema.get("type").equals("object") ? "x" : Map.of("x", 1L);
            all.add(with("the wrong type", place, sample, wrong));
            all.add(with("no value at all", place, sample, null));
          }
          beyond(schema)
              .forEach(value -> all.add(with("a value beyond the bounds", place, sample, value)));
        });
    for (Object name : (List<?>) operation.input().get("required")) {
      if (!name.equals("session_id")) {
        Map<String, Object> less = new LinkedHashMap<>(sample);
        less.remove(name);
        all.add(new InvalidInput("the absence", (String) name, less));
      }
    }
    return all;
  }

  private static InvalidInput with(
      String what, String field, Map<String, Object> sample, Object value) {
    Map<String, Object> input = new LinkedHashMap<>(sample);
    input.put(field, value);
    return new InvalidInput(what, field, input);
  }

  private static List<Object> beyond(Map<?, ?> schema) {
    List<Object> values = new ArrayList<>();
    if (schema.get("minimum") instanceof Long min) {
      values.add(min - 1);
    }
    if (schema.get("maximum") instanceof Long max && max < Long.MAX_VALUE) {
      values.add(max + 1);
    }
    if (schema.get("minLength") instanceof Long min && min > 0) {
      values.add("");
    }
    if (schema.get("maxLength") instanceof Long max && max < 100_000) {
      values.add("x".repeat((int) (max + 1)));
    }
    if (schema.containsKey("enum")) {
      values.add("none-of-them");
    }
    if (schema.containsKey("pattern")) {
      values.add("\u0000");
    }
    return values;
  }
}

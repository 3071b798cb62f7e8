package crossreview.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes of the one schema what a provider understands. Pure. */
public final class SchemaSimplifier {
  private static final Set<String> DROPPED = Set.of("$schema", "title");
  private static final Set<String> LIMITS =
      Set.of("minLength", "maxLength", "minItems", "maxItems", "minimum", "maximum");
  private static final long LENGTH_MAX = 2_048; // BOUNDED: what such providers say themselves
  private static final long ITEMS_MAX = 256;

  private final SchemaSupport form;

  private SchemaSimplifier(SchemaSupport form) {
    this.form = form;
  }

  /** The schema in a form; null for the forms that have none. */
  public static @Nullable Map<String, Object> simplify(
      Map<String, Object> schema, SchemaSupport form) {
    return switch (form) {
      case JSON_OBJECT, NONE -> null;
      case FULL, BOUNDED, COUNTED, DESCRIBED, PORTABLE -> new SchemaSimplifier(form).object(schema);
    };
  }

  private Map<String, Object> object(Map<?, ?> schema) {
    Map<String, Object> lowered = new LinkedHashMap<>();
    List<String> said = new ArrayList<>();
    schema.forEach((key, value) -> {
      String name = (String) key;
      if (name.equals("properties")) {
        lowered.put(name, properties((Map<?, ?>) value, required(schema)));
      } else if (LIMITS.contains(name)) {
        limit(lowered, said, name, (Number) value);
      } else if (!DROPPED.contains(name)) {
        lowered.put(name, value instanceof Map<?, ?> map ? object(map) : value);
      }
    });
    if (strict() && schema.get("properties") instanceof Map<?, ?> all) {
      lowered.put("required", List.copyOf(all.keySet()));
    }
    if (!said.isEmpty()) {
      String before = lowered.get("description") instanceof String text ? text + "; " : "";
      lowered.put("description", before + String.join(", ", said));
    }
    return lowered;
  }

  private Map<String, Object> properties(Map<?, ?> properties, List<?> required) {
    Map<String, Object> lowered = new LinkedHashMap<>();
    properties.forEach((name, each) -> {
      Map<String, Object> property = object((Map<?, ?>) each);
      if (strict() && !required.contains(name)) {
        mayBeNull(property);
      }
      lowered.put((String) name, property);
    });
    return lowered;
  }

  private static List<?> required(Map<?, ?> schema) {
    return schema.get("required") instanceof List<?> list ? list : List.of();
  }

  /** Strict providers know no absent field, so an optional one is there and null. */
  private static void mayBeNull(Map<String, Object> property) {
    property.put("type", List.of(property.get("type"), "null"));
    if (property.get("enum") instanceof List<?> words) {
      List<Object> all = new ArrayList<>(words);
      all.add(null);
      property.put("enum", all);
    }
  }

  private boolean strict() {
    return form == SchemaSupport.FULL || form == SchemaSupport.BOUNDED;
  }

  private void limit(Map<String, Object> lowered, List<String> said, String name, Number value) {
    boolean items = name.endsWith("Items");
    switch (form) {
      case FULL -> lowered.put(name, value);
      case BOUNDED ->
          lowered.put(name, Math.min(value.longValue(), items ? ITEMS_MAX : LENGTH_MAX));
      case COUNTED -> {
        if (name.equals("maxItems")) {
          lowered.put(name, value);
        } else {
          said.add(words(name, value));
        }
      }
      case DESCRIBED -> said.add(words(name, value));
      case PORTABLE, JSON_OBJECT, NONE -> {}
    }
  }

  private static String words(String name, Number value) {
    String unit = name.endsWith("Items") ? " items" : name.endsWith("Length") ? " characters" : "";
    return (name.startsWith("min") ? "at least " : "at most ") + value + unit;
  }
}

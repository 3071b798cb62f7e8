package crossreview.codec;

import crossreview.model.WireEnum;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON Schemas (draft 2020-12) in the subset that model vendors' tool interfaces accept:
 * plain objects, no alternatives, no open maps in an input.
 */
public final class SchemaBuilder {
  /** An amount of US dollars as a text, so that no protocol makes a binary fraction of it. */
  public static final String DOLLARS = "^[0-9]{1,9}(\\.[0-9]{1,12})?$";

  private SchemaBuilder() {}

  /** A text of so many characters. */
  public static Map<String, Object> text(int min, int max, @Nullable String about) {
    Map<String, Object> schema = typed("string", about);
    schema.put("minLength", (long) min);
    schema.put("maxLength", (long) max);
    return schema;
  }

  /** A text of any length, for outputs. */
  public static Map<String, Object> text(@Nullable String about) {
    return typed("string", about);
  }

  /** A text that a pattern describes; the pattern is anchored and linear. */
  public static Map<String, Object> matching(String pattern, @Nullable String about) {
    Map<String, Object> schema = typed("string", about);
    schema.put("pattern", pattern);
    return schema;
  }

  /** One of these words. */
  public static Map<String, Object> words(List<String> words, @Nullable String about) {
    Map<String, Object> schema = typed("string", about);
    schema.put("enum", words);
    return schema;
  }

  /** One of an enum's words. */
  public static <E extends Enum<E> & WireEnum> Map<String, Object> words(
      Class<E> type, String about) {
    return words(Stream.of(type.getEnumConstants()).map(WireEnum::wireName).toList(), about);
  }

  public static Map<String, Object> whole(long min, long max, @Nullable String about) {
    Map<String, Object> schema = typed("integer", about);
    schema.put("minimum", min);
    schema.put("maximum", max);
    return schema;
  }

  public static Map<String, Object> flag(@Nullable String about) {
    return typed("boolean", about);
  }

  public static Map<String, Object> list(Map<String, Object> items, @Nullable String about) {
    Map<String, Object> schema = typed("array", about);
    schema.put("items", items);
    return schema;
  }

  /** A list of so many items. */
  public static Map<String, Object> list(
      Map<String, Object> items, int min, int max, @Nullable String about) {
    Map<String, Object> schema = list(items, about);
    schema.put("minItems", min); // Integer: Vert.x' validator takes no Long for these two
    schema.put("maxItems", max);
    return schema;
  }

  /** An object whose fields are described elsewhere, for outputs. */
  public static Map<String, Object> any(@Nullable String about) {
    return typed("object", about);
  }

  private static Map<String, Object> typed(String type, @Nullable String about) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", type);
    if (about != null) { // a description is a text, or is not there
      schema.put("description", about);
    }
    return schema;
  }

  /** An object that has these fields and no others. */
  public static ObjectSchema object() {
    return new ObjectSchema();
  }

  /** Collects the fields of an object. */
  public static final class ObjectSchema {
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final List<String> required = new ArrayList<>();

    /** A field that is always there. */
    public ObjectSchema must(String name, Map<String, Object> schema) {
      required.add(name);
      return may(name, schema);
    }

    /** A field that may be absent. */
    public ObjectSchema may(String name, Map<String, Object> schema) {
      properties.put(name, schema);
      return this;
    }

    /** The fields of another object. */
    void addAll(ObjectSchema other) {
      properties.putAll(other.properties);
      required.addAll(other.required);
    }

    public Map<String, Object> build() {
      Map<String, Object> schema = new LinkedHashMap<>();
      schema.put("type", "object");
      schema.put("properties", properties);
      schema.put("required", required);
      schema.put("additionalProperties", false);
      return schema;
    }
  }
}

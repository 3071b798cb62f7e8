package crossreview.operation;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.json.JsonReader;
import crossreview.json.JsonWriter;
import crossreview.json.NameSuggestion;
import crossreview.model.Problem.RequestFault;
import crossreview.model.ValueChecks;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A compiled schema that says what is wrong with a value, in words and with JSON pointers (RFC
 * 6901).
 *
 * <p>Compiled once; any thread. The value comes from the strict reader, which has bounded it.
 */
public final class SchemaValidator {
  private static final JsonSchemaOptions OPTIONS =
      new JsonSchemaOptions()
          .setBaseUri("app://crossreview")
          .setDraft(Draft.DRAFT202012)
          .setOutputFormat(OutputFormat.Basic);

  /** More are not listed: the caller fixes the first ones and tries again. */
  private static final int FAULTS_MAX = 20;

  private final Map<String, Object> schema;
  private final Validator validator;

  public SchemaValidator(Map<String, Object> schema) {
    this.schema = schema;
    // The validator writes into what it compiles, so it gets a copy of its own.
    JsonObject own = new JsonObject(schema).copy();
    this.validator = Validator.create(JsonSchema.of(own), OPTIONS);
  }

  /** What is wrong with the value; empty when it fits. */
  public List<RequestFault> faults(Map<String, Object> value) {
    List<RequestFault> faults = new ArrayList<>();
    unknown("", schema, value, faults);
    value.forEach((name, each) -> {
      boolean whole =
          each instanceof String
              && !properties(schema).getOrDefault(name, Map.of()).containsKey("maxLength");
      if (!whole) { // a text to review is checked when it is stored, with a refusal of its own
        unreadable("/" + pointer(name), each, faults);
      }
    });
    if (faults.size() == FAULTS_MAX) {
      return faults;
    }
    OutputUnit outcome = validator.validate(new JsonObject(value));
    if (!outcome.getValid() && outcome.getErrors() != null) {
      outcome.getErrors().forEach(unit -> add(unit, value, faults));
    }
    // The first fault of a place says it best: what has the wrong type is in no list of words
    // either.
    Map<String, RequestFault> byPlace = new LinkedHashMap<>();
    faults.forEach(requestFault -> byPlace.putIfAbsent(requestFault.path(), requestFault));
    return byPlace.values().stream().limit(FAULTS_MAX).toList();
  }

  /** Fields that the schema does not know, each with the nearest one that it does. */
  private static void unknown(
      String at, Map<String, Object> schema, Map<?, ?> value, List<RequestFault> faults) {
    if (!Boolean.FALSE.equals(schema.get("additionalProperties"))) {
      return;
    }
    Map<String, Map<String, Object>> known = properties(schema);
    for (Map.Entry<?, ?> field : value.entrySet()) {
      String name = (String) field.getKey();
      String path = at + "/" + pointer(name);
      if (faults.size() == FAULTS_MAX) {
        return; // a hint for each of a hundred thousand names takes seconds
      } else if (!known.containsKey(name)) {
        faults.add(
            new RequestFault(path, "unknown field" + NameSuggestion.hint(name, known.keySet())));
      } else {
        inside(path, known.get(name), field.getValue(), faults);
      }
    }
  }

  /** What a reader may stop at, or what no file can hold. */
  private static void unreadable(String at, @Nullable Object value, List<RequestFault> faults) {
    if (faults.size() == FAULTS_MAX) {
      return;
    }
    switch (value) {
      case String text when text.indexOf('\0') >= 0 ->
          faults.add(
              new RequestFault(
                  at, "has U+0000 as character " + (text.indexOf('\0') + 1) + "; remove it"));
      case String text when !UTF_8.newEncoder().canEncode(text) ->
          faults.add(new RequestFault(at, "has half of a surrogate pair; it is not valid Unicode"));
      case Map<?, ?> map ->
          map.forEach((name, each) -> unreadable(at + "/" + pointer((String) name), each, faults));
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          unreadable(at + "/" + i, list.get(i), faults);
        }
      }
      case null, default -> {
        return; // numbers and flags are readable
      }
    }
  }

  @SuppressWarnings("unchecked") // schemas are made by SchemaBuilder and the record codec
  private static void inside(
      String at, Map<String, Object> schema, Object value, List<RequestFault> faults) {
    if (value instanceof Map<?, ?> inner) {
      unknown(at, schema, inner, faults);
    } else if (value instanceof List<?> list && schema.get("items") instanceof Map<?, ?> item) {
      for (int i = 0; i < list.size(); i++) {
        inside(at + "/" + i, (Map<String, Object>) item, list.get(i), faults);
      }
    }
  }

  @SuppressWarnings("unchecked") // schemas are made by SchemaBuilder and the record codec
  private static Map<String, Map<String, Object>> properties(Map<String, Object> schema) {
    return (Map<String, Map<String, Object>>) schema.getOrDefault("properties", Map.of());
  }

  private static String pointer(String name) {
    return ValueChecks.cut(name, 80).replace("~", "~0").replace("/", "~1");
  }

  /** The library says where; what was expected is in our schema, what was given in the value. */
  private void add(OutputUnit unit, Map<String, Object> value, List<RequestFault> faults) {
    String rule = unit.getKeywordLocation().substring(unit.getKeywordLocation().indexOf('#') + 1);
    String keyword = rule.substring(rule.lastIndexOf('/') + 1);
    String at = unit.getInstanceLocation().substring(1); // without the leading "#"
    Object wanted = at(schema, rule);
    Object given = at(value, at);
    switch (keyword) {
      case "properties", "items", "additionalProperties" -> {} // their parts say more
      case "required" -> missing(at, wanted, given, faults);
      default -> faults.add(new RequestFault(at, said(keyword, wanted, given)));
    }
  }

  private static void missing(
      String at, @Nullable Object wanted, @Nullable Object given, List<RequestFault> faults) {
    if (wanted instanceof List<?> names && given instanceof Map<?, ?> object) {
      names.stream()
          .filter(name -> !object.containsKey(name))
          .forEach(name -> faults.add(new RequestFault(at + "/" + name, "is required")));
    }
  }

  private static String said(String keyword, @Nullable Object wanted, @Nullable Object given) {
    return switch (keyword) {
      case "type" -> {
        String article = String.valueOf(wanted).matches("[aeio].*") ? "an " : "a ";
        yield "must be " + article + wanted + ", is " + JsonReader.kind(given);
      }
      case "enum" -> "must be one of " + JsonWriter.of(wanted);
      case "minLength" -> "is too short: " + length(given) + " characters, at least " + wanted;
      case "maxLength" -> "is too long: " + length(given) + " characters, at most " + wanted;
      case "minimum" -> "must be at least " + wanted + ", is " + given;
      case "maximum" -> "must be at most " + wanted + ", is " + given;
      case "pattern" -> "does not match " + wanted;
      case "minItems" -> "has " + size(given) + " items, at least " + wanted;
      case "maxItems" -> "has " + size(given) + " items, at most " + wanted;
      default -> "is not allowed by the rule " + keyword + " of the schema";
    };
  }

  private static int length(@Nullable Object given) {
    String text = String.valueOf(given);
    return text.codePointCount(0, text.length());
  }

  private static int size(@Nullable Object given) {
    return given instanceof List<?> list ? list.size() : 0;
  }

  private static @Nullable Object at(Object value, String pointer) {
    Object found = value;
    for (String step : pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
      String name = step.replace("~1", "/").replace("~0", "~");
      found =
          switch (found) {
            case Map<?, ?> map -> map.get(name);
            case List<?> list -> list.get(Integer.parseInt(name));
            case null, default -> null;
          };
    }
    return found;
  }
}

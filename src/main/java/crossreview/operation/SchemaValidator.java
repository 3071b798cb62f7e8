package crossreview.operation;

import crossreview.json.JsonReader;
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

  /** More are not listed: a reader mends the first ones and asks again. */
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
      } else if (field.getValue() instanceof Map<?, ?> inner) {
        unknown(path, known.get(name), inner, faults);
      }
    }
  }

  @SuppressWarnings("unchecked") // schemas are written by Schema
  private static Map<String, Map<String, Object>> properties(Map<String, Object> schema) {
    return (Map<String, Map<String, Object>>) schema.getOrDefault("properties", Map.of());
  }

  private static String pointer(String name) {
    return ValueChecks.cut(name, 80).replace("~", "~0").replace("/", "~1");
  }

  private static void add(OutputUnit unit, Map<String, Object> value, List<RequestFault> faults) {
    String keyword = unit.getKeywordLocation();
    keyword = keyword.substring(keyword.lastIndexOf('/') + 1);
    String at = unit.getInstanceLocation().substring(1); // without the leading "#"
    String said = unit.getError();
    switch (keyword) {
      case "properties", "items", "additionalProperties" -> {} // their parts say more
      case "type" -> faults.add(new RequestFault(at, type(said, at(value, at))));
      case "required" -> faults.add(new RequestFault(at + "/" + quoted(said), "is required"));
      case "enum" ->
          faults.add(new RequestFault(at, "must be one of " + said.substring(said.indexOf('['))));
      case "minLength", "maxLength" ->
          faults.add(new RequestFault(at, said.replace("String is", "is").replace(" (", ": (")));
      default -> faults.add(new RequestFault(at, said));
    }
  }

  private static String type(String said, Object given) {
    String wanted = said.substring(said.lastIndexOf(' ') + 1);
    String article = wanted.matches("[aeio].*") ? "an " : "a ";
    return "must be " + article + wanted + ", is " + JsonReader.kind(given);
  }

  private static String quoted(String said) {
    return said.substring(said.indexOf('"') + 1, said.lastIndexOf('"'));
  }

  private static Object at(Object value, String pointer) {
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

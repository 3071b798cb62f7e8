package crossreview.cli.client;

import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.NameSuggestion;
import crossreview.model.AnswerProblem;
import crossreview.model.CliProblem;
import crossreview.model.RequestProblem;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An operation, as the daemon describes it.
 *
 * @param path below the root of the API, with the names of fields in braces
 * @param fields the schema of each
 * @param required the fields that a call must have
 */
public record OperationDescriptor(
    String name,
    String title,
    String method,
    String path,
    Map<String, JsonNode> fields,
    List<String> required) {
  private static final String API = "/api/v1";

  /** All of a description in OpenAPI, by name. */
  public static List<OperationDescriptor> all(JsonNode description) {
    List<OperationDescriptor> all = new ArrayList<>();
    for (String path : description.tree("paths").names()) {
      JsonNode methods = description.tree("paths").tree(path);
      for (String method : methods.names()) {
        all.add(one(path, method, methods.tree(method)));
      }
    }
    all.sort(Comparator.comparing(OperationDescriptor::name));
    return all;
  }

  private static OperationDescriptor one(String path, String method, JsonNode operation) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (JsonNode parameter : operation.trees("parameters")) {
      if (!parameter.text("in").equals("header")) {
        fields.put(parameter.text("name"), parameter.tree("schema"));
        if (parameter.flag("required")) {
          required.add(parameter.text("name"));
        }
      }
    }
    JsonNode body =
        operation.tree("requestBody").tree("content").tree("application/json").tree("schema");
    body.tree("properties")
        .names()
        .forEach(name -> fields.put(name, body.tree("properties").tree(name)));
    required.addAll(body.texts("required"));
    return new OperationDescriptor(
        operation.text("operationId"),
        operation.text("summary"),
        method.toUpperCase(Locale.ROOT),
        path.startsWith(API) ? path.substring(API.length()) : path,
        fields,
        required);
  }

  public static OperationDescriptor find(List<OperationDescriptor> all, String name) {
    return all.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() -> {
          String hint =
              NameSuggestion.hint(name, all.stream().map(OperationDescriptor::name).toList());
          return new CliException(
              RequestProblem.UNKNOWN_OPERATION, "there is no operation \"" + name + "\"" + hint);
        });
  }

  /** Whether it may change something. */
  public boolean isWrite() {
    return !method.equals("GET");
  }

  /** A value as the field's schema wants it; texts stay as they are. */
  public @Nullable Object parseValue(String field, String text) {
    JsonNode schema = fields.get(field);
    if (schema == null) {
      String hint = NameSuggestion.hint(field, fields.keySet());
      throw new CliException(
          CliProblem.UNKNOWN_FIELD, name + " has no field \"" + field + "\"" + hint);
    }
    if (schema.text("type").equals("string")) {
      return text;
    }
    try {
      return JsonReader.read(text);
    } catch (InvalidJsonException e) {
      throw new CliException(
          CliProblem.BAD_FIELD,
          field + " must be of type " + schema.text("type") + ", is \"" + text + "\"");
    }
  }

  /** The path of a call, with its query where there is no body; what is placed is taken out. */
  String requestPath(Map<String, Object> input) {
    String placed = path;
    for (String field : List.copyOf(input.keySet())) {
      if (placed.contains("{" + field + "}")) {
        placed = placed.replace("{" + field + "}", encoded(input.remove(field)));
      }
    }
    if (placed.contains("{")) {
      throw new CliException(
          AnswerProblem.MISSING_FIELD, name + " needs " + String.join(", ", required));
    }
    if (isWrite() || input.isEmpty()) {
      return placed;
    }
    List<String> query = new ArrayList<>();
    input.forEach((field, value) -> query.add(encoded(field) + "=" + encoded(value)));
    return placed + "?" + String.join("&", query);
  }

  /** A value as it is in a path or a query. */
  public static String encoded(@Nullable Object value) {
    return URLEncoder.encode(String.valueOf(value), StandardCharsets.UTF_8).replace("+", "%20");
  }
}

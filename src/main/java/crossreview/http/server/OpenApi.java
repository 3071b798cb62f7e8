package crossreview.http.server;

import crossreview.json.JsonTree;
import crossreview.operation.Operation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP API as an OpenAPI description (OpenAPI Specification), made from the same operations as
 * its routes. Pure.
 */
final class OpenApi {
  private static final Pattern PLACE = Pattern.compile("\\{([^}]+)}");

  private static final Map<String, Object> LICENSE =
      JsonTree.of("name", "Apache License 2.0", "identifier", "Apache-2.0");

  private OpenApi() {}

  static Map<String, Object> of(Collection<Operation> operations, String version) {
    Map<String, Map<String, Object>> paths = new TreeMap<>();
    for (Operation operation : operations) {
      paths
          .computeIfAbsent(
              RouterFactory.API + operation.httpRoute().path(), path -> new LinkedHashMap<>())
          .put(operation.httpRoute().method().toLowerCase(Locale.ROOT), described(operation));
    }
    Map<String, Object> bearer = JsonTree.of("type", "http", "scheme", "bearer");
    return JsonTree.of(
        "openapi", "3.1.0",
        "info", JsonTree.of("title", "crossreview", "version", version, "license", LICENSE),
        "servers", List.of(JsonTree.of("url", "/")), // wherever the description was read
        "paths", paths,
        "components",
            JsonTree.of(
                "securitySchemes", JsonTree.of("token", bearer),
                "responses", JsonTree.of("Problem", refused()),
                "schemas", JsonTree.of("Problem", problem())),
        "security", List.of(JsonTree.of("token", List.of())));
  }

  private static Map<String, Object> described(Operation operation) {
    Set<String> inPath =
        PLACE
            .matcher(operation.httpRoute().path())
            .results()
            .map(place -> place.group(1))
            .collect(Collectors.toSet());
    boolean get = operation.httpRoute().method().equals("GET");
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("operationId", operation.name());
    described.put("summary", operation.title());
    described.put("description", operation.description());
    described.put("parameters", parameters(operation, inPath, get));
    if (!get) {
      described.put("requestBody", body(operation, inPath));
    }
    Map<String, Object> done =
        JsonTree.of("description", "It is done, begun or here.", "content", answer(operation));
    Map<String, Object> refused = JsonTree.of("$ref", "#/components/responses/Problem");
    described.put("responses", JsonTree.of("2XX", done, "4XX", refused, "5XX", refused));
    return described;
  }

  private static Map<String, Object> refused() {
    Map<String, Object> schema = JsonTree.of("$ref", "#/components/schemas/Problem");
    return JsonTree.of(
        "description",
        "It is refused, or it failed.",
        "content",
        JsonTree.of("application/problem+json", JsonTree.of("schema", schema)));
  }

  /** JSON, and where the answer is a document also the document as it is. */
  private static Map<String, Object> answer(Operation operation) {
    Map<String, Object> content =
        JsonTree.of("application/json", JsonTree.of("schema", operation.output()));
    String document = operation.httpRoute().document();
    if (document != null) {
      String type = document.endsWith("+json") ? "object" : "string";
      content.put(document, JsonTree.of("schema", JsonTree.of("type", type)));
    }
    return content;
  }

  private static List<Object> parameters(Operation operation, Set<String> inPath, boolean get) {
    List<Object> parameters = new ArrayList<>();
    properties(operation)
        .forEach((name, schema) -> {
          if (inPath.contains(name)) {
            parameters.add(parameter(name, "path", true, schema));
          } else if (get) {
            parameters.add(parameter(name, "query", required(operation).contains(name), schema));
          } else if (besideText(operation, name) && !isObject(schema)) {
            Map<String, Object> parameter = parameter(name, "query", false, schema);
            parameter.put("description", "Only beside a body that is the text itself.");
            parameters.add(parameter);
          }
        });
    if (!operation.operationHints().readOnly()) {
      Map<String, Object> text = JsonTree.of("type", "string", "maxLength", 128L);
      parameters.add(parameter("Idempotency-Key", "header", false, text));
    }
    return parameters;
  }

  /** Whether a field is in the query when the body is the text itself. */
  private static boolean besideText(Operation operation, String name) {
    Operation.RawBody raw = operation.httpRoute().raw();
    return raw != null && !name.equals(raw.text()) && !name.equals(raw.mediaType());
  }

  /** A query has no objects; where one is needed the text goes into a JSON body with it. */
  private static boolean isObject(@Nullable Object schema) {
    return schema instanceof Map<?, ?> map
        && ("object".equals(map.get("type")) || isObject(map.get("items")));
  }

  private static Map<String, Object> parameter(
      String name, String in, boolean required, Object schema) {
    return JsonTree.of("name", name, "in", in, "required", required, "schema", schema);
  }

  /** What is not in the path; a text may also be the body itself, where the operation says so. */
  private static Map<String, Object> body(Operation operation, Set<String> inPath) {
    Map<String, Object> properties = new LinkedHashMap<>(properties(operation));
    properties.keySet().removeAll(inPath);
    List<Object> required = new ArrayList<>(required(operation));
    required.removeAll(inPath);
    Map<String, Object> schema = new LinkedHashMap<>(operation.input());
    schema.put("properties", properties);
    schema.put("required", required);
    Map<String, Object> content = JsonTree.of("application/json", JsonTree.of("schema", schema));
    if (operation.httpRoute().raw() != null) {
      content.put("text/*", JsonTree.of("schema", JsonTree.of("type", "string")));
    }
    return JsonTree.of("required", !required.isEmpty(), "content", content);
  }

  private static Map<String, Object> problem() {
    Map<String, Object> text = JsonTree.of("type", "string");
    return JsonTree.of(
        "type", "object",
        "required", List.of("type", "title", "status", "detail", "code"),
        "properties",
            JsonTree.of(
                "type", text,
                "title", text,
                "status", JsonTree.of("type", "integer"),
                "detail", text,
                "code", text,
                "may_be_done", JsonTree.of("type", "boolean"),
                "request_id", text));
  }

  private static Map<String, Object> properties(Operation operation) {
    return JsonTree.named(JsonTree.object(operation.input(), "/properties"));
  }

  private static List<?> required(Operation operation) {
    return operation.input().get("required") instanceof List<?> list ? list : List.of();
  }
}

package crossreview.cli;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.NameSuggestion;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An operation, as the daemon describes it.
 *
 * @param path below the root of the API, with the names of fields in braces
 * @param fields the schema of each
 * @param required the fields that a call must have
 */
record Described(
    String name,
    String title,
    String method,
    String path,
    Map<String, Tree> fields,
    List<String> required) {
  private static final String API = "/api/v1";

  /** All of a description in OpenAPI, by name. */
  static List<Described> all(Tree description) {
    List<Described> all = new ArrayList<>();
    for (String path : description.tree("paths").names()) {
      Tree methods = description.tree("paths").tree(path);
      for (String method : methods.names()) {
        all.add(one(path, method, methods.tree(method)));
      }
    }
    all.sort(Comparator.comparing(Described::name));
    return all;
  }

  private static Described one(String path, String method, Tree operation) {
    Map<String, Tree> fields = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (Tree parameter : operation.trees("parameters")) {
      if (!parameter.text("in").equals("header")) {
        fields.put(parameter.text("name"), parameter.tree("schema"));
        if (parameter.flag("required")) {
          required.add(parameter.text("name"));
        }
      }
    }
    Tree body =
        operation.tree("requestBody").tree("content").tree("application/json").tree("schema");
    body.tree("properties")
        .names()
        .forEach(name -> fields.put(name, body.tree("properties").tree(name)));
    required.addAll(body.texts("required"));
    return new Described(
        operation.text("operationId"),
        operation.text("summary"),
        method.toUpperCase(Locale.ROOT),
        path.startsWith(API) ? path.substring(API.length()) : path,
        fields,
        required);
  }

  static Described find(List<Described> all, String name) {
    return all.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() -> {
          String hint = NameSuggestion.hint(name, all.stream().map(Described::name).toList());
          return CliFailure.usage(
              "unknown_operation", "there is no operation \"" + name + "\"" + hint);
        });
  }

  /** Whether it may change something. */
  boolean changes() {
    return !method.equals("GET");
  }

  /** A value as the field's schema wants it; texts stay as they are. */
  Object typed(String field, String text) {
    Tree schema = fields.get(field);
    if (schema == null) {
      String hint = NameSuggestion.hint(field, fields.keySet());
      throw CliFailure.usage("unknown_field", name + " has no field \"" + field + "\"" + hint);
    }
    if (schema.text("type").equals("string")) {
      return text;
    }
    try {
      return JsonReader.read(text);
    } catch (InvalidJsonException e) {
      throw CliFailure.usage(
          "bad_field", field + " must be of type " + schema.text("type") + ", is \"" + text + "\"");
    }
  }

  /** The path of a call, with its query where there is no body; what is placed is taken out. */
  String placed(Map<String, Object> input) {
    String placed = path;
    for (String field : List.copyOf(input.keySet())) {
      if (placed.contains("{" + field + "}")) {
        placed = placed.replace("{" + field + "}", encoded(input.remove(field)));
      }
    }
    if (placed.contains("{")) {
      throw CliFailure.usage("missing_field", name + " needs " + String.join(", ", required));
    }
    if (changes() || input.isEmpty()) {
      return placed;
    }
    List<String> query = new ArrayList<>();
    input.forEach((field, value) -> query.add(encoded(field) + "=" + encoded(value)));
    return placed + "?" + String.join("&", query);
  }

  /** A value as it stands in a path or a query. */
  static String encoded(Object value) {
    return URLEncoder.encode(String.valueOf(value), StandardCharsets.UTF_8).replace("+", "%20");
  }
}

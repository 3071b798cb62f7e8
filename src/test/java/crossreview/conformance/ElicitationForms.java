package crossreview.conformance;

import crossreview.json.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Forms that the runner wants to be asked to fill in. */
final class ElicitationForms {
  private ElicitationForms() {}

  static Map<String, Object> form(Map<String, Object> fields, String... required) {
    return JsonTree.of(
        "type", "object", "properties", fields, "required", new ArrayList<>(List.of(required)));
  }

  static Map<String, Object> field(String name, String type) {
    return JsonTree.of(name, JsonTree.of("type", type));
  }

  static Map<String, Object> user() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("username", JsonTree.of("type", "string", "description", "User's response"));
    fields.put("email", JsonTree.of("type", "string", "description", "User's email address"));
    return form(fields, "username", "email");
  }

  static Map<String, Object> defaults() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", JsonTree.of("type", "string", "default", "John Doe"));
    fields.put("age", JsonTree.of("type", "integer", "default", 30L));
    fields.put("score", JsonTree.of("type", "number", "default", 95.5));
    fields.put(
        "status",
        JsonTree.of(
            "type",
            "string",
            "enum",
            List.of("active", "inactive", "pending"),
            "default",
            "active"));
    fields.put("verified", JsonTree.of("type", "boolean", "default", true));
    return form(fields);
  }

  static Map<String, Object> choices() {
    List<Object> options = List.of("option1", "option2", "option3");
    List<Object> titled = titled("Option");
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("untitledSingle", JsonTree.of("type", "string", "enum", options));
    fields.put("titledSingle", JsonTree.of("type", "string", "oneOf", titled));
    fields.put(
        "legacyEnum",
        JsonTree.of(
            "type", "string",
            "enum", List.of("opt1", "opt2", "opt3"),
            "enumNames", List.of("Option One", "Option Two", "Option Three")));
    fields.put(
        "untitledMulti",
        JsonTree.of("type", "array", "items", JsonTree.of("type", "string", "enum", options)));
    fields.put(
        "titledMulti",
        JsonTree.of("type", "array", "items", JsonTree.of("anyOf", titled("Choice"))));
    return form(fields);
  }

  private static List<Object> titled(String word) {
    return List.of(
        JsonTree.of("const", "value1", "title", "First " + word),
        JsonTree.of("const", "value2", "title", "Second " + word),
        JsonTree.of("const", "value3", "title", "Third " + word));
  }
}

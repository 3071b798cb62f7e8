package crossreview.verdict;

import crossreview.verdict.Shape.Choice;
import crossreview.verdict.Shape.Count;
import crossreview.verdict.Shape.Field;
import crossreview.verdict.Shape.Fields;
import crossreview.verdict.Shape.Items;
import crossreview.verdict.Shape.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The contract as JSON Schema. */
final class ContractSchema {
  private ContractSchema() {}

  static Map<String, Object> of(Fields verdict) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Verdict");
    schema.putAll(shape(verdict));
    return schema;
  }

  private static Map<String, Object> shape(Shape shape) {
    Map<String, Object> schema = new LinkedHashMap<>();
    switch (shape) {
      case Text text -> {
        schema.put("type", "string");
        schema.put("minLength", text.min());
        schema.put("maxLength", text.max());
      }
      case Choice choice -> {
        schema.put("type", "string");
        schema.put("enum", choice.words());
      }
      case Count ignored -> {
        schema.put("type", "integer");
        schema.put("minimum", 1);
      }
      case Items items -> {
        schema.put("type", "array");
        schema.put("maxItems", items.max());
        schema.put("items", shape(items.each()));
      }
      case Fields fields -> object(schema, fields);
    }
    return schema;
  }

  private static void object(Map<String, Object> schema, Fields fields) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (Field field : fields.all()) {
      Map<String, Object> property = shape(field.shape());
      property.put("description", field.meaning());
      properties.put(field.name(), property);
      if (field.required()) {
        required.add(field.name());
      }
    }
    schema.put("type", "object");
    schema.put("additionalProperties", false);
    schema.put("required", required);
    schema.put("properties", properties);
  }
}

package crossreview.verdict.contract;

import crossreview.verdict.contract.ContractShape.ChoiceShape;
import crossreview.verdict.contract.ContractShape.ContractField;
import crossreview.verdict.contract.ContractShape.CountShape;
import crossreview.verdict.contract.ContractShape.ListShape;
import crossreview.verdict.contract.ContractShape.ObjectShape;
import crossreview.verdict.contract.ContractShape.TextShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The contract as JSON Schema. */
final class ContractSchema {
  private ContractSchema() {}

  static Map<String, Object> of(ObjectShape verdict) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Verdict");
    schema.putAll(shape(verdict));
    return schema;
  }

  private static Map<String, Object> shape(ContractShape contractShape) {
    Map<String, Object> schema = new LinkedHashMap<>();
    switch (contractShape) {
      case TextShape textShape -> {
        schema.put("type", "string");
        schema.put("minLength", textShape.min());
        schema.put("maxLength", textShape.max());
      }
      case ChoiceShape choiceShape -> {
        schema.put("type", "string");
        schema.put("enum", choiceShape.words());
      }
      case CountShape ignored -> {
        schema.put("type", "integer");
        schema.put("minimum", 1);
      }
      case ListShape listShape -> {
        schema.put("type", "array");
        schema.put("maxItems", listShape.max());
        schema.put("items", shape(listShape.each()));
      }
      case ObjectShape objectShape -> object(schema, objectShape);
    }
    return schema;
  }

  private static void object(Map<String, Object> schema, ObjectShape objectShape) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (ContractField contractField : objectShape.all()) {
      Map<String, Object> property = shape(contractField.contractShape());
      property.put("description", contractField.meaning());
      properties.put(contractField.name(), property);
      if (contractField.required()) {
        required.add(contractField.name());
      }
    }
    schema.put("type", "object");
    schema.put("additionalProperties", false);
    schema.put("required", required);
    schema.put("properties", properties);
  }
}

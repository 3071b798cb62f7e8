package crossreview.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Operations as the daemon describes them. */
class OperationDescriptorTest {
  private static final String DESCRIPTION =
      """
      {"paths": {
        "/api/v1/sessions/{session_id}/limit": {"post": {
          "operationId": "session_limit", "summary": "Change a limit",
          "parameters": [
            {"name": "session_id", "in": "path", "required": true, "schema": {"type": "string"}},
            {"name": "Idempotency-Key", "in": "header", "required": false, "schema": {"type": "string"}}],
          "requestBody": {"content": {"application/json": {"schema": {
            "properties": {"to": {"type": "string"}, "rounds": {"type": "integer"}},
            "required": ["to"]}}}}}},
        "/api/v1/sessions": {"get": {
          "operationId": "session_list", "summary": "List",
          "parameters": [{"name": "limit", "in": "query", "required": false, "schema": {"type": "integer"}}]}}}}
      """;

  private List<OperationDescriptor> all;

  @BeforeEach
  void read() throws InvalidJsonException {
    all = OperationDescriptor.all(JsonNode.of(JsonReader.readObject(DESCRIPTION)));
  }

  private static String code(Runnable what) {
    return assertThrows(CliException.class, what::run).code();
  }

  @Test
  void anOperationKnowsItsFieldsAndWhatItMustHave() {
    OperationDescriptor limit = OperationDescriptor.find(all, "session_limit");

    assertEquals(List.of("session_id", "to", "rounds"), List.copyOf(limit.fields().keySet()));
    assertEquals(List.of("session_id", "to"), limit.required());
    assertTrue(limit.isWrite());
  }

  @Test
  void fieldsGoIntoThePathTheQueryOrTheBody() {
    Map<String, Object> input = new LinkedHashMap<>(Map.of("session_id", "a b", "to", "5"));
    assertEquals(
        "/sessions/a%20b/limit", OperationDescriptor.find(all, "session_limit").requestPath(input));
    assertEquals(Map.of("to", "5"), input);

    Map<String, Object> query = new LinkedHashMap<>(Map.of("limit", 3L));
    assertEquals(
        "/sessions?limit=3", OperationDescriptor.find(all, "session_list").requestPath(query));
  }

  @Test
  void valuesAreReadAsTheirSchemaSays() {
    OperationDescriptor limit = OperationDescriptor.find(all, "session_limit");

    assertEquals("5", limit.parseValue("to", "5"));
    assertEquals(5L, limit.parseValue("rounds", "5"));
    assertEquals("bad_field", code(() -> limit.parseValue("rounds", "many")));
    assertEquals("unknown_field", code(() -> limit.parseValue("tu", "5")));
    assertEquals("missing_field", code(() -> limit.requestPath(new LinkedHashMap<>())));
    assertEquals("unknown_operation", code(() -> OperationDescriptor.find(all, "session_limits")));
  }
}

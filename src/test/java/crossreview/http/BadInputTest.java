package crossreview.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.access.Principal;
import crossreview.access.Role;
import crossreview.http.HttpTalk.Answer;
import crossreview.json.JsonTree;
import crossreview.json.JsonWriter;
import crossreview.mcp.Asked;
import crossreview.mcp.CatalogueShelf;
import crossreview.mcp.HeardWire;
import crossreview.mcp.McpDoor;
import crossreview.mcp.Message;
import crossreview.operation.Operation;
import crossreview.operation.Sight;
import crossreview.testkit.FakeTime;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation, through each door, with what is wrong in one place; nothing changes on disk. */
class BadInputTest extends NothingChanges {
  private static final FakeTime TIME = new FakeTime();

  static Stream<Operation> operations() {
    return house.catalogue.all().stream();
  }

  private static Map<String, Object> sample(Operation operation) {
    Map<String, Object> sample = new LinkedHashMap<>(SampleInput.of(operation.input()));
    if (sample.containsKey("session_id")) {
      sample.put("session_id", id.value());
    }
    return sample;
  }

  private static boolean inPath(Operation operation, String field) {
    return operation.route().path().contains("{" + field + "}");
  }

  @ParameterizedTest
  @MethodSource("operations")
  void overHttpItIsRefusedByItsPlace(Operation operation) {
    for (BadInput bad : BadInput.of(operation, sample(operation))) {
      boolean query = operation.route().method().equals("GET");
      Object value = bad.input().get(bad.field());
      boolean sayable = !query || value instanceof Long || value instanceof String;
      if (inPath(operation, bad.field()) || !sayable) {
        continue; // a path and a query hold texts only
      }
      Answer answer =
          query ? asked(operation, bad) : posted(operation, JsonWriter.of(rest(operation, bad)));
      typed(operation, bad.toString(), answer);
      assertEquals("invalid_input", answer.code(), operation.name() + ": " + bad + answer.text());
      assertTrue(answer.text().contains("/" + bad.field()), bad + answer.text());
    }
  }

  private static Map<String, Object> rest(Operation operation, BadInput bad) {
    Map<String, Object> rest = new LinkedHashMap<>(bad.input());
    rest.keySet().removeIf(field -> inPath(operation, field));
    return rest;
  }

  private static Answer asked(Operation operation, BadInput bad) {
    String query =
        rest(operation, bad).entrySet().stream()
            .map(field -> field.getKey() + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return talk.get(path(operation) + "?" + query);
  }

  private static String encoded(Object value) {
    return URLEncoder.encode(String.valueOf(value), StandardCharsets.UTF_8);
  }

  private static String path(Operation operation) {
    return API
        + operation
            .route()
            .path()
            .replace("{session_id}", id.value())
            .replaceAll("\\{[a-z0-9_]+}", "0".repeat(64));
  }

  private static Answer posted(Operation operation, String body) {
    return talk.post(path(operation), body);
  }

  /** An answer of its own, never a bug and never a stack. */
  private static void typed(Operation operation, String what, Answer answer) {
    String said = operation.name() + ": " + what + ": " + answer.status() + " " + answer.text();
    assertTrue(answer.status() >= 400 && answer.status() < 500, said);
    assertFalse(answer.text().contains("Exception") || answer.text().contains("\tat "), said);
    assertFalse(answer.code().isEmpty(), said);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aBodyThatIsNoProperJsonIsRefused(Operation operation) {
    if (operation.route().method().equals("GET")) {
      return;
    }
    String deep = "{\"a\":" + "[".repeat(101) + "]".repeat(101) + "}";
    for (String body :
        List.of("{\"a\":1,\"a\":1}", deep, "{}{}", "[]", "{\"a\":\"\u0000", "null")) {
      Answer answer = posted(operation, body);
      typed(operation, body, answer);
      assertEquals("invalid_json", answer.code(), operation.name() + ": " + answer.text());
    }
    byte[] broken = {'{', '"', (byte) 0xff, '"', ':', '1', '}'};
    Answer answer = talk.send("POST", path(operation), broken, "Content-Type", "application/json");
    assertEquals("invalid_json", answer.code(), operation.name());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void overMcpItIsAResultThatSaysSo(Operation operation) {
    for (BadInput bad : BadInput.of(operation, sample(operation))) {
      Map<String, Object> result = called(operation, bad.input());
      String text = JsonTree.text(result, "/content/0/text").orElse(result.toString());
      assertEquals(true, result.get("isError"), operation.name() + ": " + bad + text);
      assertTrue(text.startsWith("invalid_input: "), operation.name() + ": " + bad + text);
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aRoleThatIsTooLowIsRefusedWhateverIsAsked(Operation operation) {
    for (Role role : Role.values()) {
      if (!role.covers(operation.role())) {
        Map<String, Object> result = called(operation, sample(operation), role);
        String text = JsonTree.text(result, "/content/0/text").orElse(result.toString());
        assertTrue(text.startsWith("role_too_low: "), operation.name() + " " + role + text);
      }
    }
  }

  private static Map<String, Object> called(Operation operation, Map<String, Object> input) {
    return called(operation, input, Role.OPERATOR);
  }

  private static Map<String, Object> called(
      Operation operation, Map<String, Object> input, Role role) {
    Sight sight = Sight.of(house.sessions());
    CatalogueShelf shelf = new CatalogueShelf(house.catalogue, true, house.feed, sight);
    McpDoor door = new McpDoor(shelf, "1", new McpDoor.Parts(TIME, TIME, new SecureRandom()));
    Map<String, Object> params = JsonTree.of("name", operation.name(), "arguments", input);
    String body =
        JsonWriter.of(
            JsonTree.of("jsonrpc", "2.0", "id", 1L, "method", "tools/call", "params", params));
    HeardWire wire = new HeardWire();
    Map<String, String> headers = Map.of("MCP-Protocol-Version", "2025-11-25");
    Message message = Message.read(body.getBytes(StandardCharsets.UTF_8));
    door.post(new Asked(new Principal("eve", role), headers::get, message, "r"), wire);
    assertEquals(200, wire.status, body);
    return JsonTree.named(JsonTree.object(wire.body, "/result"));
  }
}

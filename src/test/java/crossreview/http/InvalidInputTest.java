package crossreview.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.access.AccessRole;
import crossreview.access.Principal;
import crossreview.endpoint.ProtocolEndpoint.RequestHead;
import crossreview.http.HttpTestClient.Answer;
import crossreview.json.JsonTree;
import crossreview.json.JsonWriter;
import crossreview.mcp.McpServer;
import crossreview.mcp.OperationFeatures;
import crossreview.mcp.RecordingChannel;
import crossreview.mcp.RpcMessage;
import crossreview.operation.Operation;
import crossreview.operation.SessionAccess;
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

/** Every operation, through each API, with what is wrong in one place; nothing changes on disk. */
class InvalidInputTest extends DataDirInvariant {
  private static final FakeTime TIME = new FakeTime();

  static Stream<Operation> operations() {
    return httpTestServer.operationCatalog.all().stream();
  }

  private static Map<String, Object> sample(Operation operation) {
    Map<String, Object> sample = new LinkedHashMap<>(SampleInput.of(operation.input()));
    if (sample.containsKey("session_id")) {
      sample.put("session_id", id.value());
    }
    return sample;
  }

  private static boolean inPath(Operation operation, String field) {
    return operation.httpRoute().path().contains("{" + field + "}");
  }

  @ParameterizedTest
  @MethodSource("operations")
  void overHttpItIsRefusedByItsPlace(Operation operation) {
    for (InvalidInput bad : InvalidInput.of(operation, sample(operation))) {
      boolean query = operation.httpRoute().method().equals("GET");
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

  private static Map<String, Object> rest(Operation operation, InvalidInput bad) {
    Map<String, Object> rest = new LinkedHashMap<>(bad.input());
    rest.keySet().removeIf(field -> inPath(operation, field));
    return rest;
  }

  private static Answer asked(Operation operation, InvalidInput bad) {
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
            .httpRoute()
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
    if (operation.httpRoute().method().equals("GET")) {
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
    for (InvalidInput bad : InvalidInput.of(operation, sample(operation))) {
      Map<String, Object> result = called(operation, bad.input());
      String text = JsonTree.text(result, "/content/0/text").orElse(result.toString());
      assertEquals(true, result.get("isError"), operation.name() + ": " + bad + text);
      assertTrue(text.startsWith("invalid_input: "), operation.name() + ": " + bad + text);
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aRoleThatIsTooLowIsRefusedWhateverIsAsked(Operation operation) {
    for (AccessRole accessRole : AccessRole.values()) {
      if (!accessRole.covers(operation.accessRole())) {
        Map<String, Object> result = called(operation, sample(operation), accessRole);
        String text = JsonTree.text(result, "/content/0/text").orElse(result.toString());
        assertTrue(text.startsWith("role_too_low: "), operation.name() + " " + accessRole + text);
      }
    }
  }

  private static Map<String, Object> called(Operation operation, Map<String, Object> input) {
    return called(operation, input, AccessRole.OPERATOR);
  }

  private static Map<String, Object> called(
      Operation operation, Map<String, Object> input, AccessRole accessRole) {
    SessionAccess sessionAccess = SessionAccess.of(httpTestServer.sessions());
    OperationFeatures features =
        new OperationFeatures(
            httpTestServer.operationCatalog, true, httpTestServer.feed, sessionAccess);
    McpServer server =
        new McpServer(features, "1", new McpServer.McpRuntime(TIME, TIME, new SecureRandom()));
    Map<String, Object> params = JsonTree.of("name", operation.name(), "arguments", input);
    String body =
        JsonWriter.of(
            JsonTree.of("jsonrpc", "2.0", "id", 1L, "method", "tools/call", "params", params));
    RecordingChannel wire = new RecordingChannel();
    Map<String, String> headers = Map.of("MCP-Protocol-Version", "2025-11-25");
    RpcMessage rpcMessage = RpcMessage.read(body.getBytes(StandardCharsets.UTF_8));
    server.post(
        new RequestHead(new Principal("eve", accessRole), headers::get, "r"), rpcMessage, wire);
    assertEquals(200, wire.status, body);
    return JsonTree.named(JsonTree.object(wire.body, "/result"));
  }
}

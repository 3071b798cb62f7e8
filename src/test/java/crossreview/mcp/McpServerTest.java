package crossreview.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.access.AccessRole;
import crossreview.access.Principal;
import crossreview.codec.SchemaBuilder;
import crossreview.endpoint.ProtocolEndpoint.RequestHead;
import crossreview.json.JsonTree;
import crossreview.json.JsonWriter;
import crossreview.model.Problem;
import crossreview.model.Problem.RequestFault;
import crossreview.model.ProblemException;
import crossreview.model.RequestProblem;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationCatalog;
import crossreview.operation.OperationResult;
import crossreview.testkit.FakeTime;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages of the Model Context Protocol, without a connection. */
class McpServerTest {
  private static final String META =
      "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
          + "\"io.modelcontextprotocol/clientCapabilities\":{}}";
  private static final Map<String, String> FORMER = Map.of("MCP-Protocol-Version", "2025-11-25");

  private final FakeTime time = new FakeTime();
  private final OperationCatalog operationCatalog =
      new OperationCatalog(
          List.of(operation("echo", AccessRole.READER), operation("rule", AccessRole.OPERATOR)),
          none -> null,
          auditEvent -> {});
  private final McpServer server =
      new McpServer(
          new OperationFeatures(operationCatalog, true, null, none -> null),
          "1.2.3",
          new McpServer.McpRuntime(time, time, new SecureRandom()));

  private static Operation operation(String name, AccessRole accessRole) {
    return new Operation(
        name,
        "Title",
        "Says again what it is told, for a test.",
        SchemaBuilder.object().must("text", SchemaBuilder.text(1, 200_000, "What.")).build(),
        SchemaBuilder.object().must("said", SchemaBuilder.text("The same.")).build(),
        accessRole,
        OperationHints.READS,
        HttpRoute.get("/" + name),
        McpServerTest::echo);
  }

  private static Future<OperationResult> echo(OperationCall operationCall) {
    String text = (String) operationCall.input().get("text");
    if (text.equals("no")) {
      Problem why =
          RequestProblem.INVALID_INPUT.problem(
              "anything else", List.of(new RequestFault("text", "is no")));
      throw new ProblemException(why);
    }
    if (text.equals("bug")) {
      return Future.failedFuture(new IllegalStateException("a secret of the server"));
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("said", operationCall.key() == null ? text : text + " under " + operationCall.key());
    return Future.succeededFuture(new OperationResult.ValueResult(body));
  }

  private RecordingChannel ask(Map<String, String> headers, String body) {
    RpcMessage rpcMessage = RpcMessage.read(body.getBytes(StandardCharsets.UTF_8));
    Principal reader = new Principal("eve", AccessRole.READER);
    RecordingChannel wire = new RecordingChannel();
    server.post(new RequestHead(reader, headers::get, "r1"), rpcMessage, wire);
    return wire;
  }

  private static String request(String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + params + "}";
  }

  private static Map<String, String> modern(String method) {
    return Map.of("MCP-Protocol-Version", "2026-07-28", "Mcp-Method", method);
  }

  private static Map<String, String> call(String name) {
    return Map.of(
        "MCP-Protocol-Version", "2026-07-28", "Mcp-Method", "tools/call", "Mcp-Name", name);
  }

  private static String error(RecordingChannel answer) {
    return answer.status + " " + JsonTree.at(answer.body, "/error/code");
  }

  @ParameterizedTest
  @CsvSource({
    "2025-06-18, 2025-06-18",
    "2025-11-25, 2025-11-25",
    "2025-03-26, 2025-03-26",
    "2024-11-05, 2024-11-05",
    "9999-01-01, 2025-11-25"
  })
  void anInitializeSettlesTheRevision(String wanted, String settled) {
    RecordingChannel answer =
        ask(Map.of(), request("initialize", "{\"protocolVersion\":\"" + wanted + "\"}"));

    assertEquals(200, answer.status);
    assertEquals(settled, JsonTree.at(answer.body, "/result/protocolVersion"));
    assertEquals("crossreview", JsonTree.at(answer.body, "/result/serverInfo/name"));
    assertEquals(false, JsonTree.at(answer.body, "/result/capabilities/tools/listChanged"));
    assertEquals(1L, answer.body.get("id"));
  }

  @Test
  void theStatelessRevisionIsDiscovered() {
    RecordingChannel answer =
        ask(modern("server/discover"), request("server/discover", "{" + META + "}"));

    assertEquals(
        List.of("2026-07-28", "2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"),
        JsonTree.at(answer.body, "/result/supportedVersions"));
    assertEquals("complete", JsonTree.at(answer.body, "/result/resultType"));
    assertTrue(JsonWriter.of(answer.body).contains("io.modelcontextprotocol/serverInfo"));
  }

  @Test
  void everyToolWritesItsTextAsAsked() {
    String arguments =
        "{\"name\":\"echo\",\"arguments\":{\"text\":\"hi\",\"response_format\":\"%s\"}}";
    RecordingChannel markdown = ask(FORMER, request("tools/call", arguments.formatted("markdown")));
    RecordingChannel other = ask(FORMER, request("tools/call", arguments.formatted("yaml")));

    assertEquals("- **said**: hi\n", JsonTree.at(markdown.body, "/result/content/0/text"));
    assertEquals("hi", JsonTree.at(markdown.body, "/result/structuredContent/said"));
    assertEquals(true, JsonTree.at(other.body, "/result/isError"));
  }

  @Test
  void aCallerSeesTheToolsThatItMayUse() {
    RecordingChannel former = ask(FORMER, request("tools/list", "{}"));
    RecordingChannel modern = ask(modern("tools/list"), request("tools/list", "{" + META + "}"));

    List<?> tools = JsonTree.list(former.body, "/result/tools");
    assertEquals(1, tools.size());
    assertEquals("echo", JsonTree.at(tools, "/0/name"));
    assertEquals("object", JsonTree.at(tools, "/0/inputSchema/type"));
    assertEquals(true, JsonTree.at(tools, "/0/annotations/readOnlyHint"));
    assertEquals(tools, JsonTree.list(modern.body, "/result/tools"));
    assertEquals("private", JsonTree.at(modern.body, "/result/cacheScope"));
  }

  @Test
  void aToolAnswersWithTextAndStructure() {
    String params = "{\"name\":\"echo\",\"arguments\":{\"text\":\"hi\"}";
    RecordingChannel former = ask(FORMER, request("tools/call", params + "}"));
    RecordingChannel modern = ask(call("echo"), request("tools/call", params + "," + META + "}"));
    RecordingChannel keyed =
        ask(
            FORMER,
            request("tools/call", params + ",\"_meta\":{\"crossreview/idempotency_key\":\"k1\"}}"));

    assertEquals("hi", JsonTree.at(former.body, "/result/structuredContent/said"));
    assertEquals("{\"said\":\"hi\"}", JsonTree.at(former.body, "/result/content/0/text"));
    assertEquals(false, JsonTree.at(former.body, "/result/isError"));
    assertEquals("complete", JsonTree.at(modern.body, "/result/resultType"));
    assertEquals("hi under k1", JsonTree.at(keyed.body, "/result/structuredContent/said"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\":\"echo\",\"arguments\":{\"text\":\"no\"}}|invalid_input: anything else\\n- text"
            + " is no",
        "{\"name\":\"echo\",\"arguments\":{}}|invalid_input: ",
        "{\"name\":\"echo\"}|invalid_input: ",
        "{\"name\":\"rule\",\"arguments\":{\"text\":\"x\"}}|role_too_low: rule needs the role"
            + " operator"
      })
  void whatAToolRefusesIsAResultThatTheModelCanCorrect(String params, String text) {
    RecordingChannel answer = ask(FORMER, request("tools/call", params));

    assertEquals(true, JsonTree.at(answer.body, "/result/isError"));
    String said = JsonTree.text(answer.body, "/result/content/0/text").orElse("");
    assertTrue(said.startsWith(text.replace("\\n", "\n")), said);
    assertNull(JsonTree.at(answer.body, "/result/structuredContent"));
  }

  @Test
  void aLongResultIsShortAsTextAndWholeAsStructure() {
    String text = "x".repeat(120_000);
    RecordingChannel answer =
        ask(
            FORMER,
            request("tools/call", "{\"name\":\"echo\",\"arguments\":{\"text\":\"" + text + "\"}}"));

    String shown = JsonTree.text(answer.body, "/result/content/0/text").orElse("");
    assertTrue(shown.length() < 50_200 && shown.contains("structuredContent has everything"));
    assertEquals(text, JsonTree.at(answer.body, "/result/structuredContent/said"));
  }

  @Test
  void aBugIsAnInternalErrorWithoutItsWords() {
    RecordingChannel answer =
        ask(FORMER, request("tools/call", "{\"name\":\"echo\",\"arguments\":{\"text\":\"bug\"}}"));

    assertEquals("200 -32603", error(answer));
    assertFalse(JsonWriter.of(answer.body).contains("secret of the server"));
    assertTrue(JsonWriter.of(answer.body).contains("\"request_id\":\"r1\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{|400 -32700",
        "[]|400 -32600",
        "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}|400 -32600",
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}|400 -32600",
        "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}|400 -32600",
        "{\"jsonrpc\":\"2.0\",\"id\":1}|400 -32600",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":[]}|400 -32602",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"id\":2,\"method\":\"ping\"}|400 -32700",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"sampling/createMessage\"}|200 -32601",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"ecko\"}}|200"
            + " -32602",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{\"cursor\":\"x\"}}|200"
            + " -32602"
      })
  void whatIsNoProperMessageIsRefusedByItsCode(String body, String code) {
    assertEquals(code, error(ask(FORMER, body)));
  }

  @Test
  void headersOfTheStatelessRevisionMustSayWhatTheBodySays() {
    String list = request("tools/list", "{" + META + "}");
    String echo =
        request("tools/call", "{\"name\":\"echo\",\"arguments\":{\"text\":\"hi\"}," + META + "}");

    assertEquals("400 -32020", error(ask(Map.of(), list)));
    assertEquals("400 -32020", error(ask(FORMER, list)));
    assertEquals("400 -32020", error(ask(Map.of("MCP-Protocol-Version", "2026-07-28"), list)));
    assertEquals("400 -32020", error(ask(modern("tools/call"), echo)));
    assertEquals("400 -32020", error(ask(call("rule"), echo)));
    assertEquals(200, ask(call("=?base64?ZWNobw==?="), echo).status);
    assertEquals("404 -32601", error(ask(modern("ping"), request("ping", "{" + META + "}"))));
    assertEquals("400 -32602", error(ask(modern("tools/list"), request("tools/list", "{}"))));
    String strange = list.replace("2026-07-28", "2027-01-01");
    Map<String, String> headers =
        Map.of("MCP-Protocol-Version", "2027-01-01", "Mcp-Method", "tools/list");
    assertEquals("400 -32022", error(ask(headers, strange)));
    String incapable =
        request(
            "tools/list",
            "{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"}}");
    assertEquals("400 -32602", error(ask(modern("tools/list"), incapable)));
  }

  @Test
  void withoutAnyVersionNothingIsAnswered() {
    assertEquals("400 -32600", error(ask(Map.of(), request("tools/list", "{}"))));
    assertEquals(
        "400 -32022",
        error(ask(Map.of("MCP-Protocol-Version", "2024-10-07"), request("ping", "{}"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{}}"
      })
  void whatNeedsNoAnswerGetsNone(String body) {
    RecordingChannel answer = ask(FORMER, body);

    assertEquals(202, answer.status);
    assertNull(answer.body);
  }

  @Test
  void aPingIsAnsweredAtOnce() {
    assertEquals(Map.of(), JsonTree.at(ask(FORMER, request("ping", "{}")).body, "/result"));
  }
}

package crossreview.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.access.AccessRole;
import crossreview.access.Principal;
import crossreview.codec.SchemaBuilder;
import crossreview.endpoint.ProtocolEndpoint.RequestHead;
import crossreview.json.JsonTree;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients of older revisions, and clients that name their revision at the beginning only. */
class LegacyRevisionTest {
  private static final String SESSION = "Mcp-Session-Id";
  private static final String HEADER = "MCP-Protocol-Version";

  private final FakeTime time = new FakeTime();
  private final OperationCatalog operationCatalog =
      new OperationCatalog(List.of(echo()), none -> null, auditEvent -> {});
  private final McpServer server =
      new McpServer(
          new OperationFeatures(operationCatalog, true, null, none -> null),
          "1.2.3",
          new McpServer.McpRuntime(time, time, new SecureRandom()));

  private static Operation echo() {
    return new Operation(
        "echo",
        "Title",
        "Returns the text that it gets, for a test.",
        SchemaBuilder.object().must("text", SchemaBuilder.text(1, 200_000, "What.")).build(),
        SchemaBuilder.object().must("said", SchemaBuilder.text("The same.")).build(),
        AccessRole.READER,
        OperationHints.READS,
        HttpRoute.get("/echo"),
        LegacyRevisionTest::echoed);
  }

  private static Future<OperationResult> echoed(OperationCall operationCall) {
    operationCall.progress().accept("half");
    Map<String, Object> body = JsonTree.of("said", operationCall.input().get("text"));
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

  private RecordingChannel initialize(String version) {
    return ask(Map.of(), request("initialize", "{\"protocolVersion\":\"" + version + "\"}"));
  }

  private String begin(String version) {
    return initialize(version).headers.get(SESSION);
  }

  private static String call(String text) {
    return request("tools/call", "{\"name\":\"echo\",\"arguments\":{\"text\":\"" + text + "\"}}");
  }

  private static String error(RecordingChannel answer) {
    return answer.status + " " + JsonTree.at(answer.body, "/error/code");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"})
  void aSessionNeedsNoVersionHeader(String version) {
    Map<String, String> headers = Map.of(SESSION, begin(version));
    String initialized = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";

    assertEquals(202, ask(headers, initialized).status);
    RecordingChannel listed = ask(headers, request("tools/list", "{}"));
    assertEquals(200, listed.status);
    assertEquals("echo", JsonTree.at(listed.body, "/result/tools/0/name"));
    assertEquals("hi", said(ask(headers, call("hi"))));
  }

  private static Object said(RecordingChannel answer) {
    String text = JsonTree.text(answer.body, "/result/content/0/text").orElseThrow();
    return McpServerFixture.at(text, "/said");
  }

  @Test
  void withoutHeaderASessionIsStillItsOwnersAndMustBeOpen() {
    String ping = request("ping", "{}");

    assertEquals("404 -32600", error(ask(Map.of(SESSION, "nope"), ping)));
    assertEquals("400 -32600", error(ask(Map.of(), ping)));
    Map<String, String> strange = Map.of(SESSION, begin("2025-03-26"), HEADER, "1999-01-01");
    assertEquals("400 -32022", error(ask(strange, ping)));
    Map<String, String> modern = Map.of(SESSION, begin("2025-03-26"), HEADER, "2026-07-28");
    assertEquals("400 -32602", error(ask(modern, ping)));
  }

  @Test
  void aSessionKeepsItsRevisionWhateverTheHeaderSays() {
    String session = begin("2025-11-25");
    Map<String, String> headers = Map.of(SESSION, session, HEADER, "2025-03-26");

    assertEquals(
        "hi", JsonTree.at(ask(headers, call("hi")).body, "/result/structuredContent/said"));
    RecordingChannel again =
        ask(headers, request("initialize", "{\"protocolVersion\":\"2024-11-05\"}"));
    assertEquals("2024-11-05", JsonTree.at(again.body, "/result/protocolVersion"));
    assertFalse(JsonTree.object(again.body, "/result/serverInfo").containsKey("title"));
  }

  @ParameterizedTest
  @CsvSource({
    "2024-11-05, false, false",
    "2025-03-26, true, false",
    "2025-06-18, true, true",
    "2025-11-25, true, true"
  })
  void aRevisionGetsWhatItHas(String version, boolean annotated, boolean structured) {
    RecordingChannel initialized = initialize(version);
    Map<String, String> headers = Map.of(SESSION, initialized.headers.get(SESSION));
    Map<?, ?> result = JsonTree.object(initialized.body, "/result");
    Map<?, ?> tool =
        JsonTree.object(ask(headers, request("tools/list", "{}")).body, "/result/tools/0");
    Map<?, ?> called = JsonTree.object(ask(headers, call("hi")).body, "/result");

    assertEquals(version, result.get("protocolVersion"));
    assertEquals(annotated, JsonTree.object(result, "/capabilities").containsKey("completions"));
    assertEquals(structured, JsonTree.object(result, "/serverInfo").containsKey("title"));
    assertEquals(annotated, tool.containsKey("annotations"));
    assertEquals(structured, tool.containsKey("title"));
    assertEquals(structured, tool.containsKey("outputSchema"));
    assertTrue(tool.containsKey("inputSchema"));
    assertEquals(structured, called.containsKey("structuredContent"));
    assertEquals(false, called.get("isError"));
  }

  @ParameterizedTest
  @CsvSource({"2024-11-05, false", "2025-03-26, true"})
  void progressHasATextWhereTheRevisionHasOne(String version, boolean text) {
    Map<String, String> headers =
        Map.of(SESSION, begin(version), "Accept", "application/json, text/event-stream");
    String call = call("hi").replace("}}}", "},\"_meta\":{\"progressToken\":7}}}");
    String progress = ask(headers, call).data.getFirst();

    assertEquals(1L, McpServerFixture.at(progress, "/params/progress"));
    assertEquals(text, progress.contains("half"), progress);
  }

  @Test
  void withoutStructureTheTextIsWhole() {
    String text = "x".repeat(120_000);
    RecordingChannel answer = ask(Map.of(HEADER, "2025-03-26"), call(text));

    assertEquals(text, said(answer));
  }

  @Test
  void aBatchIsRefusedWithTheReason() {
    Map<String, String> headers = Map.of(SESSION, begin("2025-03-26"));
    RecordingChannel answer = ask(headers, "[" + request("ping", "{}") + "]");

    assertEquals("400 -32600", error(answer));
    String why = JsonTree.text(answer.body, "/error/message").orElseThrow();
    assertTrue(why.contains("batch") && why.contains("one by one"), why);
  }
}

package crossreview.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.access.AccessRole;
import crossreview.access.Principal;
import crossreview.codec.SchemaBuilder;
import crossreview.endpoint.ProtocolEndpoint.RequestHead;
import crossreview.json.JsonTree;
import crossreview.json.JsonWriter;
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

/** A client of MCP says in {@code _meta} or in a header to which trace its call belongs. */
class McpTraceTest {
  private static final String ONE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final String OTHER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";
  private static final String NONE = "none";

  private final FakeTime time = new FakeTime();
  private final OperationCatalog operationCatalog =
      new OperationCatalog(List.of(trace()), none -> null, auditEvent -> {});
  private final McpServer server =
      new McpServer(
          new OperationFeatures(operationCatalog, true, null, none -> null),
          "1.2.3",
          new McpServer.McpRuntime(time, time, new SecureRandom()));

  private static Operation trace() {
    return new Operation(
        "trace",
        "Title",
        "Says to which trace its call belongs, for a test.",
        SchemaBuilder.object().build(),
        SchemaBuilder.object().must("trace", SchemaBuilder.text("It.")).build(),
        AccessRole.READER,
        OperationHints.READS,
        HttpRoute.get("/trace"),
        McpTraceTest::told);
  }

  private static Future<OperationResult> told(OperationCall call) {
    String trace = call.trace() == null ? NONE : call.trace().traceparent();
    if (call.trace() != null && call.trace().tracestate() != null) {
      trace += " " + call.trace().tracestate();
    }
    return Future.succeededFuture(new OperationResult.ValueResult(Map.of("trace", trace)));
  }

  private Object trace(Map<String, Object> meta, Map<String, String> more) {
    Map<String, String> headers = new LinkedHashMap<>(more);
    headers.put("MCP-Protocol-Version", "2025-11-25");
    String params = JsonWriter.of(Map.of("name", "trace", "arguments", Map.of(), "_meta", meta));
    String body =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":" + params + "}";
    RecordingChannel wire = new RecordingChannel();
    server.post(
        new RequestHead(new Principal("eve", AccessRole.READER), headers::get, "r1"),
        RpcMessage.read(body.getBytes(StandardCharsets.UTF_8)),
        wire);
    return JsonTree.at(wire.body, "/result/structuredContent/trace");
  }

  @Test
  void theTraceIsReadFromMetaAndElseFromTheHeader() {
    assertEquals(ONE, trace(Map.of("traceparent", ONE), Map.of()));
    assertEquals(ONE, trace(Map.of("traceparent", ONE), Map.of("traceparent", OTHER)));
    assertEquals(OTHER, trace(Map.of(), Map.of("traceparent", OTHER)));
    assertEquals(NONE, trace(Map.of(), Map.of()));
  }

  @Test
  void tracestateIsReadFromWhereTraceparentIs() {
    Map<String, Object> meta = Map.of("traceparent", ONE, "tracestate", "a=1");
    Map<String, String> headers = Map.of("traceparent", OTHER, "tracestate", "b=2");

    assertEquals(ONE + " a=1", trace(meta, headers));
    assertEquals(OTHER + " b=2", trace(Map.of("tracestate", "a=1"), headers));
    assertEquals(ONE, trace(Map.of("traceparent", ONE), headers));
  }

  @Test
  void whatIsNoTraceIsIgnoredAndNeverAnError() {
    assertEquals(NONE, trace(Map.of("traceparent", "00-nonsense"), Map.of()));
    assertEquals(NONE, trace(Map.of("traceparent", 7L), Map.of()));
    assertEquals(NONE, trace(Map.of(), Map.of("traceparent", "ff" + ONE.substring(2))));
  }
}

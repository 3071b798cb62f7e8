package crossreview.mcp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.access.AccessRole;
import crossreview.access.Principal;
import crossreview.endpoint.ProtocolEndpoint.RequestHead;
import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import crossreview.testkit.FakeTime;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;

/** The MCP server with one slow tool, and a client that talks to it. */
abstract class McpServerFixture {
  static final String MODERN =
      "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
          + "\"io.modelcontextprotocol/clientCapabilities\":{},\"progressToken\":\"p\"}";

  final FakeTime time = new FakeTime();
  final SlowTool slow = new SlowTool();
  final McpServer server =
      new McpServer(slow, "1", new McpServer.McpRuntime(time, time, new SecureRandom()));
  String session;

  /**
   * A request as it comes.
   *
   * @param message null where it has no body
   */
  record Posted(RequestHead head, RpcMessage message) {}

  Posted asked(String who, Map<String, String> more, String body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", "application/json, text/event-stream");
    headers.put("MCP-Protocol-Version", "2025-11-25");
    if (session != null) {
      headers.put("Mcp-Session-Id", session);
    }
    headers.putAll(more);
    RpcMessage rpcMessage =
        body == null ? null : RpcMessage.read(body.getBytes(StandardCharsets.UTF_8));
    Principal principal = new Principal(who, AccessRole.CALLER);
    return new Posted(new RequestHead(principal, headers::get, "r1"), rpcMessage);
  }

  void post(Posted asked, RecordingChannel wire) {
    server.post(asked.head(), asked.message(), wire);
  }

  void get(Posted asked, RecordingChannel wire) {
    server.get(asked.head(), wire);
  }

  void delete(Posted asked, RecordingChannel wire) {
    server.delete(asked.head(), wire);
  }

  RecordingChannel post(String body) {
    RecordingChannel wire = new RecordingChannel();
    post(asked("eve", Map.of(), body), wire);
    return wire;
  }

  static String request(long id, String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":"
        + id
        + ",\"method\":\""
        + method
        + "\",\"params\":"
        + params
        + "}";
  }

  void begin() {
    RecordingChannel wire = post(request(1, "initialize", "{\"protocolVersion\":\"2025-11-25\"}"));
    session = wire.headers.get("Mcp-Session-Id");
    assertTrue(session.matches("[!-~]{32}"), session);
  }

  RecordingChannel call(long id) {
    return post(request(id, "tools/call", "{\"name\":\"slow\",\"_meta\":{\"progressToken\":7}}"));
  }

  static Object at(String message, String pointer) {
    try {
      return JsonTree.at(JsonReader.read(message), pointer);
    } catch (Exception e) {
      throw new AssertionError(message, e);
    }
  }
}

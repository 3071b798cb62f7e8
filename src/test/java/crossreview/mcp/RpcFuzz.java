package crossreview.mcp;

import crossreview.access.AccessRole;
import crossreview.access.Principal;
import crossreview.endpoint.ProtocolEndpoint.RequestHead;
import crossreview.json.JsonTree;
import crossreview.testkit.FakeTime;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Set;

/** Any bytes as a message of an agent: answered once, by a code that says whose fault it is. */
public final class RpcFuzz {
  private static final Set<Integer> STATUS = Set.of(200, 202, 400, 404, 405, 503);
  private static final FakeTime TIME = new FakeTime();
  private static final McpServer SERVER =
      new McpServer(new SlowTool(), "1", new McpServer.McpRuntime(TIME, TIME, new SecureRandom()));
  private static final Map<String, String> FORMER =
      Map.of("MCP-Protocol-Version", "2025-11-25", "Accept", "text/event-stream");
  private static final Map<String, String> MODERN =
      Map.of("MCP-Protocol-Version", "2026-07-28", "Mcp-Method", "tools/call");

  private RpcFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    RpcMessage rpcMessage = RpcMessage.read(input);
    answered(rpcMessage, FORMER);
    answered(rpcMessage, MODERN);
  }

  private static void answered(RpcMessage rpcMessage, Map<String, String> headers) {
    RecordingChannel wire = new RecordingChannel();
    Principal eve = new Principal("eve", AccessRole.CALLER);
    SERVER.post(new RequestHead(eve, headers::get, "r1"), rpcMessage, wire);
    boolean waits = wire.status == 0; // the tool that never ends
    if (!waits && !STATUS.contains(wire.status)) {
      throw new IllegalStateException("status " + wire.status);
    }
    if (Long.valueOf(-32_603).equals(JsonTree.at(wire.body, "/error/code")) && wire.status != 503) {
      throw new IllegalStateException("an internal error: " + wire.body);
    }
  }
}

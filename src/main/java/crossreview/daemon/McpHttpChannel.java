package crossreview.daemon;

import crossreview.http.ProtocolEndpoint;
import crossreview.mcp.McpChannel;
import java.util.Map;

/** The HTTP response channel as the MCP server sees it; neither package knows the other. */
record McpHttpChannel(ProtocolEndpoint.ResponseChannel responseChannel) implements McpChannel {
  @Override
  public void answer(int status, Map<String, String> headers, Map<String, Object> body) {
    responseChannel.answer(status, headers, body);
  }

  @Override
  public void stream(Map<String, String> headers) {
    responseChannel.stream(headers);
  }

  @Override
  public void event(String id, String data) {
    responseChannel.event(id, data);
  }

  @Override
  public void keepAlive() {
    responseChannel.keepAlive();
  }

  @Override
  public void end() {
    responseChannel.end();
  }

  @Override
  public void onGone(Runnable task) {
    responseChannel.onGone(task);
  }
}

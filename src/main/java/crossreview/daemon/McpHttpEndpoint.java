package crossreview.daemon;

import crossreview.http.ProtocolEndpoint;
import crossreview.mcp.InboundMessage;
import crossreview.mcp.McpServer;
import crossreview.mcp.RpcMessage;

/** The MCP server as an endpoint of the HTTP server. */
record McpHttpEndpoint(McpServer door) implements ProtocolEndpoint<RpcMessage> {
  @Override
  public String path() {
    return "/mcp";
  }

  @Override
  public RpcMessage read(byte[] body) {
    return RpcMessage.read(body);
  }

  @Override
  public void post(
      RequestHead requestHead,
      RpcMessage rpcMessage,
      ProtocolEndpoint.ResponseChannel responseChannel) {
    door.post(asked(requestHead, rpcMessage), new McpHttpChannel(responseChannel));
  }

  @Override
  public void get(RequestHead requestHead, ProtocolEndpoint.ResponseChannel responseChannel) {
    door.get(asked(requestHead, null), new McpHttpChannel(responseChannel));
  }

  @Override
  public void delete(RequestHead requestHead, ProtocolEndpoint.ResponseChannel responseChannel) {
    door.delete(asked(requestHead, null), new McpHttpChannel(responseChannel));
  }

  private static InboundMessage asked(RequestHead requestHead, RpcMessage rpcMessage) {
    return new InboundMessage(
        requestHead.principal(), requestHead.header(), rpcMessage, requestHead.requestId());
  }
}

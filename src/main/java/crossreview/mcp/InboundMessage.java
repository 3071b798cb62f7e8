package crossreview.mcp;

import crossreview.access.Principal;
import crossreview.endpoint.ProtocolEndpoint.RequestHead;
import java.util.function.UnaryOperator;

/**
 * A message as it came.
 *
 * @param header a header by its name, or null
 * @param rpcMessage null where the request has no body
 */
record InboundMessage(
    Principal principal, UnaryOperator<String> header, RpcMessage rpcMessage, String requestId) {
  InboundMessage(RequestHead head, RpcMessage rpcMessage) {
    this(head.principal(), head.header(), rpcMessage, head.requestId());
  }

  /** Whether the client takes a stream as well. */
  boolean streams() {
    String accept = header.apply("Accept");
    return accept != null && accept.contains("text/event-stream");
  }
}

package crossreview.mcp;

import crossreview.endpoint.ProtocolEndpoint;
import crossreview.json.JsonTree;
import crossreview.time.Ticker;
import crossreview.time.TimerService;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers messages of the Model Context Protocol.
 *
 * <p>Source: the specification on modelcontextprotocol.io: basic, versioning, lifecycle, streamable
 * HTTP, discover, subscriptions, tasks and server features, of the revisions that {@link
 * ProtocolRevision} lists.
 */
public final class McpServer implements ProtocolEndpoint<RpcMessage> {
  private static final Logger LOG = LoggerFactory.getLogger(McpServer.class);
  private static final long LIST_TTL_MS = 60_000; // lists change with a new version only

  /** Hosts give up on a call of which they hear nothing for some minutes, some after 60 seconds. */
  private static final Duration BEAT = Duration.ofSeconds(10);

  private final McpFeatures mcpFeatures;
  private final TimerService timerService;
  private final LegacyMethods former;
  private final SubscriptionHandler subscriptionHandler;
  private final Map<String, Object> serverInfo = new LinkedHashMap<>();

  /**
   * What it works with.
   *
   * @param random cryptographically strong
   */
  public record McpRuntime(TimerService timerService, Ticker ticker, RandomGenerator random) {}

  public McpServer(McpFeatures mcpFeatures, String version, McpRuntime mcpRuntime) {
    this.mcpFeatures = mcpFeatures;
    this.timerService = mcpRuntime.timerService();
    this.subscriptionHandler = new SubscriptionHandler(mcpFeatures, timerService, BEAT);
    serverInfo.put("name", "crossreview");
    serverInfo.put("title", "crossreview");
    serverInfo.put("version", version);
    McpSessionRegistry sessions = new McpSessionRegistry(mcpRuntime.ticker(), mcpRuntime.random());
    this.former = new LegacyMethods(mcpFeatures, sessions, serverInfo, timerService, BEAT);
  }

  @Override
  public String path() {
    return "/mcp";
  }

  @Override
  public RpcMessage read(byte[] body) {
    return RpcMessage.read(body);
  }

  /** Answers a message. Never fails: a bug is logged and answered as an internal error. */
  @Override
  public void post(RequestHead head, RpcMessage message, ResponseChannel responseChannel) {
    post(new InboundMessage(head, message), responseChannel);
  }

  private void post(InboundMessage inboundMessage, ResponseChannel responseChannel) {
    RpcMessage rpcMessage = inboundMessage.rpcMessage();
    try {
      if (rpcMessage.fault() != null) {
        throw rpcMessage.fault();
      }
      ProtocolRevision named = ProtocolRevision.of(rpcMessage, inboundMessage.header());
      McpSession session = named.modern() ? null : former.session(inboundMessage);
      ProtocolRevision protocolRevision =
          session == null || rpcMessage.initializes() ? named : session.protocolRevision();
      if (protocolRevision.modern() && rpcMessage.method().equals("tools/call")) {
        String tool = String.valueOf(rpcMessage.params().get("name"));
        ProtocolRevision.checkArguments(
            mcpFeatures.parameterHeaders(tool), rpcMessage, inboundMessage.header());
      }
      if (rpcMessage.messageKind() == RpcMessage.MessageKind.REQUEST) {
        request(inboundMessage, protocolRevision, session, responseChannel);
        return;
      }
      if (rpcMessage.messageKind() == RpcMessage.MessageKind.NOTIFICATION) {
        LegacyMethods.heard(rpcMessage, session);
      } else if (session != null) {
        session.answered(rpcMessage);
      }
      responseChannel.answer(202, Map.of(), null);
    } catch (RpcException fault) {
      responseChannel.answer(fault.status(), Map.of(), refused(rpcMessage, fault));
    }
  }

  private void request(
      InboundMessage inboundMessage,
      ProtocolRevision protocolRevision,
      McpSession session,
      ResponseChannel responseChannel) {
    RpcMessage rpcMessage = inboundMessage.rpcMessage();
    ResponseWriter responseWriter =
        new ResponseWriter(responseChannel, session, inboundMessage.streams());
    McpRequest mcpRequest =
        new McpRequest(inboundMessage, protocolRevision, session, responseWriter);
    if (protocolRevision.modern() && rpcMessage.method().equals("subscriptions/listen")) {
      subscriptionHandler.begin(mcpRequest, rpcMessage, responseChannel);
      return;
    }
    if (session == null) {
      responseChannel.onGone(mcpRequest::cancel); // nobody can come back for the answer
    } else {
      session.begin(rpcMessage.id(), mcpRequest);
    }
    mcpRequest.cancelled().onSuccess(none -> responseWriter.drop());
    KeepAliveTimer keepAliveTimer =
        KeepAliveTimer.begin(timerService, BEAT, responseWriter::keepAlive);
    result(mcpRequest, protocolRevision, session, responseWriter)
        .map(tree -> replied(rpcMessage, protocolRevision, tree))
        .recover(cause -> Future.succeededFuture(broken(inboundMessage, cause)))
        .onSuccess(rpcResponse -> {
          keepAliveTimer.stop();
          if (session != null) {
            session.end(rpcMessage.id());
          }
          responseWriter.finish(rpcResponse.status(), rpcResponse.body());
        });
  }

  private record RpcResponse(int status, Map<String, Object> body) {}

  private Future<Map<String, Object>> result(
      McpRequest mcpRequest,
      ProtocolRevision protocolRevision,
      McpSession session,
      ResponseWriter responseWriter) {
    try {
      if (mcpRequest.method().equals("server/discover")) {
        return Future.succeededFuture(discovered());
      }
      if (mcpRequest.method().startsWith("tasks/")
          && protocolRevision.modern()
          && !mcpRequest.takesTasks()) {
        Map<String, Object> tasks = JsonTree.of(McpRequest.TASKS, new LinkedHashMap<>());
        throw RpcException.missing(JsonTree.of("extensions", tasks));
      }
      Optional<Map<String, Object>> legacy =
          protocolRevision.modern()
              ? Optional.empty()
              : former.result(mcpRequest, session, responseWriter);
      return legacy.isPresent()
          ? Future.succeededFuture(legacy.get())
          : mcpFeatures.answer(mcpRequest);
    } catch (RpcException fault) {
      return Future.failedFuture(fault);
    }
  }

  private Map<String, Object> discovered() {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("supportedVersions", ProtocolRevision.SUPPORTED);
    result.put("capabilities", mcpFeatures.capabilities(true));
    result.put("instructions", mcpFeatures.instructions());
    result.put("ttlMs", LIST_TTL_MS);
    result.put("cacheScope", "private");
    return result;
  }

  private RpcResponse replied(
      RpcMessage rpcMessage, ProtocolRevision protocolRevision, Map<String, Object> result) {
    if (protocolRevision.modern()) {
      result.putIfAbsent("resultType", "complete");
      result.put("_meta", JsonTree.of("io.modelcontextprotocol/serverInfo", serverInfo));
      boolean read = rpcMessage.method().equals("resources/read");
      if (read || rpcMessage.method().endsWith("/list")) {
        result.putIfAbsent("ttlMs", read ? 0L : LIST_TTL_MS);
        result.putIfAbsent("cacheScope", "private");
      }
    }
    Map<String, Object> body = RpcMessage.envelope(rpcMessage.id());
    body.put("result", LegacyResultFilter.filtered(protocolRevision, rpcMessage.method(), result));
    return new RpcResponse(200, body);
  }

  private static RpcResponse broken(InboundMessage inboundMessage, Throwable cause) {
    if (cause instanceof RpcException known) {
      return new RpcResponse(known.status(), refused(inboundMessage.rpcMessage(), known));
    }
    LOG.atError()
        .addKeyValue("request", inboundMessage.requestId())
        .setCause(cause)
        .log("a tool failed");
    RpcException fault = RpcException.internal(inboundMessage.requestId());
    return new RpcResponse(fault.status(), refused(inboundMessage.rpcMessage(), fault));
  }

  private static Map<String, Object> refused(RpcMessage rpcMessage, RpcException fault) {
    boolean request =
        rpcMessage != null && rpcMessage.messageKind() == RpcMessage.MessageKind.REQUEST;
    Map<String, Object> body = RpcMessage.envelope(request ? rpcMessage.id() : null);
    body.put("error", fault.tree());
    return body;
  }

  /** Gives a session's stream: that of a request whose connection broke, or that of none. */
  @Override
  public void get(RequestHead head, ResponseChannel responseChannel) {
    answered(responseChannel, () -> former.stream(new InboundMessage(head, null), responseChannel));
  }

  /** Ends a session. */
  @Override
  public void delete(RequestHead head, ResponseChannel responseChannel) {
    answered(responseChannel, () -> former.end(new InboundMessage(head, null), responseChannel));
  }

  private static void answered(ResponseChannel responseChannel, Runnable task) {
    try {
      task.run();
    } catch (RpcException fault) {
      responseChannel.answer(fault.status(), Map.of(), refused(null, fault));
    }
  }
}

package crossreview.mcp;

import crossreview.endpoint.ProtocolEndpoint;
import crossreview.json.JsonTree;
import crossreview.mcp.RpcMessage.MalformedRpc;
import crossreview.mcp.RpcMessage.RpcNotification;
import crossreview.mcp.RpcMessage.RpcRequest;
import crossreview.mcp.RpcMessage.RpcResponse;
import crossreview.time.Ticker;
import crossreview.time.TimerService;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
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
  public void post(RequestHead head, RpcMessage message, ResponseChannel channel) {
    try {
      switch (message) {
        case MalformedRpc malformed -> throw malformed.fault();
        case RpcRequest request -> request(head, request, channel);
        case RpcNotification notification -> {
          session(head, ProtocolRevision.of(notification, head.header()))
              .ifPresent(session -> LegacyMethods.heard(notification, session));
          channel.answer(202, Map.of(), null);
        }
        case RpcResponse response -> {
          session(head, ProtocolRevision.of(response, head.header()))
              .ifPresent(session -> session.answered(response));
          channel.answer(202, Map.of(), null);
        }
      }
    } catch (RpcException fault) {
      channel.answer(fault.status(), Map.of(), refused(idOf(message), fault));
    }
  }

  private Optional<McpSession> session(RequestHead head, ProtocolRevision named) {
    return named.modern() ? Optional.empty() : former.session(head);
  }

  private void request(RequestHead head, RpcRequest request, ResponseChannel channel) {
    ProtocolRevision named = ProtocolRevision.of(request, head.header());
    McpSession session = session(head, named).orElse(null);
    ProtocolRevision protocolRevision =
        session == null || request.initializes() ? named : session.protocolRevision();
    if (protocolRevision.modern() && request.method().equals("tools/call")) {
      String tool = String.valueOf(request.params().get("name"));
      ProtocolRevision.checkArguments(mcpFeatures.parameterHeaders(tool), request, head.header());
    }
    String accept = head.header().apply("Accept");
    boolean streams = accept != null && accept.contains("text/event-stream");
    ResponseWriter responseWriter = new ResponseWriter(channel, session, streams);
    McpRequest mcpRequest =
        new McpRequest(head, request, protocolRevision, session, responseWriter);
    if (protocolRevision.modern() && request.method().equals("subscriptions/listen")) {
      subscriptionHandler.begin(mcpRequest, channel);
      return;
    }
    if (session == null) {
      channel.onGone(mcpRequest::cancel); // the answer cannot be fetched later
    } else {
      session.begin(request.id(), mcpRequest);
    }
    mcpRequest.cancelled().onSuccess(none -> responseWriter.drop());
    KeepAliveTimer keepAliveTimer =
        KeepAliveTimer.begin(timerService, BEAT, responseWriter::keepAlive);
    result(mcpRequest, protocolRevision, session, responseWriter)
        .map(tree -> replied(mcpRequest, tree))
        .recover(cause -> Future.succeededFuture(broken(mcpRequest, cause)))
        .onSuccess(reply -> {
          keepAliveTimer.stop();
          if (session != null) {
            session.end(request.id());
          }
          responseWriter.finish(reply.status(), reply.body());
        });
  }

  private record RpcReply(int status, Map<String, Object> body) {}

  private Future<Map<String, Object>> result(
      McpRequest mcpRequest,
      ProtocolRevision protocolRevision,
      @Nullable McpSession session,
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

  private RpcReply replied(McpRequest mcpRequest, Map<String, Object> result) {
    if (mcpRequest.modern()) {
      result.putIfAbsent("resultType", "complete");
      result.put("_meta", JsonTree.of("io.modelcontextprotocol/serverInfo", serverInfo));
      boolean read = mcpRequest.method().equals("resources/read");
      if (read || mcpRequest.method().endsWith("/list")) {
        result.putIfAbsent("ttlMs", read ? 0L : LIST_TTL_MS);
        result.putIfAbsent("cacheScope", "private");
      }
    }
    Map<String, Object> body = RpcMessage.envelope(mcpRequest.id());
    body.put(
        "result",
        LegacyResultFilter.filtered(mcpRequest.protocolRevision(), mcpRequest.method(), result));
    return new RpcReply(200, body);
  }

  private static RpcReply broken(McpRequest mcpRequest, Throwable cause) {
    RpcException fault;
    if (cause instanceof RpcException known) {
      fault = known;
    } else {
      LOG.atError()
          .addKeyValue("request", mcpRequest.requestId())
          .setCause(cause)
          .log("a tool failed");
      fault = RpcException.internal(mcpRequest.requestId());
    }
    return new RpcReply(fault.status(), refused(mcpRequest.id(), fault));
  }

  /** The id to answer with; null, as the specification says, where there is none. */
  private static @Nullable Object idOf(RpcMessage message) {
    return switch (message) {
      case RpcRequest request -> request.id();
      case MalformedRpc malformed -> malformed.id().orElse(null);
      case RpcNotification notification -> null;
      case RpcResponse response -> null;
    };
  }

  static Map<String, Object> refused(@Nullable Object id, RpcException fault) {
    Map<String, Object> body = RpcMessage.envelope(id);
    body.put("error", fault.tree());
    return body;
  }

  /** Gives a session's stream: that of a request whose connection broke, or that of none. */
  @Override
  public void get(RequestHead head, ResponseChannel responseChannel) {
    answered(responseChannel, () -> former.stream(head, responseChannel));
  }

  /** Ends a session. */
  @Override
  public void delete(RequestHead head, ResponseChannel responseChannel) {
    answered(responseChannel, () -> former.end(head, responseChannel));
  }

  private static void answered(ResponseChannel responseChannel, Runnable task) {
    try {
      task.run();
    } catch (RpcException fault) {
      responseChannel.answer(fault.status(), Map.of(), refused(null, fault));
    }
  }
}

package crossreview.mcp;

import crossreview.endpoint.ProtocolEndpoint.RequestHead;
import crossreview.endpoint.ProtocolEndpoint.ResponseChannel;
import crossreview.json.JsonTree;
import crossreview.json.JsonWriter;
import crossreview.mcp.RpcMessage.RpcNotification;
import crossreview.model.WireEnum;
import crossreview.time.TimerService;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What only the revisions with sessions have: to begin, to watch, to come back and to leave. */
final class LegacyMethods {
  private final McpFeatures mcpFeatures;
  private final McpSessionRegistry sessions;
  private final Map<String, Object> serverInfo;
  private final TimerService timerService;
  private final Duration beat;

  LegacyMethods(
      McpFeatures mcpFeatures,
      McpSessionRegistry sessions,
      Map<String, Object> serverInfo,
      TimerService timerService,
      Duration beat) {
    this.mcpFeatures = mcpFeatures;
    this.sessions = sessions;
    this.serverInfo = serverInfo;
    this.timerService = timerService;
    this.beat = beat;
  }

  /** The session that a request names; clients without one are served as well. */
  Optional<McpSession> session(RequestHead head) {
    return Optional.ofNullable(head.header().apply(ProtocolRevision.SESSION))
        .map(id -> sessions.find(head.principal(), id));
  }

  /** Something that wants no answer. */
  static void heard(RpcNotification notification, McpSession session) {
    if (notification.method().equals("notifications/cancelled")) {
      session.cancel(notification.params().get("requestId"));
    }
  }

  /** The result; empty when it is not one of these methods. */
  Optional<Map<String, Object>> result(
      McpRequest mcpRequest, @Nullable McpSession session, ResponseWriter responseWriter) {
    return Optional.ofNullable(
        switch (mcpRequest.method()) {
          case "initialize" -> initialized(mcpRequest, responseWriter);
          case "ping" -> new LinkedHashMap<>();
          case "logging/setLevel" -> level(mcpRequest, session);
          case "resources/subscribe" -> watched(mcpRequest, session, true);
          case "resources/unsubscribe" -> watched(mcpRequest, session, false);
          default -> null;
        });
  }

  private Map<String, Object> initialized(McpRequest mcpRequest, ResponseWriter responseWriter) {
    Object capabilities = mcpRequest.params().get("capabilities");
    if (capabilities != null && !(capabilities instanceof Map<?, ?>)) {
      throw RpcException.invalidParams("\"capabilities\" must be an object", false);
    }
    McpSession session =
        sessions.begin(
            mcpRequest.principal(), mcpRequest.protocolRevision(), RpcMessage.object(capabilities));
    responseWriter.header(ProtocolRevision.SESSION, session.id());
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("protocolVersion", mcpRequest.protocolRevision().version());
    result.put("capabilities", mcpFeatures.capabilities(false));
    result.put("serverInfo", serverInfo);
    result.put("instructions", mcpFeatures.instructions());
    return result;
  }

  private static Map<String, Object> level(McpRequest mcpRequest, @Nullable McpSession session) {
    Optional<LogLevel> level =
        mcpRequest.params().get("level") instanceof String word
            ? WireEnum.find(LogLevel.class, word)
            : Optional.empty();
    if (level.isEmpty()) {
      throw RpcException.invalidParams("\"level\" must be one from debug to emergency", false);
    }
    if (session != null) {
      session.level(level.get());
    }
    return new LinkedHashMap<>();
  }

  private Map<String, Object> watched(
      McpRequest mcpRequest, @Nullable McpSession session, boolean begin) {
    if (!(mcpRequest.params().get("uri") instanceof String uri)) {
      throw RpcException.invalidParams("\"uri\" must be a string", false);
    }
    if (session == null) {
      throw RpcException.invalidParams("only a client with a session can subscribe", false);
    }
    if (begin) {
      ReplayBuffer to = session.stream(McpSession.STANDALONE).orElseThrow();
      Map<String, Object> wanted = JsonTree.of("resourceSubscriptions", List.of(uri));
      session.watch(
          uri,
          mcpFeatures.watch(
              mcpRequest.principal(), wanted, (method, params) -> to.say(said(method, params))));
    } else {
      session.unwatch(uri);
    }
    return new LinkedHashMap<>();
  }

  private static String said(String method, Map<String, Object> params) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("jsonrpc", "2.0");
    message.put("method", method);
    message.put("params", params);
    return JsonWriter.of(message);
  }

  /** Gives a session's stream: that of a request whose connection broke, or that of none. */
  void stream(RequestHead head, ResponseChannel responseChannel) {
    McpSession session = needed(head);
    String last = head.header().apply("Last-Event-ID");
    int dash = last == null ? -1 : last.lastIndexOf('-');
    String name = dash < 0 ? McpSession.STANDALONE : last.substring(0, dash);
    long after = last == null ? Long.MAX_VALUE : number(last.substring(dash + 1));
    ReplayBuffer log =
        session.stream(name)
            .orElseThrow(
                () -> new RpcException(404, -32600, "that stream is no longer kept", null));
    responseChannel.stream(Map.of());
    log.attach(responseChannel, after);
    KeepAliveTimer keepAliveTimer =
        KeepAliveTimer.begin(timerService, beat, responseChannel::keepAlive);
    responseChannel.onGone(keepAliveTimer::stop);
  }

  private static long number(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw RpcException.invalidRequest("Last-Event-ID was not issued by this server");
    }
    return Long.parseLong(text);
  }

  void end(RequestHead head, ResponseChannel responseChannel) {
    sessions.end(needed(head));
    responseChannel.answer(204, Map.of(), null);
  }

  private McpSession needed(RequestHead head) {
    return session(head)
        .orElseThrow(() ->
            new RpcException(
                405, -32600, "only sessions have streams: " + ProtocolRevision.SESSION, null));
  }
}

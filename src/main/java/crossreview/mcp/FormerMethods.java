package crossreview.mcp;

import crossreview.json.JsonTree;
import crossreview.json.JsonWriter;
import crossreview.model.WireEnum;
import crossreview.time.Timers;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What only the revisions with sessions have: to begin, to watch, to come back and to leave. */
final class FormerMethods {
  private final Shelf shelf;
  private final McpSessions sessions;
  private final Map<String, Object> serverInfo;
  private final Timers timers;
  private final Duration beat;

  FormerMethods(
      Shelf shelf,
      McpSessions sessions,
      Map<String, Object> serverInfo,
      Timers timers,
      Duration beat) {
    this.shelf = shelf;
    this.sessions = sessions;
    this.serverInfo = serverInfo;
    this.timers = timers;
    this.beat = beat;
  }

  /** The session that a message names, or null: clients without one are served as well. */
  McpSession session(Asked asked) {
    String id = asked.header().apply(Revision.SESSION);
    return id == null ? null : sessions.find(asked.principal(), id);
  }

  /** Something that wants no answer. */
  static void heard(Message message, McpSession session) {
    if (session != null && message.method().equals("notifications/cancelled")) {
      session.cancel(message.params().get("requestId"));
    }
  }

  /** The result, or null when it is not one of these methods. */
  Future<Map<String, Object>> result(Turn turn, McpSession session, Replying replying) {
    Map<String, Object> result =
        switch (turn.method()) {
          case "initialize" -> initialized(turn, replying);
          case "ping" -> new LinkedHashMap<>();
          case "logging/setLevel" -> level(turn, session);
          case "resources/subscribe" -> watched(turn, session, true);
          case "resources/unsubscribe" -> watched(turn, session, false);
          default -> null;
        };
    return result == null ? null : Future.succeededFuture(result);
  }

  private Map<String, Object> initialized(Turn turn, Replying replying) {
    Object capabilities = turn.params().get("capabilities");
    if (capabilities != null && !(capabilities instanceof Map<?, ?>)) {
      throw RpcFault.invalidParams("\"capabilities\" must be an object", false);
    }
    McpSession session = sessions.begin(turn.principal(), Message.object(capabilities));
    replying.header(Revision.SESSION, session.id());
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("protocolVersion", Revision.negotiated(turn.params().get("protocolVersion")));
    result.put("capabilities", shelf.capabilities(false));
    result.put("serverInfo", serverInfo);
    result.put("instructions", shelf.instructions());
    return result;
  }

  private static Map<String, Object> level(Turn turn, McpSession session) {
    Optional<LogLevel> level =
        turn.params().get("level") instanceof String word
            ? WireEnum.find(LogLevel.class, word)
            : Optional.empty();
    if (level.isEmpty()) {
      throw RpcFault.invalidParams("\"level\" must be one from debug to emergency", false);
    }
    if (session != null) {
      session.level(level.get());
    }
    return new LinkedHashMap<>();
  }

  private Map<String, Object> watched(Turn turn, McpSession session, boolean begin) {
    if (!(turn.params().get("uri") instanceof String uri)) {
      throw RpcFault.invalidParams("\"uri\" must be a text", false);
    }
    if (session == null) {
      throw RpcFault.invalidParams("only a client with a session can subscribe", false);
    }
    if (begin) {
      StreamLog to = session.stream(McpSession.STANDALONE).orElseThrow();
      Map<String, Object> wanted = JsonTree.of("resourceSubscriptions", List.of(uri));
      session.watch(
          uri,
          shelf.watch(turn.principal(), wanted, (method, params) -> to.say(said(method, params))));
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
  void stream(Asked asked, Wire wire) {
    McpSession session = needed(asked);
    String last = asked.header().apply("Last-Event-ID");
    int dash = last == null ? -1 : last.lastIndexOf('-');
    String name = dash < 0 ? McpSession.STANDALONE : last.substring(0, dash);
    long after = last == null ? Long.MAX_VALUE : number(last.substring(dash + 1));
    StreamLog log =
        session.stream(name)
            .orElseThrow(() -> new RpcFault(404, -32600, "that stream is not kept any more", null));
    wire.stream(Map.of());
    log.attach(wire, after);
    Beats beats = Beats.begin(timers, beat, wire::beat);
    wire.onGone(beats::stop);
  }

  private static long number(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw RpcFault.invalidRequest("Last-Event-ID is none that this server gave out");
    }
    return Long.parseLong(text);
  }

  void end(Asked asked, Wire wire) {
    sessions.end(needed(asked));
    wire.answer(204, Map.of(), null);
  }

  private McpSession needed(Asked asked) {
    McpSession session = session(asked);
    if (session == null) {
      throw new RpcFault(
          405, -32600, "there are streams for sessions only: " + Revision.SESSION, null);
    }
    return session;
  }
}

package crossreview.mcp;

import crossreview.access.Principal;
import crossreview.endpoint.ProtocolEndpoint.RequestHead;
import crossreview.json.JsonTree;
import crossreview.json.JsonWriter;
import crossreview.mcp.RpcMessage.RpcRequest;
import crossreview.model.TraceContext;
import crossreview.model.WireEnum;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request while it is answered, and what may be said meanwhile. Any thread.
 *
 * <p>The answer is a whole body; it becomes a stream when something is said before it.
 */
public final class McpRequest {
  static final String TASKS = "io.modelcontextprotocol/tasks";
  private static final String TRACEPARENT = "traceparent";
  private static final String TRACESTATE = "tracestate";
  private static final String META = "io.modelcontextprotocol/";

  private final RequestHead head;
  private final RpcRequest request;
  private final ProtocolRevision protocolRevision;
  private final @Nullable McpSession session;
  private final ResponseWriter responseWriter;
  private final Promise<Void> cancelled = Promise.promise();
  private long steps;

  /**
   * @param session null in the stateless revision, and where the client has none
   */
  McpRequest(
      RequestHead head,
      RpcRequest request,
      ProtocolRevision protocolRevision,
      @Nullable McpSession session,
      ResponseWriter responseWriter) {
    this.head = head;
    this.request = request;
    this.protocolRevision = protocolRevision;
    this.session = session;
    this.responseWriter = responseWriter;
  }

  public Principal principal() {
    return head.principal();
  }

  @Nullable Object id() {
    return request.id();
  }

  public String method() {
    return request.method();
  }

  public Map<String, Object> params() {
    return request.params();
  }

  /** Stands in every log line about it. */
  public String requestId() {
    return head.requestId();
  }

  /**
   * Where it belongs in a trace of the client: {@code traceparent} and {@code tracestate} of {@code
   * _meta}, else the headers of these names; null where that is not said, or not validly.
   */
  @Nullable TraceContext trace() {
    Map<?, ?> meta = request.meta();
    return meta.get(TRACEPARENT) instanceof String given
        ? TraceContext.ofNullable(given, meta.get(TRACESTATE))
        : TraceContext.ofNullable(
            head.header().apply(TRACEPARENT), head.header().apply(TRACESTATE));
  }

  public boolean modern() {
    return protocolRevision.modern();
  }

  ProtocolRevision protocolRevision() {
    return protocolRevision;
  }

  /** What the client says it can do. */
  public Map<String, Object> clientCapabilities() {
    if (!modern()) {
      return session == null ? Map.of() : session.clientCapabilities();
    }
    Object said = request.meta().get(META + "clientCapabilities");
    return RpcMessage.object(said);
  }

  /** Whether this request may be answered with a task. */
  public boolean takesTasks() {
    return modern() && JsonTree.object(clientCapabilities(), "/extensions").containsKey(TASKS);
  }

  /** Tells how far it is, if the client wants to hear it. */
  public synchronized void progress(String text) {
    Object token = request.meta().get("progressToken");
    if (token instanceof String || token instanceof Long) {
      steps++;
      progress(token, steps, null, text);
    }
  }

  /** The same with numbers, which only grow. */
  public synchronized void progress(long done, long total) {
    Object token = request.meta().get("progressToken");
    if (token instanceof String || token instanceof Long) {
      progress(token, done, total, null);
    }
  }

  private void progress(Object token, long done, @Nullable Long total, @Nullable String text) {
    Map<String, Object> params = new LinkedHashMap<>();
    params.put("progressToken", token);
    params.put("progress", done);
    if (total != null) {
      params.put("total", total);
    }
    if (text != null && protocolRevision.annotated()) {
      params.put("message", text);
    }
    say("notifications/progress", params);
  }

  /** Tells something that happened, if the client wants to hear of what is that severe. */
  public void log(LogLevel level, Object data) {
    if (threshold().filter(least -> level.compareTo(least) >= 0).isPresent()) {
      Map<String, Object> params = new LinkedHashMap<>();
      params.put("level", level.wireName());
      params.put("logger", "crossreview");
      params.put("data", data);
      say("notifications/message", params);
    }
  }

  /** The lowest severity that the client wants to hear of; empty for nothing at all. */
  private Optional<LogLevel> threshold() {
    if (!modern()) {
      return Optional.ofNullable(session).map(McpSession::level);
    }
    Object wanted = request.meta().get(META + "logLevel");
    return wanted instanceof String word ? WireEnum.find(LogLevel.class, word) : Optional.empty();
  }

  private void say(String method, Map<String, Object> params) {
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("jsonrpc", "2.0");
    said.put("method", method);
    said.put("params", params);
    responseWriter.say(JsonWriter.of(said));
  }

  /** Asks the client something; only where it has a session. Fails with {@link RpcException}. */
  public Future<Map<String, Object>> ask(String method, Map<String, Object> params) {
    return session == null
        ? Future.failedFuture(RpcException.refusedByClient("this client does not accept requests"))
        : session.ask(responseWriter.log(), method, params);
  }

  /** Completes when the client wants no answer any more. */
  public Future<Void> cancelled() {
    return cancelled.future();
  }

  void cancel() {
    cancelled.tryComplete();
  }
}

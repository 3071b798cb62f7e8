package crossreview.mcp;

import crossreview.json.JsonWriter;
import crossreview.mcp.RpcMessage.RpcResponse;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the revisions with sessions keep of one client, in memory: who it is, its streams, what it
 * was asked and what it wants to hear. Any thread.
 */
final class McpSession {
  /** The stream that belongs to no request. */
  static final String STANDALONE = "s";

  private static final int STREAMS_MAX = 16; // the one that began longest ago is forgotten first
  private static final int ASKED_MAX = 64;
  private static final int WATCHED_MAX = 256;

  private final String id;
  private final String owner;
  private final ProtocolRevision protocolRevision;
  private final Map<String, Object> clientCapabilities;
  private final Map<String, ReplayBuffer> streams = new LinkedHashMap<>();
  private final Map<Object, McpRequest> turns = new LinkedHashMap<>();
  private final Map<Long, Promise<Map<String, Object>>> asked = new LinkedHashMap<>();
  private final Map<String, Runnable> watched = new LinkedHashMap<>();
  private LogLevel level = LogLevel.INFO;
  private long lastUsed;
  private long names;

  /**
   * @param owner the only principal that may use it
   * @param protocolRevision what its initialize was answered with
   */
  McpSession(
      String id,
      String owner,
      ProtocolRevision protocolRevision,
      Map<String, Object> clientCapabilities) {
    this.id = id;
    this.owner = owner;
    this.protocolRevision = protocolRevision;
    this.clientCapabilities = clientCapabilities;
    streams.put(STANDALONE, new ReplayBuffer(STANDALONE));
  }

  String id() {
    return id;
  }

  String owner() {
    return owner;
  }

  ProtocolRevision protocolRevision() {
    return protocolRevision;
  }

  Map<String, Object> clientCapabilities() {
    return clientCapabilities;
  }

  synchronized void used(long nanos) {
    lastUsed = nanos;
  }

  synchronized long lastUsed() {
    return lastUsed;
  }

  synchronized LogLevel level() {
    return level;
  }

  synchronized void level(LogLevel other) {
    level = other;
  }

  /** A stream for one request. */
  synchronized ReplayBuffer open() {
    names++;
    String name = "r" + names;
    ReplayBuffer log = new ReplayBuffer(name);
    streams.put(name, log);
    if (streams.size() > STREAMS_MAX) {
      String oldest = streams.keySet().stream().skip(1).findFirst().orElseThrow();
      streams.remove(oldest);
    }
    return log;
  }

  synchronized Optional<ReplayBuffer> stream(String name) {
    return Optional.ofNullable(streams.get(name));
  }

  synchronized void begin(@Nullable Object requestId, McpRequest mcpRequest) {
    turns.put(requestId, mcpRequest);
  }

  synchronized void end(@Nullable Object requestId) {
    turns.remove(requestId);
  }

  /** The client wants no answer any more; unknown requests have been answered. */
  void cancel(@Nullable Object requestId) {
    McpRequest mcpRequest;
    synchronized (this) {
      mcpRequest = turns.get(requestId);
    }
    if (mcpRequest != null) {
      mcpRequest.cancel();
    }
  }

  /** Asks the client something over a stream. Fails with {@link RpcException}. */
  Future<Map<String, Object>> ask(ReplayBuffer over, String method, Map<String, Object> params) {
    Promise<Map<String, Object>> answer = Promise.promise();
    long number;
    synchronized (this) {
      if (asked.size() >= ASKED_MAX) {
        return Future.failedFuture(
            RpcException.refusedByClient("too many requests to the client are open"));
      }
      names++;
      number = names;
      asked.put(number, answer);
    }
    Map<String, Object> message = RpcMessage.envelope(number);
    message.put("method", method);
    message.put("params", params);
    over.say(JsonWriter.of(message));
    return answer.future();
  }

  /** The client answers. */
  void answered(RpcResponse response) {
    Promise<Map<String, Object>> waiting;
    synchronized (this) {
      waiting = response.id() instanceof Long number ? asked.remove(number) : null;
    }
    if (waiting == null) {
      return; // answered before, or never asked
    }
    response
        .result()
        .ifPresentOrElse(
            waiting::complete,
            () -> waiting.fail(RpcException.refusedByClient("the client did not answer")));
  }

  /** Tells what became of a resource from now on; the former way to do so ends. */
  void watch(String uri, Runnable end) {
    Runnable before;
    synchronized (this) {
      if (watched.size() >= WATCHED_MAX && !watched.containsKey(uri)) {
        end.run();
        throw RpcException.invalidParams("at most " + WATCHED_MAX + " subscriptions", false);
      }
      before = watched.put(uri, end);
    }
    if (before != null) {
      before.run();
    }
  }

  void unwatch(String uri) {
    Runnable end;
    synchronized (this) {
      end = watched.remove(uri);
    }
    if (end != null) {
      end.run();
    }
  }

  /** The client is gone for good. */
  void close() {
    List<Runnable> ends;
    List<ReplayBuffer> logs;
    List<McpRequest> open;
    synchronized (this) {
      ends = List.copyOf(watched.values());
      watched.clear();
      logs = List.copyOf(streams.values());
      open = new ArrayList<>(turns.values());
    }
    ends.forEach(Runnable::run);
    open.forEach(McpRequest::cancel);
    logs.forEach(ReplayBuffer::complete);
  }
}

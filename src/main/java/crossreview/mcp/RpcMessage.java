package crossreview.mcp;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One JSON-RPC 2.0 message of a client. A batch, which a single older revision has, is malformed.
 * An id is a text or a whole number.
 */
public sealed interface RpcMessage {

  /** Names a method: it wants an answer or to be heard. */
  sealed interface RpcCall extends RpcMessage {
    String method();

    Map<String, Object> params();

    /** The fields of the parameter {@code _meta}. */
    default Map<?, ?> meta() {
      return JsonTree.object(params(), "/_meta");
    }
  }

  /** Wants an answer. */
  record RpcRequest(@Nullable Object id, String method, Map<String, Object> params)
      implements RpcCall {
    /** Whether it begins a session. */
    boolean initializes() {
      return method.equals("initialize");
    }
  }

  /** Wants no answer. */
  record RpcNotification(String method, Map<String, Object> params) implements RpcCall {}

  /**
   * Answers something that was asked of the client.
   *
   * @param result empty for an error
   */
  record RpcResponse(@Nullable Object id, Optional<Map<String, Object>> result)
      implements RpcMessage {}

  /**
   * Is no message.
   *
   * @param id empty where it could not be read
   */
  record MalformedRpc(Optional<Object> id, RpcException fault) implements RpcMessage {}

  /** Reads one; whatever is wrong is its fault. Takes a while for a large one. */
  static RpcMessage read(byte[] body) {
    try {
      return of(JsonReader.readRequestValue(body));
    } catch (InvalidJsonException e) {
      return broken(
          Optional.empty(), new RpcException(400, -32700, "invalid JSON: " + e.getMessage(), null));
    }
  }

  private static RpcMessage of(@Nullable Object value) {
    if (value instanceof List<?>) {
      return broken(
          Optional.empty(),
          RpcException.invalidRequest("a batch is not served; send its messages one by one"));
    }
    if (!(value instanceof Map<?, ?> map)) {
      String got = JsonReader.kind(value);
      return broken(
          Optional.empty(),
          RpcException.invalidRequest("expected one message as an object, got " + got));
    }
    Object id = map.get("id");
    boolean named = id instanceof String || id instanceof Long;
    if (!"2.0".equals(map.get("jsonrpc"))) {
      return broken(
          Optional.ofNullable(named ? id : null),
          RpcException.invalidRequest("\"jsonrpc\" must be \"2.0\""));
    }
    if (map.containsKey("id") && !named) {
      return broken(
          Optional.empty(),
          RpcException.invalidRequest("\"id\" must be a string or a whole number"));
    }
    if (map.get("method") == null && (map.containsKey("result") || map.containsKey("error"))) {
      return new RpcResponse(
          id, Optional.ofNullable(map.get("result") instanceof Map<?, ?> r ? object(r) : null));
    }
    return call(map);
  }

  private static RpcMessage call(Map<?, ?> map) {
    Object id = map.get("id");
    if (!(map.get("method") instanceof String method)) {
      return broken(
          Optional.ofNullable(id), RpcException.invalidRequest("\"method\" must be a string"));
    }
    Object params = map.get("params");
    if (params != null && !(params instanceof Map<?, ?>)) {
      return broken(
          Optional.ofNullable(id),
          RpcException.invalidParams("\"params\" must be an object", true));
    }
    return map.containsKey("id")
        ? new RpcRequest(id, method, object(params))
        : new RpcNotification(method, object(params));
  }

  static Map<String, Object> object(@Nullable Object value) {
    return value == null ? Map.of() : JsonTree.named((Map<?, ?>) value);
  }

  private static RpcMessage broken(Optional<Object> id, RpcException fault) {
    return new MalformedRpc(id, fault);
  }

  /** The beginning of an answer, or of a question with an id. */
  static Map<String, Object> envelope(@Nullable Object id) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("jsonrpc", "2.0");
    body.put("id", id);
    return body;
  }
}

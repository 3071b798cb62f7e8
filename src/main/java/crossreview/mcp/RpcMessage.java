package crossreview.mcp;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One JSON-RPC 2.0 message. A batch, which a single older revision has, is refused.
 *
 * @param id of a request or of what is answered; null otherwise, and where it could not be read
 * @param result of an answer that is no error, or null
 * @param fault why it is no message, or null
 */
public record RpcMessage(
    MessageKind messageKind,
    Object id,
    String method,
    Map<String, Object> params,
    Map<String, Object> result,
    RpcException fault) {

  /** What a message wants. */
  public enum MessageKind {
    /** An answer. */
    REQUEST,
    /** To be heard. */
    NOTIFICATION,
    /** It answers something that was asked of the client. */
    RESPONSE
  }

  /** Reads one; whatever is wrong is its fault. Takes a while for a large one. */
  public static RpcMessage read(byte[] body) {
    try {
      return of(JsonReader.readRequestValue(body));
    } catch (InvalidJsonException e) {
      return broken(null, new RpcException(400, -32700, "no valid JSON: " + e.getMessage(), null));
    }
  }

  private static RpcMessage of(Object value) {
    if (value instanceof List<?>) {
      return broken(
          null, RpcException.invalidRequest("a batch is not served; send its messages one by one"));
    }
    if (!(value instanceof Map<?, ?> map)) {
      String got = JsonReader.kind(value);
      return broken(
          null, RpcException.invalidRequest("expected one message as an object, got " + got));
    }
    Object id = map.get("id");
    boolean named = id instanceof String || id instanceof Long;
    if (!"2.0".equals(map.get("jsonrpc"))) {
      return broken(named ? id : null, RpcException.invalidRequest("\"jsonrpc\" must be \"2.0\""));
    }
    if (map.containsKey("id") && !named) {
      return broken(null, RpcException.invalidRequest("\"id\" must be a text or a whole number"));
    }
    if (map.get("method") == null && (map.containsKey("result") || map.containsKey("error"))) {
      Map<String, Object> result = map.get("result") instanceof Map<?, ?> got ? object(got) : null;
      return new RpcMessage(MessageKind.RESPONSE, id, "", Map.of(), result, null);
    }
    if (!(map.get("method") instanceof String method)) {
      return broken(id, RpcException.invalidRequest("\"method\" must be a text"));
    }
    Object params = map.get("params");
    if (params != null && !(params instanceof Map<?, ?>)) {
      return broken(id, RpcException.invalidParams("\"params\" must be an object", true));
    }
    MessageKind messageKind =
        map.containsKey("id") ? MessageKind.REQUEST : MessageKind.NOTIFICATION;
    return new RpcMessage(messageKind, id, method, object(params), null, null);
  }

  static Map<String, Object> object(Object value) {
    return value == null ? Map.of() : JsonTree.named((Map<?, ?>) value);
  }

  private static RpcMessage broken(Object id, RpcException why) {
    return new RpcMessage(MessageKind.REQUEST, id, "", Map.of(), null, why);
  }

  /** Whether it begins a session. */
  boolean initializes() {
    return messageKind == MessageKind.REQUEST && method.equals("initialize");
  }

  /** The fields of a request's {@code _meta}. */
  Map<?, ?> meta() {
    return JsonTree.object(params, "/_meta");
  }

  /** The beginning of an answer, or of a question with an id. */
  static Map<String, Object> envelope(Object id) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("jsonrpc", "2.0");
    body.put("id", id);
    return body;
  }
}

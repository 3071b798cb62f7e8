package crossreview.mcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A refusal of a message, with its JSON-RPC code; no stack, because it is not a bug. */
public final class RpcException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;
  private final int code;
  private final transient @Nullable Map<String, Object> data;

  /**
   * @param status of HTTP
   * @param data null for none
   */
  public RpcException(int status, int code, String message, @Nullable Map<String, Object> data) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.data = data;
  }

  static RpcException invalidRequest(String message) {
    return new RpcException(400, -32600, message, null);
  }

  /** Revisions with sessions answer such faults with 200. */
  public static RpcException invalidParams(String message, boolean badRequest) {
    return new RpcException(badRequest ? 400 : 200, -32602, message, null);
  }

  public static RpcException noMethod(String method, boolean modern) {
    String shown = method.length() > 80 ? method.substring(0, 80) : method;
    return new RpcException(
        modern ? 404 : 200, -32601, "there is no method \"" + shown + "\"", null);
  }

  /** Headers that say something else than the body. */
  static RpcException headerMismatch(String message) {
    return new RpcException(400, -32020, message, null);
  }

  static RpcException unsupported(String requested, List<String> supported) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("supported", supported);
    data.put("requested", requested);
    return new RpcException(400, -32022, "this protocol version is not served", data);
  }

  /** Something is needed that the client did not say it can do. */
  public static RpcException missing(Map<String, Object> capabilities) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("requiredCapabilities", capabilities);
    return new RpcException(400, -32021, "the client lacks a required capability", data);
  }

  /** What was asked of the client has no answer. */
  static RpcException refusedByClient(String message) {
    return new RpcException(200, -32603, message, null);
  }

  static RpcException internal(String requestId) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("request_id", requestId);
    return new RpcException(200, -32603, "internal error; see request_id in the log", data);
  }

  int status() {
    return status;
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("code", code);
    tree.put("message", getMessage());
    if (data != null) {
      tree.put("data", data);
    }
    return tree;
  }
}

package crossreview.http.reply;

import crossreview.json.JsonWriter;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/** A whole answer. */
public record HttpReply(int status, String mediaType, byte[] bytes) {
  public static final String JSON = "application/json";
  static final String PROBLEM = "application/problem+json";

  public static HttpReply json(int status, Map<String, Object> body) {
    return new HttpReply(status, JSON, JsonWriter.bytes(body));
  }

  /** A refusal of the door itself. */
  public static HttpReply problem(int status, String code, String detail) {
    return problem(status, fields(status, code, detail));
  }

  static HttpReply problem(int status, Map<String, Object> fields) {
    return new HttpReply(status, PROBLEM, JsonWriter.bytes(fields));
  }

  /** The members that every refusal has (RFC 9457). */
  static Map<String, Object> fields(int status, String code, String detail) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "urn:crossreview:problem:" + code);
    body.put("title", HttpResponseStatus.valueOf(status).reasonPhrase());
    body.put("status", status);
    body.put("detail", detail);
    body.put("code", code);
    return body;
  }

  public Future<Void> send(HttpServerResponse response) {
    return response
        .setStatusCode(status)
        .putHeader("Content-Type", mediaType)
        .end(Buffer.buffer(bytes));
  }
}

package crossreview.http.reply;

import crossreview.json.JsonWriter;
import crossreview.model.ProblemCode;
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

  /** A refusal before a request has an id. */
  public static HttpReply problem(ProblemCode code, String detail) {
    return problem(code, fields(code, detail));
  }

  static HttpReply problem(ProblemCode code, Map<String, Object> fields) {
    return new HttpReply(code.traits().status(), PROBLEM, JsonWriter.bytes(fields));
  }

  /** The members that every refusal has (RFC 9457). */
  static Map<String, Object> fields(ProblemCode code, String detail) {
    int status = code.traits().status();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "urn:crossreview:problem:" + code.code());
    body.put("title", HttpResponseStatus.valueOf(status).reasonPhrase());
    body.put("status", status);
    body.put("detail", detail);
    body.put("code", code.code());
    return body;
  }

  public Future<Void> send(HttpServerResponse response) {
    return response
        .setStatusCode(status)
        .putHeader("Content-Type", mediaType)
        .end(Buffer.buffer(bytes));
  }
}

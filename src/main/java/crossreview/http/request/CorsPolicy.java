package crossreview.http.request;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Set;

/** Origins that may call the API from a browser (CORS, Fetch Standard); none by default. */
final class CorsPolicy {
  private final Set<String> allowed;

  CorsPolicy(List<String> allowed) {
    this.allowed = Set.copyOf(allowed);
  }

  /** Whether the request comes from such a page. */
  boolean allow(HttpServerRequest request) {
    List<String> origins = request.headers().getAll("Origin");
    return origins.size() == 1 && allowed.contains(origins.getFirst());
  }

  /** Lets the page read the answer. */
  static void admit(HttpServerRequest request, HttpServerResponse response) {
    response.putHeader("Access-Control-Allow-Origin", request.getHeader("Origin"));
    response.putHeader(
        "Access-Control-Expose-Headers",
        "Location, Mcp-Session-Id, Retry-After, RateLimit, RateLimit-Policy, X-Request-Id");
    response.putHeader("Vary", "Origin");
  }

  static boolean preflight(HttpServerRequest request) {
    return request.method() == HttpMethod.OPTIONS
        && request.getHeader("Access-Control-Request-Method") != null;
  }

  /** The token travels in a header that the page sets; cookies are never looked at. */
  static void answer(HttpServerResponse response) {
    response
        .putHeader("Access-Control-Allow-Methods", "GET, POST")
        .putHeader(
            "Access-Control-Allow-Headers",
            "Authorization, Content-Type, Idempotency-Key, Last-Event-ID, Mcp-Method, Mcp-Name,"
                + " Mcp-Protocol-Version, Mcp-Session-Id,"
                + " Traceparent, Tracestate, X-Request-Id")
        .putHeader("Access-Control-Max-Age", "600")
        .setStatusCode(204)
        .end();
  }
}

package crossreview.http.request;

import crossreview.access.AuditSink;
import crossreview.access.RateLimiter;
import crossreview.access.RateLimiter.RateDecision;
import crossreview.http.RateLimitConfig;
import crossreview.http.reply.HttpReply;
import crossreview.model.AccessProblem;
import crossreview.model.ProblemCode;
import crossreview.model.RequestProblem;
import io.vertx.core.http.HttpServerResponse;

/**
 * How many requests, and how many failures to show a token, are answered.
 *
 * <p>The header fields are those of the IETF's draft "RateLimit header fields for HTTP".
 */
final class RateLimitFilter {
  /** The same bytes for whatever is wrong with a token, so that they tell nothing. */
  static final HttpReply UNAUTHORIZED =
      HttpReply.problem(AccessProblem.UNAUTHORIZED, "a valid bearer token is needed");

  private final RateLimitConfig rateLimitConfig;

  RateLimitFilter(RateLimitConfig rateLimitConfig) {
    this.rateLimitConfig = rateLimitConfig;
  }

  /** Whether a request may continue; otherwise it is answered. */
  boolean permits(HttpExchange httpExchange, String key) {
    RateLimiter limit = rateLimitConfig.requests();
    RateDecision rateDecision = limit.take(key);
    if (limit.on()) {
      HttpServerResponse response = httpExchange.response();
      response.putHeader("RateLimit-Policy", "\"requests\";q=" + limit.burst() + ";w=2");
      response.putHeader(
          "RateLimit",
          "\"requests\";r=" + rateDecision.remaining() + ";t=" + rateDecision.retrySeconds());
    }
    if (!rateDecision.allowed()) {
      tooMany(
          httpExchange,
          rateDecision,
          RequestProblem.RATE_LIMITED,
          "more requests than http.requests_per_minute");
    }
    return rateDecision.allowed();
  }

  /** The credentials are not valid. */
  void failed(HttpExchange httpExchange, String address) {
    failed(httpExchange, address, UNAUTHORIZED);
  }

  /** The same with another answer. */
  void failed(HttpExchange httpExchange, String address, HttpReply refusal) {
    RateDecision rateDecision = rateLimitConfig.failures().take(address);
    if (rateDecision.allowed()) {
      String request = httpExchange.requestId();
      rateLimitConfig
          .auditSink()
          .note(new AuditSink.AuditEvent("authenticate", "", address, "unauthorized", request));
      httpExchange.response().putHeader("WWW-Authenticate", "Bearer");
      httpExchange.refuseAndClose(refusal);
    } else {
      tooMany(
          httpExchange,
          rateDecision,
          RequestProblem.TOO_MANY_FAILURES,
          "too many requests without a valid token");
    }
  }

  private static void tooMany(
      HttpExchange httpExchange, RateDecision rateDecision, ProblemCode code, String detail) {
    httpExchange.response().putHeader("Retry-After", Long.toString(rateDecision.retrySeconds()));
    httpExchange.refuseAndClose(HttpReply.problem(code, detail));
  }
}

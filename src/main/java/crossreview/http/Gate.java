package crossreview.http;

import crossreview.access.Audit;
import crossreview.access.RateLimit;
import crossreview.access.RateLimit.Verdict;
import io.vertx.core.http.HttpServerResponse;

/**
 * How many requests, and how many failures to show a token, are answered.
 *
 * <p>The header fields are those of the IETF's draft "RateLimit header fields for HTTP".
 */
final class Gate {
  /** The same bytes for whatever is wrong with a token, so that they tell nothing. */
  private static final Reply UNAUTHORIZED =
      Reply.problem(401, "unauthorized", "a valid bearer token is needed");

  private final Guards guards;

  Gate(Guards guards) {
    this.guards = guards;
  }

  /** Whether a request may go on; otherwise it is answered. */
  boolean lets(Exchange exchange, String key) {
    RateLimit limit = guards.requests();
    Verdict verdict = limit.take(key);
    if (limit.on()) {
      HttpServerResponse response = exchange.response();
      response.putHeader("RateLimit-Policy", "\"requests\";q=" + limit.burst() + ";w=2");
      response.putHeader(
          "RateLimit", "\"requests\";r=" + verdict.remaining() + ";t=" + verdict.retrySeconds());
    }
    if (!verdict.allowed()) {
      tooMany(exchange, verdict, "rate_limited", "more requests than http.requests_per_minute");
    }
    return verdict.allowed();
  }

  /** Nobody is let in by what was shown. */
  void failed(Exchange exchange, String address) {
    Verdict verdict = guards.failures().take(address);
    if (verdict.allowed()) {
      String request = exchange.requestId();
      guards.audit().note(new Audit.Act("authenticate", "", address, "unauthorized", request));
      exchange.response().putHeader("WWW-Authenticate", "Bearer");
      exchange.refuseAndClose(UNAUTHORIZED);
    } else {
      tooMany(exchange, verdict, "too_many_failures", "too many requests without a valid token");
    }
  }

  private static void tooMany(Exchange exchange, Verdict verdict, String code, String detail) {
    exchange.response().putHeader("Retry-After", Long.toString(verdict.retrySeconds()));
    exchange.refuseAndClose(Reply.problem(429, code, detail));
  }
}

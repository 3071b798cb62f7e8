package crossreview.http;

import crossreview.access.Principal;
import crossreview.model.Problem;
import crossreview.model.Refused;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request and its answer, on the event loop of its connection. */
final class Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
  private static final String KEY = "exchange";

  private final RoutingContext context;
  private final String requestId;
  private Principal principal;

  private Exchange(RoutingContext context, String requestId) {
    this.context = context;
    this.requestId = requestId;
  }

  static Exchange begin(RoutingContext context, String requestId) {
    Exchange exchange = new Exchange(context, requestId);
    context.put(KEY, exchange);
    context.addEndHandler(end -> exchange.ended());
    return exchange;
  }

  static Exchange of(RoutingContext context) {
    return context.get(KEY);
  }

  RoutingContext context() {
    return context;
  }

  HttpServerRequest request() {
    return context.request();
  }

  HttpServerResponse response() {
    return context.response();
  }

  String requestId() {
    return requestId;
  }

  Principal principal() {
    return principal;
  }

  void identify(Principal who) {
    principal = who;
  }

  void reply(Reply reply) {
    if (!response().ended() && !response().closed()) {
      reply.send(response());
    }
  }

  void refuse(Problem problem) {
    ProblemReply.headers(problem, response());
    reply(ProblemReply.of(problem, requestId));
  }

  /** A refusal after which the rest of the request is not read. */
  void refuseAndClose(Reply reply) {
    response().putHeader("Connection", "close");
    reply(reply);
  }

  /** Whatever went wrong: a refusal is answered, anything else is a bug and logged once. */
  void fail(Throwable cause) {
    if (cause instanceof Refused refused) {
      refuse(refused.problem());
      return;
    }
    LOG.error(
        "request_failed method={} path={} request={}",
        request().method(),
        context.normalizedPath(),
        requestId,
        cause);
    reply(ProblemReply.internal(requestId));
  }

  private void ended() {
    LOG.debug(
        "request method={} path={} status={} principal={} request={}",
        request().method(),
        context.normalizedPath(),
        response().getStatusCode(),
        principal == null ? "-" : principal.name(),
        requestId);
  }
}

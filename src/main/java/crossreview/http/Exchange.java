package crossreview.http;

import crossreview.access.Principal;
import crossreview.access.Tokens;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.ValueChecks;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** One request and its answer, on the event loop of its connection. */
final class Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
  private static final String KEY = "exchange";
  private static final Duration LINGER = Duration.ofSeconds(2);

  private final RoutingContext context;
  private final String requestId;
  private final InFlight requests;
  private Tokens.Pass pass;
  private boolean over;

  private Exchange(RoutingContext context, String requestId, InFlight requests) {
    this.context = context;
    this.requestId = requestId;
    this.requests = requests;
  }

  static Exchange begin(RoutingContext context, String requestId, InFlight requests) {
    Exchange exchange = new Exchange(context, requestId, requests);
    requests.begun();
    context.put(KEY, exchange);
    context.addEndHandler(end -> exchange.over());
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
    return pass == null ? null : pass.principal();
  }

  Tokens.Pass pass() {
    return pass;
  }

  void identify(Tokens.Pass by) {
    pass = by;
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

  /** A refusal after which the rest of the request is not wanted. */
  void refuseAndClose(Reply reply) {
    closeAfterwards();
    reply(reply);
  }

  /**
   * Lets the answer be the last of this connection. A client that still sends gets a while to read
   * it: cut off at once, it would see a broken connection instead.
   */
  void closeAfterwards() {
    response().putHeader("Connection", "close");
    if (!request().isEnded()) {
      context.vertx().setTimer(LINGER.toMillis(), timer -> request().connection().close());
    }
  }

  /** Whatever went wrong: a refusal is answered, anything else is a bug and logged once. */
  void fail(Throwable cause) {
    if (cause instanceof ProblemException problemException) {
      refuse(problemException.problem());
      return;
    }
    about(LOG.atError()).setCause(cause).log("a request failed");
    reply(ProblemReply.internal(requestId));
  }

  /** The answer is out, or the connection is gone or something else than HTTP from now on. */
  void over() {
    if (over) {
      return;
    }
    over = true;
    requests.ended();
    about(LOG.atDebug())
        .addKeyValue("status", response().getStatusCode())
        .addKeyValue("by", pass == null ? "-" : pass.principal().name())
        .log("answered");
  }

  private LoggingEventBuilder about(LoggingEventBuilder line) {
    return line.addKeyValue("request", requestId)
        .addKeyValue("method", request().method())
        .addKeyValue("path", ValueChecks.cut(request().path(), 200));
  }
}

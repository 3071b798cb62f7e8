package crossreview.http.request;

import crossreview.access.Principal;
import crossreview.access.TokenRegistry;
import crossreview.http.reply.HttpReply;
import crossreview.http.reply.ProblemReply;
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
public final class HttpExchange {
  private static final Logger LOG = LoggerFactory.getLogger(HttpExchange.class);
  private static final String KEY = "exchange";
  private static final Duration LINGER = Duration.ofSeconds(2);

  private final RoutingContext context;
  private final String requestId;
  private final InFlightRequests requests;
  private TokenRegistry.Authentication authentication;
  private boolean over;

  private HttpExchange(RoutingContext context, String requestId, InFlightRequests requests) {
    this.context = context;
    this.requestId = requestId;
    this.requests = requests;
  }

  static HttpExchange begin(RoutingContext context, String requestId, InFlightRequests requests) {
    HttpExchange httpExchange = new HttpExchange(context, requestId, requests);
    requests.begun(httpExchange);
    context.put(KEY, httpExchange);
    context.addEndHandler(end -> httpExchange.finish());
    return httpExchange;
  }

  public static HttpExchange of(RoutingContext context) {
    return context.get(KEY);
  }

  public RoutingContext context() {
    return context;
  }

  public HttpServerRequest request() {
    return context.request();
  }

  public HttpServerResponse response() {
    return context.response();
  }

  public String requestId() {
    return requestId;
  }

  public Principal principal() {
    return authentication == null ? null : authentication.principal();
  }

  public TokenRegistry.Authentication pass() {
    return authentication;
  }

  void identify(TokenRegistry.Authentication by) {
    authentication = by;
  }

  /**
   * Runs a task when the answer is out or the connection is gone. Handlers that are set at the
   * response itself would take the place of those that do this.
   */
  public void atEnd(Runnable task) {
    context.addEndHandler(end -> task.run());
  }

  public void reply(HttpReply httpReply) {
    if (!answered()) {
      httpReply.send(response());
    }
  }

  /** Whether the answer is out, or nobody is there for it any more. */
  public boolean answered() {
    return response().ended() || response().closed();
  }

  public void refuse(Problem problem) {
    if (!answered()) {
      ProblemReply.headers(problem, response());
      reply(ProblemReply.of(problem, requestId));
    }
  }

  /** Ends the request of somebody who is let in no more; a later answer goes nowhere. */
  void withdraw() {
    if (!answered()) {
      refuseAndClose(RateLimitFilter.UNAUTHORIZED);
      request().connection().close();
    }
  }

  /** A refusal after which the rest of the request is not wanted. */
  public void refuseAndClose(HttpReply httpReply) {
    closeAfterwards();
    reply(httpReply);
  }

  /**
   * Lets the answer be the last of this connection. A client that still sends gets a while to read
   * it: cut off at once, it would see a broken connection instead.
   */
  public void closeAfterwards() {
    response().putHeader("Connection", "close");
    if (!request().isEnded()) {
      context.vertx().setTimer(LINGER.toMillis(), timer -> request().connection().close());
    }
  }

  /** Whatever went wrong: a refusal is answered, anything else is a bug and logged once. */
  public void fail(Throwable cause) {
    if (cause instanceof ProblemException problemException) {
      refuse(problemException.problem());
      return;
    }
    about(LOG.atError()).setCause(cause).log("a request failed");
    reply(ProblemReply.internal(requestId));
  }

  /** The answer is out, or the connection is gone or something else than HTTP from now on. */
  public void finish() {
    if (over) {
      return;
    }
    over = true;
    requests.ended(this);
    about(LOG.atDebug())
        .addKeyValue("status", response().getStatusCode())
        .addKeyValue("by", authentication == null ? "-" : authentication.principal().name())
        .log("answered");
  }

  private LoggingEventBuilder about(LoggingEventBuilder line) {
    return line.addKeyValue("request", requestId)
        .addKeyValue("method", request().method())
        .addKeyValue("path", ValueChecks.cut(request().path(), 200));
  }
}

package crossreview.http.request;

import crossreview.access.Principal;
import crossreview.access.TokenRegistry;
import crossreview.http.reply.HttpReply;
import crossreview.http.reply.ProblemReply;
import crossreview.memory.MemoryReservation;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.RequestProblem;
import crossreview.model.TraceContext;
import crossreview.model.ValueChecks;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** One request and its answer, on the event loop of its connection. */
public final class HttpExchange {
  private static final Logger LOG = LoggerFactory.getLogger(HttpExchange.class);
  private static final String KEY = "exchange";
  private static final Duration LINGER = Duration.ofSeconds(2);

  /** Of heap, for a request that waits, such as a poll: its objects, headers and connection. */
  private static final int REQUEST_BYTES = 8 * 1024;

  private static final int SMALL_BYTES = 64 * 1024; // of an answer; as much as a socket holds

  /** What is said to whoever has used up its share of the heap. */
  static final Problem EXHAUSTED =
      RequestProblem.MEMORY_EXHAUSTED.problem(
          "the memory for requests is in use: send fewer or smaller bodies at the same time, or try"
              + " again in a moment");

  private static final Problem NOT_SENT =
      RequestProblem.ANSWER_NOT_SENT.problem(
          "the memory for answers is in use: read those that are on their way, then repeat this");

  private final RoutingContext context;
  private final String requestId;
  private final InFlightRequests requests;
  private TokenRegistry.@Nullable Authentication authentication;
  private @Nullable MemoryReservation memory;
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

  /** Where it belongs in a trace of its sender; null where that is not said, or not validly. */
  public @Nullable TraceContext trace() {
    MultiMap headers = request().headers();
    return TraceContext.parse(headers.getAll("traceparent"), headers.getAll("tracestate"))
        .orElse(null);
  }

  public Principal principal() {
    return pass().principal();
  }

  /** Whether it is known whose request it is. */
  boolean identified() {
    return authentication != null;
  }

  /** Whose it is; a bug before that is known. */
  public TokenRegistry.Authentication pass() {
    if (authentication == null) {
      throw new IllegalStateException("request " + requestId + " was not authenticated");
    }
    return authentication;
  }

  /**
   * Lets somebody in.
   *
   * @param reservation what the request takes of the shares of its sender
   * @return false when the shares have no room for a request, which is answered then
   */
  boolean identify(TokenRegistry.Authentication by, MemoryReservation reservation) {
    authentication = by;
    memory = reservation;
    atEnd(reservation::close);
    boolean room = reservation.grow(REQUEST_BYTES);
    if (!room) {
      refuse(EXHAUSTED);
    }
    return room;
  }

  /** What it has reserved of the heap, until its answer is out; a bug before it is identified. */
  MemoryReservation memory() {
    if (memory == null) {
      throw new IllegalStateException("request " + requestId + " has no memory yet");
    }
    return memory;
  }

  /** The connection is something else than HTTP from now on, and counted as that. */
  public void handOver() {
    memory().close();
    finish();
  }

  /**
   * Runs a task when the answer is out or the connection is gone. Handlers that are set at the
   * response itself would take the place of those that do this.
   */
  public void atEnd(Runnable task) {
    context.addEndHandler(end -> task.run());
  }

  /** Answers; what a client that does not read may keep waiting here is counted first. */
  public void reply(HttpReply httpReply) {
    if (answered()) {
      return;
    }
    if (memory == null || httpReply.bytes().length <= SMALL_BYTES) {
      httpReply.send(response());
      return;
    }
    MemoryReservation unread = memory.beside(); // the exchange is over before the bytes are gone
    if (unread.grow(httpReply.bytes().length)) {
      httpReply.send(response()).onComplete(gone -> unread.close());
    } else {
      refuse(NOT_SENT);
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

  /**
   * Whatever went wrong: a refusal is answered, a client that is gone is not a fault, anything else
   * is a bug and logged once.
   */
  public void fail(Throwable cause) {
    if (cause instanceof HttpClosedException) {
      return;
    }
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
    TraceContext trace = trace();
    LoggingEventBuilder named = line.addKeyValue("request", requestId);
    if (trace != null) {
      named = named.addKeyValue("trace", trace.traceId());
    }
    return named
        .addKeyValue("method", request().method())
        .addKeyValue("path", ValueChecks.cut(request().path(), 200));
  }
}

package crossreview.http.events;

import crossreview.access.AccessRole;
import crossreview.access.Principal;
import crossreview.access.TokenRegistry;
import crossreview.http.HttpLimits;
import crossreview.http.HttpServices;
import crossreview.http.ServerState;
import crossreview.http.reply.HttpReply;
import crossreview.http.request.HttpExchange;
import crossreview.model.AccessProblem;
import crossreview.model.ClusterProblem;
import crossreview.model.ProblemException;
import crossreview.model.RequestProblem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open WebSockets and streams of one instance of the server; on its event loop. */
public final class ConnectionRegistry {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionRegistry.class);
  private static final int GOING_AWAY = 1001;
  private static final int UNAUTHENTICATED = 4401;

  /**
   * With the look at the file of tokens, somebody whose token was withdrawn has a second at most.
   */
  private static final Duration LOOK = Duration.ofMillis(250);

  private final Vertx vertx;
  private final HttpServices httpServices;
  private final HttpLimits limits;
  private final ServerState places;
  private final Map<EventSubscriber, TokenRegistry.Authentication> open = new LinkedHashMap<>();
  private final Map<EventSubscriber, TokenRegistry.Authentication> mounted = new LinkedHashMap<>();
  private final FrameCache last = new FrameCache();
  private final long look;
  private boolean closing;

  public ConnectionRegistry(
      Vertx vertx, HttpServices httpServices, HttpLimits limits, ServerState places) {
    this.vertx = vertx;
    this.httpServices = httpServices;
    this.limits = limits;
    this.places = places;
    this.look = vertx.setPeriodic(LOOK.toMillis(), timer -> withdrawn());
  }

  /** Events of everything that the request names, over a WebSocket or as a stream. */
  public void open(RoutingContext context) {
    HttpServerRequest request = context.request();
    if ("websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      enter(context, this::upgrade);
    } else if (wantsStream(context)) {
      stream(context);
    } else {
      context.response().putHeader("Upgrade", "websocket");
      String detail =
          "events are available over WebSocket or as text/event-stream; accept one of them";
      HttpExchange.of(context)
          .refuseAndClose(HttpReply.problem(RequestProblem.UPGRADE_REQUIRED, detail));
    }
  }

  /** Whether a request asks for server-sent events. */
  static boolean wantsStream(RoutingContext context) {
    return context.parsedHeaders().accept().stream()
        .anyMatch(type -> type.value().startsWith("text/event-stream"));
  }

  /** Events of the session in the path, as a stream; otherwise the route continues. */
  public void streamOf(RoutingContext context) {
    if (wantsStream(context)) {
      stream(context);
    } else {
      context.next();
    }
  }

  private void stream(RoutingContext context) {
    enter(
        context,
        httpExchange -> {
          try {
            String session = context.pathParam("session_id");
            StreamRequest wanted = StreamRequest.of(httpExchange, session, limits.subscriptions());
            EventStream events = new EventStream(vertx, httpServices, limits, httpExchange, wanted);
            httpExchange.atEnd(() -> closed(events));
            opened(events, httpExchange);
          } catch (ProblemException problemException) {
            places.release(httpExchange.principal().name());
            httpExchange.fail(problemException);
          }
        });
  }

  private void enter(RoutingContext context, Consumer<HttpExchange> way) {
    HttpExchange httpExchange = HttpExchange.of(context);
    Principal who = httpExchange.principal();
    if (!who.role().covers(AccessRole.READER)) {
      httpExchange.refuse(AccessProblem.ROLE_TOO_LOW.problem("events need the role reader"));
    } else if (closing) {
      httpExchange.refuse(ClusterProblem.DRAINING.problem("the server is about to stop"));
    } else if (!places.tryAcquire(who.name(), limits.socketsPerPrincipal())) {
      String message = who.name() + " has " + limits.socketsPerPrincipal() + " WebSockets already";
      httpExchange.refuse(RequestProblem.TOO_MANY_SOCKETS.problem(message));
    } else {
      way.accept(httpExchange);
    }
  }

  private void upgrade(HttpExchange httpExchange) {
    HttpServerRequest request = httpExchange.request();
    request
        .toWebSocket()
        .onSuccess(socket -> upgraded(socket, request, httpExchange))
        .onFailure(cause -> notUpgraded(httpExchange));
  }

  /** Vert.x has answered with what is wrong with the handshake. */
  private void notUpgraded(HttpExchange httpExchange) {
    places.release(httpExchange.principal().name());
    httpExchange.reply(
        HttpReply.problem(RequestProblem.BAD_HANDSHAKE, "this is not a WebSocket handshake"));
  }

  private void upgraded(
      ServerWebSocket socket, HttpServerRequest request, HttpExchange httpExchange) {
    httpExchange.handOver();
    WebSocketConnection webSocketConnection = new WebSocketConnection(socket, request.connection());
    EventSocket events =
        new EventSocket(
            vertx, new SocketSink(webSocketConnection, last), httpServices, limits, httpExchange);
    socket.closeHandler(none -> closed(events));
    opened(events, httpExchange);
  }

  private void opened(EventSubscriber events, HttpExchange httpExchange) {
    open.put(events, httpExchange.pass());
    events.start();
    if (closing) {
      events.close(GOING_AWAY, "shutdown");
    }
  }

  private void closed(EventSubscriber events) {
    TokenRegistry.Authentication authentication = open.remove(events);
    if (authentication != null) {
      places.release(authentication.principal().name());
      events.ended();
    }
  }

  /**
   * A stream of another protocol; it receives what sockets receive.
   *
   * @return whether its principal may have one more
   */
  public boolean joined(EventSubscriber stream, TokenRegistry.Authentication authentication) {
    if (closing || !places.tryAcquire(mountedBy(authentication), limits.socketsPerPrincipal())) {
      return false;
    }
    mounted.put(stream, authentication);
    return true;
  }

  public void left(EventSubscriber stream) {
    TokenRegistry.Authentication authentication = mounted.remove(stream);
    if (authentication != null) {
      places.release(mountedBy(authentication));
    }
  }

  /** Streams of agents are counted over all event loops, apart from a principal's WebSockets. */
  private static String mountedBy(TokenRegistry.Authentication authentication) {
    return "mcp " + authentication.principal().name();
  }

  private Map<EventSubscriber, TokenRegistry.Authentication> all() {
    Map<EventSubscriber, TokenRegistry.Authentication> all = new LinkedHashMap<>(open);
    all.putAll(mounted);
    return all;
  }

  /** Closes the connections of tokens that are no longer valid. */
  private void withdrawn() {
    all()
        .entrySet()
        .forEach(entry -> {
          if (!httpServices.holds(entry.getValue())) {
            LOG.atInfo()
                .addKeyValue("by", entry.getValue().principal().name())
                .log("a token was revoked, its connections are closed");
            entry.getKey().close(UNAUTHENTICATED, "token_withdrawn");
          }
        });
  }

  /** Closes all with a reason; completes when they are closed. */
  public Future<Void> closeAll() {
    closing = true;
    vertx.cancelTimer(look);
    List<Future<Void>> goodbyes = new ArrayList<>();
    for (EventSubscriber events : all().keySet()) {
      goodbyes.add(events.close(GOING_AWAY, "shutdown"));
    }
    return Future.join(goodbyes).mapEmpty();
  }
}

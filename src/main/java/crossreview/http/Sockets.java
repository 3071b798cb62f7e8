package crossreview.http;

import crossreview.access.Principal;
import crossreview.access.Role;
import crossreview.access.Tokens;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
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

/** The open WebSockets and streams of one instance of the door; on its event loop. */
final class Sockets {
  private static final Logger LOG = LoggerFactory.getLogger(Sockets.class);
  private static final int GOING_AWAY = 1001;
  private static final int UNAUTHENTICATED = 4401;

  /** How soon somebody whose token was withdrawn hears nothing any more. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final Services services;
  private final HttpLimits limits;
  private final OpenSockets places;
  private final Map<Subscriber, Tokens.Pass> open = new LinkedHashMap<>();
  private final Map<Subscriber, Tokens.Pass> mounted = new LinkedHashMap<>();
  private final LastFrame last = new LastFrame();
  private final long look;
  private boolean closing;

  Sockets(Vertx vertx, Services services, HttpLimits limits, OpenSockets places) {
    this.vertx = vertx;
    this.services = services;
    this.limits = limits;
    this.places = places;
    this.look = vertx.setPeriodic(LOOK.toMillis(), timer -> withdrawn());
  }

  /** Events of everything that the request names, over a WebSocket or as a stream. */
  void open(RoutingContext context) {
    HttpServerRequest request = context.request();
    if ("websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      enter(context, this::upgrade);
    } else if (wantsStream(context)) {
      stream(context);
    } else {
      context.response().putHeader("Upgrade", "websocket");
      String detail = "events are there over WebSocket, or as text/event-stream; accept that";
      Exchange.of(context).refuseAndClose(Reply.problem(426, "upgrade_required", detail));
    }
  }

  /** Whether a request asks for server-sent events. */
  static boolean wantsStream(RoutingContext context) {
    return context.parsedHeaders().accept().stream()
        .anyMatch(type -> type.value().startsWith("text/event-stream"));
  }

  /** Events of the session in the path, as a stream; otherwise the route goes on. */
  void streamOf(RoutingContext context) {
    if (wantsStream(context)) {
      stream(context);
    } else {
      context.next();
    }
  }

  private void stream(RoutingContext context) {
    enter(
        context,
        exchange -> {
          try {
            String session = context.pathParam("session_id");
            StreamRequest wanted = StreamRequest.of(exchange, session, limits.subscriptions());
            EventStream events = new EventStream(vertx, services, limits, exchange, wanted);
            exchange.response().closeHandler(none -> closed(events));
            exchange.response().endHandler(none -> closed(events));
            opened(events, exchange);
          } catch (ProblemException problemException) {
            places.leave(exchange.principal().name());
            exchange.fail(problemException);
          }
        });
  }

  private void enter(RoutingContext context, Consumer<Exchange> way) {
    Exchange exchange = Exchange.of(context);
    Principal who = exchange.principal();
    if (!who.role().covers(Role.READER)) {
      exchange.refuse(Problem.notAllowed("role_too_low", "events need the role reader"));
    } else if (closing) {
      exchange.refuse(Problem.unavailable("draining", "the server is about to stop"));
    } else if (!places.enter(who.name(), limits.socketsPerPrincipal())) {
      String message = who.name() + " has " + limits.socketsPerPrincipal() + " WebSockets already";
      exchange.refuse(Problem.exhausted("too_many_sockets", message));
    } else {
      way.accept(exchange);
    }
  }

  private void upgrade(Exchange exchange) {
    HttpServerRequest request = exchange.request();
    request
        .toWebSocket()
        .onSuccess(socket -> upgraded(socket, request, exchange))
        .onFailure(cause -> notUpgraded(exchange));
  }

  /** Vert.x has answered with what is wrong with the handshake. */
  private void notUpgraded(Exchange exchange) {
    places.leave(exchange.principal().name());
    exchange.reply(Reply.problem(400, "bad_handshake", "this is no WebSocket handshake"));
  }

  private void upgraded(ServerWebSocket socket, HttpServerRequest request, Exchange exchange) {
    exchange.over();
    Upgraded upgraded = new Upgraded(socket, request.connection());
    EventSocket events =
        new EventSocket(vertx, new SocketSink(upgraded, last), services, limits, exchange);
    socket.closeHandler(none -> closed(events));
    opened(events, exchange);
  }

  private void opened(Subscriber events, Exchange exchange) {
    open.put(events, exchange.pass());
    events.start();
    if (closing) {
      events.bye(GOING_AWAY, "shutdown");
    }
  }

  private void closed(Subscriber events) {
    Tokens.Pass pass = open.remove(events);
    if (pass != null) {
      places.leave(pass.principal().name());
      events.ended();
    }
  }

  /**
   * A stream of another door; it is told what sockets are told.
   *
   * @return whether its principal may have one more
   */
  boolean joined(Subscriber stream, Tokens.Pass pass) {
    long has = mounted.values().stream().filter(pass::equals).count();
    if (closing || has >= limits.socketsPerPrincipal()) {
      return false;
    }
    mounted.put(stream, pass);
    return true;
  }

  void left(Subscriber stream) {
    mounted.remove(stream);
  }

  private Map<Subscriber, Tokens.Pass> all() {
    Map<Subscriber, Tokens.Pass> all = new LinkedHashMap<>(open);
    all.putAll(mounted);
    return all;
  }

  /** Whoever would not be let in now hears nothing any more. */
  private void withdrawn() {
    all()
        .entrySet()
        .forEach(entry -> {
          if (!services.tokens().holds(entry.getValue())) {
            LOG.atInfo()
                .addKeyValue("by", entry.getValue().principal().name())
                .log("a token was withdrawn, what it had opened is closed");
            entry.getKey().bye(UNAUTHENTICATED, "token_withdrawn");
          }
        });
  }

  /** Says good-bye to all; completes when they are closed. */
  Future<Void> farewell() {
    closing = true;
    vertx.cancelTimer(look);
    List<Future<Void>> goodbyes = new ArrayList<>();
    for (Subscriber events : all().keySet()) {
      goodbyes.add(events.bye(GOING_AWAY, "shutdown"));
    }
    return Future.join(goodbyes).mapEmpty();
  }
}

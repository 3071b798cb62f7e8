package crossreview.http;

import crossreview.access.Principal;
import crossreview.access.Role;
import crossreview.model.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The WebSockets of one instance of the door; on its event loop. */
final class Sockets {
  private final Vertx vertx;
  private final Services services;
  private final HttpLimits limits;
  private final OpenSockets places;
  private final Set<EventSocket> open = new LinkedHashSet<>();
  private boolean closing;

  Sockets(Vertx vertx, Services services, HttpLimits limits, OpenSockets places) {
    this.vertx = vertx;
    this.services = services;
    this.limits = limits;
    this.places = places;
  }

  void open(RoutingContext context) {
    Exchange exchange = Exchange.of(context);
    Principal who = exchange.principal();
    if (!"websocket".equalsIgnoreCase(context.request().getHeader("Upgrade"))) {
      context.response().putHeader("Upgrade", "websocket");
      exchange.refuseAndClose(
          Reply.problem(426, "upgrade_required", "events are there over WebSocket only"));
    } else if (!who.role().covers(Role.READER)) {
      exchange.refuse(Problem.notAllowed("role_too_low", "events need the role reader"));
    } else if (closing) {
      exchange.refuse(Problem.unavailable("draining", "the server is about to stop"));
    } else if (!places.enter(who.name(), limits.socketsPerPrincipal())) {
      String message = who.name() + " has " + limits.socketsPerPrincipal() + " WebSockets already";
      exchange.refuse(Problem.exhausted("too_many_sockets", message));
    } else {
      upgrade(exchange, who);
    }
  }

  private void upgrade(Exchange exchange, Principal who) {
    HttpServerRequest request = exchange.request();
    request
        .toWebSocket()
        .onSuccess(socket -> opened(socket, request, exchange))
        .onFailure(cause -> notUpgraded(exchange, who));
  }

  /** Vert.x has answered with what is wrong with the handshake. */
  private void notUpgraded(Exchange exchange, Principal who) {
    places.leave(who.name());
    exchange.reply(Reply.problem(400, "bad_handshake", "this is no WebSocket handshake"));
  }

  private void opened(ServerWebSocket socket, HttpServerRequest request, Exchange exchange) {
    exchange.over();
    String who = exchange.principal().name();
    Upgraded upgraded = new Upgraded(socket, request.connection());
    EventSocket events = new EventSocket(vertx, upgraded, services, limits, exchange);
    open.add(events);
    socket.closeHandler(none -> closed(events, who));
    events.start();
    if (closing) {
      events.bye();
    }
  }

  private void closed(EventSocket events, String who) {
    open.remove(events);
    places.leave(who);
    events.ended();
  }

  /** Says good-bye to all; completes when they are closed. */
  Future<Void> farewell() {
    closing = true;
    List<Future<Void>> goodbyes = new ArrayList<>();
    for (EventSocket events : List.copyOf(open)) {
      goodbyes.add(events.bye());
    }
    return Future.join(goodbyes).mapEmpty();
  }
}

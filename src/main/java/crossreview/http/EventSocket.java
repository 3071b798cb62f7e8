package crossreview.http;

import crossreview.feed.Follower;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.ValueChecks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket that follows sessions; on its connection's event loop.
 *
 * <p>Messages of the client are handled one by one, and none is read while the socket takes
 * nothing, so its answers are bounded.
 */
final class EventSocket implements Subscriber {
  private static final Logger LOG = LoggerFactory.getLogger(EventSocket.class);

  private final Services services;
  private final HttpLimits limits;
  private final String requestId;
  private final Outlet outlet;
  private final FrameIntake intake;
  private final Delivery delivery;
  private final Follower follower;

  EventSocket(
      Vertx vertx, SocketSink sink, Services services, HttpLimits limits, Exchange exchange) {
    this.services = services;
    this.limits = limits;
    this.requestId = exchange.requestId();
    this.intake =
        new FrameIntake(sink.upgraded().socket(), limits.frameBytes(), this::heard, this::broken);
    Delivery.Served served =
        new Delivery.Served(exchange, open -> intake.next(!open), this::failed);
    this.delivery = new Delivery(vertx, services.feed(), sink, limits, served);
    this.outlet = delivery.outlet();
    this.follower = delivery.follower();
  }

  @Override
  public void start() {
    outlet.say(ServerFrames.hello("crossreview/" + services.version(), limits));
    intake.start();
    outlet.start();
  }

  private void broken(FrameIntake.Breach breach) {
    outlet.close(breach.closeCode(), breach.why());
  }

  /** One message; the next one is handed over when this one is answered. */
  private void heard(byte[] text) {
    Future<Void> answered =
        switch (ClientMessage.read(text)) {
          case ClientMessage.Subscribe m -> subscribe(m);
          case ClientMessage.SubscribeAll m -> subscribeAll(m);
          case ClientMessage.Unsubscribe m -> unsubscribe(m.session());
          case ClientMessage.Ping m -> said(ServerFrames.simple("pong"));
          case ClientMessage.UnknownSession m ->
              refused(ValueChecks.cut(m.given(), 80), Problem.noSession(m.given()));
          case ClientMessage.Malformed m -> malformed(m);
        };
    answered.onComplete(done -> intake.next(outlet.full()));
  }

  private Future<Void> said(String frame) {
    outlet.say(frame);
    return Future.succeededFuture();
  }

  private Future<Void> malformed(ClientMessage.Malformed message) {
    outlet.say(ServerFrames.error(null, message.code(), message.why()));
    outlet.close(4400, message.code());
    return Future.succeededFuture();
  }

  private Future<Void> subscribe(ClientMessage.Subscribe message) {
    String session = message.session().value();
    if (follower.subscriptions() >= limits.subscriptions()) {
      String why = "at most " + limits.subscriptions() + " subscriptions, or all";
      return refused(session, Problem.exhausted("too_many_subscriptions", why));
    }
    return follower
        .subscribe(message.session(), message.after())
        .map(head -> {
          delivery.want(message.session(), message.wanted()); // before its first line is read
          return ServerFrames.subscribed(message.session(), message.after(), head);
        })
        .compose(this::said)
        .recover(cause -> refused(session, cause));
  }

  private Future<Void> subscribeAll(ClientMessage.SubscribeAll message) {
    delivery.wantElsewhere(message.wanted());
    return follower
        .subscribeAll(message.heads())
        .compose(feedSnapshot -> {
          ServerFrames.snapshot(feedSnapshot.heads()).forEach(outlet::say);
          feedSnapshot.refused().forEach((id, problem) -> refused(id.value(), problem));
          return Future.<Void>succeededFuture();
        })
        .recover(cause -> refused(null, cause));
  }

  private Future<Void> unsubscribe(SessionId session) {
    delivery.forget(session);
    return follower.unsubscribe(session)
        ? said(ServerFrames.unsubscribed(session))
        : refused(
            session.value(), Problem.conflict("not_subscribed", "it is not followed by itself"));
  }

  private Future<Void> refused(String session, Throwable cause) {
    if (cause instanceof ProblemException problemException) {
      return refused(session, problemException.problem());
    }
    failed(cause);
    return Future.succeededFuture();
  }

  private Future<Void> refused(String session, Problem problem) {
    return said(ServerFrames.error(session, problem.code(), problem.message()));
  }

  private void failed(Throwable cause) {
    LOG.atError().addKeyValue("request", requestId).setCause(cause).log("a WebSocket failed");
    outlet.close(1011, "internal");
  }

  @Override
  public Future<Void> bye(int code, String reason) {
    return delivery.bye(code, reason);
  }

  @Override
  public void ended() {
    delivery.ended();
  }
}

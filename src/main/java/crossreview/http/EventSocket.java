package crossreview.http;

import crossreview.feed.Follower;
import crossreview.feed.Step;
import crossreview.model.Checks;
import crossreview.model.Problem;
import crossreview.model.Refused;
import crossreview.model.SessionId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket that follows sessions; on its connection's event loop.
 *
 * <p>It holds at most one page of lines: the next is read when the last one is written, and nothing
 * is written while the socket takes nothing. Messages of the client are handled one by one, and
 * none is read while the socket takes nothing, so its answers are bounded as well.
 */
final class EventSocket implements Follower.Reader {
  private static final Logger LOG = LoggerFactory.getLogger(EventSocket.class);

  private final Services services;
  private final HttpLimits limits;
  private final String requestId;
  private final Outlet outlet;
  private final FrameIntake intake;
  private final Follower follower;
  private boolean reading;

  EventSocket(
      Vertx vertx, Upgraded upgraded, Services services, HttpLimits limits, Exchange exchange) {
    this.services = services;
    this.limits = limits;
    this.requestId = exchange.requestId();
    this.outlet = new Outlet(vertx, upgraded, limits, requestId, this::pump);
    this.intake =
        new FrameIntake(upgraded.socket(), limits.frameBytes(), this::heard, this::broken);
    String project = exchange.principal().within();
    this.follower = services.feed().follower(vertx.getOrCreateContext(), project, this);
  }

  void start() {
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
              refused(Checks.cut(m.given(), 80), Problem.noSession(m.given()));
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
        .map(head -> ServerFrames.subscribed(message.session(), message.after(), head))
        .compose(this::said)
        .recover(cause -> refused(session, cause));
  }

  private Future<Void> subscribeAll(ClientMessage.SubscribeAll message) {
    return follower
        .subscribeAll(message.heads())
        .compose(all -> {
          ServerFrames.snapshot(all.heads()).forEach(outlet::say);
          all.refused().forEach((id, problem) -> refused(id.value(), problem));
          return Future.<Void>succeededFuture();
        })
        .recover(cause -> refused(null, cause));
  }

  private Future<Void> unsubscribe(SessionId session) {
    return follower.unsubscribe(session)
        ? said(ServerFrames.unsubscribed(session))
        : refused(
            session.value(), Problem.conflict("not_subscribed", "it is not followed by itself"));
  }

  private Future<Void> refused(String session, Throwable cause) {
    if (cause instanceof Refused refused) {
      return refused(session, refused.problem());
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
  public void ready() {
    pump();
  }

  @Override
  public void passing(SessionId id, String json) {
    if (!outlet.full()) {
      outlet.say(ServerFrames.passing(id, json));
    }
  }

  /** Writes while the socket takes something; then reads the next page, or rests. */
  private void pump() {
    boolean room = outlet.write();
    intake.next(!room);
    if (room && !reading && !outlet.closed()) {
      Optional<Future<Step>> next = follower.next();
      reading = next.isPresent();
      next.ifPresent(step -> step.onSuccess(this::took).onFailure(this::failed));
    }
  }

  private void took(Step step) {
    reading = false;
    switch (step) {
      case Step.Lines lines -> outlet.page(lines);
      case Step.Broken broken -> refused(broken.session().value(), broken.problem());
    }
    outlet.soon(); // not at once: other connections of this event loop have their turn first
  }

  /** Says good-bye because the server stops; completes when the connection is closed. */
  Future<Void> bye() {
    outlet.say(ServerFrames.bye("shutdown"));
    return outlet.close(1001, "shutdown");
  }

  /** The connection is gone. */
  void ended() {
    outlet.ended();
    follower.close();
  }
}

package crossreview.http.events;

import crossreview.feed.FeedPosition;
import crossreview.feed.Follower;
import crossreview.http.HttpLimits;
import crossreview.http.HttpServices;
import crossreview.http.request.HttpExchange;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.RequestProblem;
import crossreview.model.SessionId;
import crossreview.model.ValueChecks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket that follows sessions; on its connection's event loop.
 *
 * <p>Messages of the client are handled one by one, and none is read while the socket takes
 * nothing, so its answers are bounded.
 */
final class EventSocket implements EventSubscriber {
  private static final Logger LOG = LoggerFactory.getLogger(EventSocket.class);

  /** Beyond this many sessions of a store, a client starts anew; about 20 MB of heap. */
  private static final int HEADS_MAX = 200_000;

  private final HttpServices httpServices;
  private final HttpLimits limits;
  private final String requestId;
  private final BoundedWriter boundedWriter;
  private final FrameAggregator intake;
  private final EventDelivery eventDelivery;
  private final Follower follower;

  /** The heads of messages that announced more. */
  private final Map<SessionId, Long> parts = new HashMap<>();

  EventSocket(
      Vertx vertx,
      SocketSink sink,
      HttpServices httpServices,
      HttpLimits limits,
      HttpExchange httpExchange) {
    this.httpServices = httpServices;
    this.limits = limits;
    this.requestId = httpExchange.requestId();
    this.intake =
        new FrameAggregator(
            sink.webSocketConnection().socket(), limits.frameBytes(), this::received, this::broken);
    EventDelivery.DeliveryContext deliveryContext =
        new EventDelivery.DeliveryContext(httpExchange, open -> intake.next(!open), this::failed);
    this.eventDelivery =
        new EventDelivery(vertx, httpServices.feed(), sink, limits, deliveryContext);
    this.boundedWriter = eventDelivery.outlet();
    this.follower = eventDelivery.follower();
  }

  @Override
  public void start() {
    boundedWriter.send(FrameEncoder.hello("crossreview/" + httpServices.version(), limits));
    intake.start();
    eventDelivery.begin();
  }

  private void broken(FrameAggregator.ProtocolViolation protocolViolation) {
    boundedWriter.close(protocolViolation.closeCode(), protocolViolation.why());
  }

  /** One message; the next one is handed over when this one is answered. */
  private void received(byte[] text) {
    Future<Void> answered =
        switch (ClientMessage.read(text)) {
          case ClientMessage.SubscribeMessage m -> subscribe(m);
          case ClientMessage.SubscribeAllMessage m -> subscribeAll(m);
          case ClientMessage.UnsubscribeMessage m -> unsubscribe(m.session());
          case ClientMessage.PingMessage m -> said(FrameEncoder.simple("pong"));
          case ClientMessage.UnknownSession m ->
              refused(ValueChecks.cut(m.given(), 80), Problem.noSession(m.given()));
          case ClientMessage.MalformedMessage m -> malformed(m);
        };
    answered.onComplete(done -> intake.next(boundedWriter.full()));
  }

  private Future<Void> said(String frame) {
    boundedWriter.send(frame);
    return Future.succeededFuture();
  }

  private Future<Void> malformed(ClientMessage.MalformedMessage message) {
    boundedWriter.send(FrameEncoder.error(null, message.code(), message.why()));
    boundedWriter.close(4400, message.code());
    return Future.succeededFuture();
  }

  private Future<Void> subscribe(ClientMessage.SubscribeMessage message) {
    String session = message.session().value();
    if (follower.subscriptions() >= limits.subscriptions()) {
      String why = "at most " + limits.subscriptions() + " subscriptions, or all";
      return refused(session, RequestProblem.TOO_MANY_SUBSCRIPTIONS.problem(why));
    }
    return follower
        .subscribe(message.session(), message.after())
        .map(head -> {
          eventDelivery.subscribe(
              message.session(), message.eventFilter()); // before its first line is read
          return FrameEncoder.subscribed(message.session(), message.after(), head);
        })
        .compose(this::said)
        .recover(cause -> refused(session, cause));
  }

  private Future<Void> subscribeAll(ClientMessage.SubscribeAllMessage message) {
    if (parts.size() + message.from().heads().size() > HEADS_MAX) {
      parts.clear();
      String why = "at most " + HEADS_MAX + " heads";
      return refused(null, RequestProblem.TOO_MANY_SUBSCRIPTIONS.problem(why));
    }
    parts.putAll(message.from().heads());
    if (message.more()) {
      return Future.succeededFuture();
    }
    FeedPosition from = new FeedPosition(parts, message.from().fromNow());
    parts.clear();
    eventDelivery.subscribeOthers(message.eventFilter());
    return follower
        .subscribeAll(from)
        .compose(feedSnapshot -> {
          FrameEncoder.snapshot(feedSnapshot.heads()).forEach(boundedWriter::send);
          feedSnapshot.refused().forEach((id, problem) -> refused(id.value(), problem));
          return Future.<Void>succeededFuture();
        })
        .recover(cause -> refused(null, cause));
  }

  private Future<Void> unsubscribe(SessionId session) {
    eventDelivery.forget(session);
    return follower.unsubscribe(session)
        ? said(FrameEncoder.unsubscribed(session))
        : refused(
            session.value(),
            RequestProblem.NOT_SUBSCRIBED.problem("it has no separate subscription"));
  }

  private Future<Void> refused(@Nullable String session, Throwable cause) {
    if (cause instanceof ProblemException problemException) {
      return refused(session, problemException.problem());
    }
    failed(cause);
    return Future.succeededFuture();
  }

  private Future<Void> refused(@Nullable String session, Problem problem) {
    return said(FrameEncoder.error(session, problem.code(), problem.message()));
  }

  private void failed(Throwable cause) {
    LOG.atError().addKeyValue("request", requestId).setCause(cause).log("a WebSocket failed");
    boundedWriter.close(1011, "internal");
  }

  @Override
  public Future<Void> close(int code, String reason) {
    return eventDelivery.close(code, reason);
  }

  @Override
  public void ended() {
    eventDelivery.ended();
  }
}

package crossreview.http;

import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Iterator;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream of server-sent events; on its connection's event loop.
 *
 * <p>What it follows is settled by its request: some sessions from where the client was, or
 * everything from now on.
 */
final class EventStream implements Subscriber {
  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

  private final Exchange exchange;
  private final StreamRequest request;
  private final Outlet outlet;
  private final Delivery delivery;

  EventStream(
      Vertx vertx, Services services, HttpLimits limits, Exchange exchange, StreamRequest request) {
    this.exchange = exchange;
    this.request = request;
    Sink sink = new StreamSink(exchange.response(), request.place());
    Delivery.Served served = new Delivery.Served(exchange, open -> {}, this::failed);
    this.delivery = new Delivery(vertx, services.feed(), sink, limits, served);
    this.outlet = delivery.outlet();
  }

  /** The head is sent when every session has been found; a refusal is an ordinary answer. */
  @Override
  public void start() {
    delivery.wantElsewhere(request.wanted());
    Future<?> subscribed =
        request.place().all().isEmpty()
            ? delivery.follower().subscribeAll(Map.of())
            : each(Map.copyOf(request.place().all()).entrySet().iterator());
    subscribed.onSuccess(done -> begin()).onFailure(this::refused);
  }

  private Future<?> each(Iterator<Map.Entry<SessionId, Long>> rest) {
    if (!rest.hasNext()) {
      return Future.succeededFuture();
    }
    Map.Entry<SessionId, Long> next = rest.next();
    return delivery
        .follower()
        .subscribe(next.getKey(), next.getValue())
        .compose(head -> each(rest));
  }

  private void begin() {
    if (outlet.closed()) {
      return;
    }
    StreamSink.head(exchange.response()).write("retry: 1000\n\n");
    exchange.over();
    outlet.start();
    delivery.pump();
  }

  private void refused(Throwable cause) {
    if (cause instanceof ProblemException) {
      exchange.fail(cause);
    } else {
      failed(cause);
    }
  }

  private void failed(Throwable cause) {
    LOG.atError()
        .addKeyValue("request", exchange.requestId())
        .setCause(cause)
        .log("a stream failed");
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

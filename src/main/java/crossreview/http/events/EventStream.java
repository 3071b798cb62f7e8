package crossreview.http.events;

import crossreview.feed.Feed;
import crossreview.feed.FeedCursor;
import crossreview.feed.FeedPosition;
import crossreview.http.HttpLimits;
import crossreview.http.HttpServices;
import crossreview.http.request.HttpExchange;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream of server-sent events; on its connection's event loop.
 *
 * <p>What it follows is settled by its request: some sessions from where the client was, or
 * everything from now on.
 */
final class EventStream implements EventSubscriber {
  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

  private final HttpExchange httpExchange;
  private final StreamRequest request;
  private final Feed feed;
  private final StreamSink streamSink;
  private final BoundedWriter boundedWriter;
  private final EventDelivery eventDelivery;
  private StreamSink.LineIds lineIds;

  EventStream(
      Vertx vertx,
      HttpServices httpServices,
      HttpLimits limits,
      HttpExchange httpExchange,
      StreamRequest request) {
    this.httpExchange = httpExchange;
    this.request = request;
    this.feed = httpServices.feed();
    this.lineIds = request.place()::at;
    this.streamSink =
        new StreamSink(httpExchange.response(), (session, seq) -> lineIds.at(session, seq));
    EventDelivery.DeliveryContext deliveryContext =
        new EventDelivery.DeliveryContext(httpExchange, open -> {}, this::failed);
    this.eventDelivery = new EventDelivery(vertx, feed, streamSink, limits, deliveryContext);
    this.boundedWriter = eventDelivery.outlet();
  }

  /** The head is sent when every session has been found; a refusal is an ordinary answer. */
  @Override
  public void start() {
    eventDelivery.subscribeOthers(request.eventFilter());
    Future<Optional<String>> subscribed =
        request.place().all().isEmpty()
            ? feed.cursor(request.last()).compose(this::everything)
            : each(Map.copyOf(request.place().all()).entrySet().iterator())
                .map(done -> Optional.empty());
    subscribed.onSuccess(this::begin).onFailure(this::refused);
  }

  /** Completes with the id of the place where it begins. */
  private Future<Optional<String>> everything(FeedCursor feedCursor) {
    lineIds = feedCursor::at;
    FeedPosition from = new FeedPosition(feedCursor.heads(), request.fromNow());
    return eventDelivery
        .follower()
        .subscribeAll(from)
        .compose(feedSnapshot -> feedCursor.begin(feedSnapshot, request.fromNow()));
  }

  private Future<?> each(Iterator<Map.Entry<SessionId, Long>> rest) {
    if (!rest.hasNext()) {
      return Future.succeededFuture();
    }
    Map.Entry<SessionId, Long> next = rest.next();
    return eventDelivery
        .follower()
        .subscribe(next.getKey(), next.getValue())
        .compose(head -> each(rest));
  }

  private void begin(Optional<String> id) {
    if (boundedWriter.closed()) {
      return;
    }
    StreamSink.head(httpExchange.response());
    streamSink.begin(id);
    httpExchange.finish();
    eventDelivery.begin();
  }

  private void refused(Throwable cause) {
    if (cause instanceof ProblemException) {
      httpExchange.fail(cause);
    } else {
      failed(cause);
    }
  }

  private void failed(Throwable cause) {
    LOG.atError()
        .addKeyValue("request", httpExchange.requestId())
        .setCause(cause)
        .log("a stream failed");
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

package crossreview.http.events;

import crossreview.feed.Feed;
import crossreview.feed.Follower;
import crossreview.feed.ReadResult;
import crossreview.http.HttpLimits;
import crossreview.http.request.HttpExchange;
import crossreview.model.Problem;
import crossreview.model.SessionId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Lines of sessions on their way to one consumer; on its connection's event loop.
 *
 * <p>It holds at most one page of lines: the next is read when the last one is written, and nothing
 * is written while the consumer takes nothing.
 */
final class EventDelivery implements Follower.FollowerListener {
  private final BoundedWriter boundedWriter;
  private final Follower follower;
  private final Consumer<Throwable> failed;
  private final Consumer<Boolean> room;
  private final Map<SessionId, EventFilter> wanted = new HashMap<>();
  private EventFilter wantedElsewhere = EventFilter.ALL;
  private boolean begun;
  private boolean reading;

  /**
   * Who is served.
   *
   * @param httpExchange whose request it is
   * @param room told after each look whether the outlet takes more
   * @param failed told of a bug
   */
  record DeliveryContext(
      HttpExchange httpExchange, Consumer<Boolean> room, Consumer<Throwable> failed) {}

  EventDelivery(
      Vertx vertx,
      Feed feed,
      EventSink eventSink,
      HttpLimits limits,
      DeliveryContext deliveryContext) {
    this.boundedWriter =
        new BoundedWriter(
            vertx, eventSink, limits, deliveryContext.httpExchange().requestId(), this::pump);
    this.room = deliveryContext.room();
    this.failed = deliveryContext.failed();
    String project = deliveryContext.httpExchange().principal().within();
    this.follower = feed.follower(vertx.getOrCreateContext(), project, this);
  }

  BoundedWriter outlet() {
    return boundedWriter;
  }

  Follower follower() {
    return follower;
  }

  /** The outlet takes frames from now on; what was subscribed before waited for this. */
  void begin() {
    begun = true;
    boundedWriter.start();
    pump();
  }

  /** What is wanted of a session, from now on. */
  void subscribe(SessionId session, EventFilter of) {
    wanted.put(session, of);
  }

  /** Nothing special is wanted of a session any more. */
  void forget(SessionId session) {
    wanted.remove(session);
  }

  /** What is wanted of all sessions for which nothing else was said. */
  void subscribeOthers(EventFilter of) {
    wantedElsewhere = of;
  }

  private EventFilter wanted(SessionId session) {
    return wanted.getOrDefault(session, wantedElsewhere);
  }

  @Override
  public void ready() {
    pump();
  }

  @Override
  public void transientMessage(SessionId id, String json) {
    if (!boundedWriter.full() && wanted(id).wantsTransient(json)) {
      boundedWriter.send(FrameEncoder.transientMessage(id, json));
    }
  }

  /** Writes while something is taken; then reads the next page, or rests. */
  void pump() {
    if (!begun) {
      return;
    }
    boolean open = boundedWriter.write();
    room.accept(open);
    if (open && !reading && !boundedWriter.closed()) {
      Optional<Future<ReadResult>> next = follower.next();
      reading = next.isPresent();
      next.ifPresent(step -> step.onSuccess(this::deliver).onFailure(failed::accept));
    }
  }

  private void deliver(ReadResult readResult) {
    reading = false;
    switch (readResult) {
      case ReadResult.LineBatch lineBatch ->
          boundedWriter.page(lineBatch, wanted(lineBatch.session()));
      case ReadResult.ReadFailure readFailure ->
          broken(readFailure.session(), readFailure.problem());
    }
    boundedWriter.soon(); // not at once: other connections of this event loop have their turn first
  }

  private void broken(SessionId session, Problem problem) {
    forget(session);
    boundedWriter.send(FrameEncoder.error(session.value(), problem.code(), problem.message()));
  }

  /** Sends the reason and closes; completes when the connection is closed. */
  Future<Void> close(int code, String reason) {
    boundedWriter.send(FrameEncoder.bye(reason));
    return boundedWriter.close(code, reason);
  }

  /** The connection is gone. */
  void ended() {
    boundedWriter.ended();
    follower.close();
  }
}

package crossreview.http;

import crossreview.feed.Feed;
import crossreview.feed.Follower;
import crossreview.feed.ReadResult;
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
final class Delivery implements Follower.FollowerListener {
  private final Outlet outlet;
  private final Follower follower;
  private final Consumer<Throwable> failed;
  private final Consumer<Boolean> room;
  private final Map<SessionId, Wanted> wanted = new HashMap<>();
  private Wanted wantedElsewhere = Wanted.ALL;
  private boolean reading;

  /**
   * Who is served.
   *
   * @param exchange whose request it is
   * @param room told after each look whether the outlet takes more
   * @param failed told of a bug
   */
  record Served(Exchange exchange, Consumer<Boolean> room, Consumer<Throwable> failed) {}

  Delivery(Vertx vertx, Feed feed, Sink sink, HttpLimits limits, Served served) {
    this.outlet = new Outlet(vertx, sink, limits, served.exchange().requestId(), this::pump);
    this.room = served.room();
    this.failed = served.failed();
    String project = served.exchange().principal().within();
    this.follower = feed.follower(vertx.getOrCreateContext(), project, this);
  }

  Outlet outlet() {
    return outlet;
  }

  Follower follower() {
    return follower;
  }

  /** What is wanted of a session, from now on. */
  void want(SessionId session, Wanted of) {
    wanted.put(session, of);
  }

  /** Nothing special is wanted of a session any more. */
  void forget(SessionId session) {
    wanted.remove(session);
  }

  /** What is wanted of all sessions for which nothing else was said. */
  void wantElsewhere(Wanted of) {
    wantedElsewhere = of;
  }

  private Wanted wanted(SessionId session) {
    return wanted.getOrDefault(session, wantedElsewhere);
  }

  @Override
  public void ready() {
    pump();
  }

  @Override
  public void passing(SessionId id, String json) {
    if (!outlet.full() && wanted(id).wantsPassing(json)) {
      outlet.say(ServerFrames.passing(id, json));
    }
  }

  /** Writes while something is taken; then reads the next page, or rests. */
  void pump() {
    boolean open = outlet.write();
    room.accept(open);
    if (open && !reading && !outlet.closed()) {
      Optional<Future<ReadResult>> next = follower.next();
      reading = next.isPresent();
      next.ifPresent(step -> step.onSuccess(this::took).onFailure(failed::accept));
    }
  }

  private void took(ReadResult readResult) {
    reading = false;
    switch (readResult) {
      case ReadResult.LineBatch lineBatch -> outlet.page(lineBatch, wanted(lineBatch.session()));
      case ReadResult.ReadFailure readFailure ->
          broken(readFailure.session(), readFailure.problem());
    }
    outlet.soon(); // not at once: other connections of this event loop have their turn first
  }

  private void broken(SessionId session, Problem problem) {
    forget(session);
    outlet.say(ServerFrames.error(session.value(), problem.code(), problem.message()));
  }

  /** Says good-bye; completes when the connection is closed. */
  Future<Void> bye(int code, String reason) {
    outlet.say(ServerFrames.bye(reason));
    return outlet.close(code, reason);
  }

  /** The connection is gone. */
  void ended() {
    outlet.ended();
    follower.close();
  }
}

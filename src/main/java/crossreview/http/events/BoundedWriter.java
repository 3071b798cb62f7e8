package crossreview.http.events;

import crossreview.feed.ReadResult;
import crossreview.http.HttpLimits;
import crossreview.journal.StoredLine;
import crossreview.model.SessionId;
import crossreview.model.ValueChecks;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way out to one consumer: answers first, then the lines of one page, and nothing at all while
 * it takes nothing. One that takes nothing for too long is closed.
 */
final class BoundedWriter {
  private static final Logger LOG = LoggerFactory.getLogger(BoundedWriter.class);

  private static final int REASON_CHARS = 110; // RFC 6455 leaves 123 bytes, ours are ASCII

  private final Vertx vertx;
  private final Context context;
  private final EventSink eventSink;
  private final HttpLimits limits;
  private final String requestId;
  private final Runnable pump;
  private final Queue<String> answers = new ArrayDeque<>();
  private final Promise<Void> gone = Promise.promise();
  private @Nullable PendingLines lines; // null until the first page
  private @Nullable String caughtUp;
  private String lastSent = "nothing";
  private @Nullable Long stall;
  private @Nullable Long heartbeat;
  private boolean closed;

  private record PendingLines(SessionId session, Iterator<StoredLine> rest) {}

  /**
   * @param pump called on the context when there is room again
   */
  BoundedWriter(
      Vertx vertx, EventSink eventSink, HttpLimits limits, String requestId, Runnable pump) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.eventSink = eventSink;
    this.limits = limits;
    this.requestId = requestId;
    this.pump = pump;
  }

  void start() {
    eventSink.onWritable(this::drained);
    heartbeat = vertx.setPeriodic(limits.heartbeat().toMillis(), timer -> keepAlive());
  }

  boolean closed() {
    return closed;
  }

  /** Whether nothing is taken now. */
  boolean full() {
    return closed || eventSink.full();
  }

  /** Says something as soon as there is room. */
  void send(String frame) {
    if (!closed) {
      answers.add(frame);
      write();
    }
  }

  /** The lines that are written next; the last page has been written. */
  void page(ReadResult.LineBatch page, EventFilter eventFilter) {
    lines =
        new PendingLines(
            page.session(), page.lines().stream().filter(eventFilter::wants).iterator());
    caughtUp = page.caughtUp() ? FrameEncoder.caughtUp(page.session(), page.seq()) : null;
  }

  /** Writes as long as there is room; true when everything is written. */
  boolean write() {
    while (!full()) {
      if (!answers.isEmpty()) {
        eventSink.send(answers.remove());
      } else if (lines != null && lines.rest().hasNext()) {
        StoredLine line = lines.rest().next();
        eventSink.line(lines.session(), line);
        lastSent = "seq " + line.seq() + " of " + lines.session();
      } else if (caughtUp != null) {
        eventSink.send(caughtUp);
        caughtUp = null;
      } else {
        return true;
      }
    }
    watchStall();
    return false;
  }

  private void watchStall() {
    if (stall == null && !closed) {
      stall = vertx.setTimer(limits.drain().toMillis(), timer -> stalled());
    }
  }

  private void stalled() {
    stall = null;
    LOG.atInfo()
        .addKeyValue("request", requestId)
        .addKeyValue("last_sent", lastSent)
        .log("a consumer reads nothing and is disconnected");
    close(1013, "too slow, last sent " + lastSent);
  }

  private void drained() {
    if (stall != null) {
      vertx.cancelTimer(stall);
      stall = null;
    }
    pump.run();
  }

  /** Goes on in a later turn of the event loop. */
  void soon() {
    context.runOnContext(none -> pump.run());
  }

  private void keepAlive() {
    if (!full() && answers.isEmpty()) {
      eventSink.send(FrameEncoder.simple("heartbeat"));
    }
  }

  /**
   * Closes with a code (RFC 6455); what was not written is dropped. Completes when it is closed.
   */
  Future<Void> close(int code, String reason) {
    if (!closed) {
      closed = true;
      eventSink.close(code, ValueChecks.cut(reason, REASON_CHARS));
      // A client that reads nothing lets no close frame out, so the connection is cut after a
      // while.
      vertx.setTimer(limits.farewell().toMillis(), timer -> cut());
    }
    return gone.future();
  }

  private void cut() {
    if (!gone.future().isComplete()) {
      eventSink.cut();
    }
  }

  /** The connection is gone. */
  void ended() {
    closed = true;
    if (stall != null) {
      vertx.cancelTimer(stall);
    }
    if (heartbeat != null) {
      vertx.cancelTimer(heartbeat);
    }
    gone.tryComplete();
  }
}

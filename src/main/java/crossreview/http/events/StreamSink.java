package crossreview.http.events;

import crossreview.journal.StoredLine;
import crossreview.model.SessionId;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;

/**
 * The same frames as server-sent events (HTML Living Standard, 9.2).
 *
 * <p>A journal's line is a message with an id, from which a client that lost its connection goes
 * on; everything else is an event named as its frame, a heartbeat is a comment.
 */
public final class StreamSink implements EventSink {
  private final HttpServerResponse response;
  private final LineIds lineIds;

  StreamSink(HttpServerResponse response, LineIds lineIds) {
    this.response = response;
    this.lineIds = lineIds;
  }

  /** The place of a stream once a line is written, as an id; empty where it has none. */
  @FunctionalInterface
  interface LineIds {
    Optional<String> at(SessionId session, long seq);
  }

  /** A place without a line: a client that hears nothing more can come back to it all the same. */
  void begin(Optional<String> id) {
    response.write("retry: 1000\n" + id.map(at -> "id: " + at + "\n").orElse("") + "\n");
  }

  /** The head of such a stream: each event leaves at once, whatever is between. */
  public static HttpServerResponse head(HttpServerResponse response) {
    return response
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Content-Encoding", "identity")
        .putHeader("X-Accel-Buffering", "no");
  }

  @Override
  public void onWritable(Runnable room) {
    response.drainHandler(none -> room.run());
  }

  @Override
  public boolean full() {
    return response.ended() || response.closed() || response.writeQueueFull();
  }

  @Override
  public void send(String frame) {
    String begin = "{\"type\":\"";
    String type = frame.substring(begin.length(), frame.indexOf('"', begin.length()));
    response.write(
        type.equals("heartbeat") ? ":\n\n" : "event: " + type + "\ndata: " + frame + "\n\n");
  }

  /** No line of a journal has a line break, so one data field holds it. */
  @Override
  public void line(SessionId session, StoredLine line) {
    String id = lineIds.at(session, line.seq()).map(at -> "id: " + at + "\n").orElse("");
    response.write(id + "data: " + FrameEncoder.event(session, line) + "\n\n");
  }

  @Override
  public void close(int code, String reason) {
    if (!response.ended() && !response.closed()) {
      if (code != 1001) {
        send(FrameEncoder.error(null, "closed_" + code, reason));
      }
      response.end();
    }
  }

  @Override
  public void cut() {
    response.reset();
  }
}

package crossreview.http;

import crossreview.journal.StoredLine;
import crossreview.model.SessionId;
import io.vertx.core.http.HttpServerResponse;

/**
 * The same frames as server-sent events (HTML Living Standard, 9.2).
 *
 * <p>A journal's line is a message with an id, from which a client that lost its connection goes
 * on; everything else is an event named as its frame, a heartbeat is a comment.
 */
final class StreamSink implements Sink {
  private final HttpServerResponse response;
  private final StreamPlace place;

  StreamSink(HttpServerResponse response, StreamPlace place) {
    this.response = response;
    this.place = place;
  }

  /** The head of such a stream: each event leaves at once, whatever stands between. */
  static HttpServerResponse head(HttpServerResponse response) {
    return response
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Content-Encoding", "identity")
        .putHeader("X-Accel-Buffering", "no");
  }

  @Override
  public void onRoom(Runnable room) {
    response.drainHandler(none -> room.run());
  }

  @Override
  public boolean full() {
    return response.ended() || response.closed() || response.writeQueueFull();
  }

  @Override
  public void say(String frame) {
    String begin = "{\"type\":\"";
    String type = frame.substring(begin.length(), frame.indexOf('"', begin.length()));
    response.write(
        type.equals("heartbeat") ? ":\n\n" : "event: " + type + "\ndata: " + frame + "\n\n");
  }

  /** No line of a journal has a line break, so one data field holds it. */
  @Override
  public void line(SessionId session, StoredLine line) {
    String id = place.at(session, line.seq()).map(at -> "id: " + at + "\n").orElse("");
    response.write(id + "data: " + ServerFrames.event(session, line) + "\n\n");
  }

  @Override
  public void close(int code, String reason) {
    if (!response.ended() && !response.closed()) {
      if (code != 1001) {
        say(ServerFrames.error(null, "closed_" + code, reason));
      }
      response.end();
    }
  }

  @Override
  public void cut() {
    response.reset();
  }
}

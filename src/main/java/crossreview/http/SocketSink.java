package crossreview.http;

import crossreview.journal.StoredLine;
import crossreview.model.SessionId;

/** Frames over a WebSocket. */
record SocketSink(Upgraded upgraded, LastFrame last) implements Sink {
  @Override
  public void onRoom(Runnable room) {
    upgraded.socket().drainHandler(none -> room.run());
  }

  @Override
  public boolean full() {
    return upgraded.socket().isClosed() || upgraded.socket().writeQueueFull();
  }

  @Override
  public void say(String frame) {
    upgraded.socket().writeTextMessage(frame);
  }

  @Override
  public void line(SessionId session, StoredLine line) {
    say(last.of(session, line));
  }

  @Override
  public void close(int code, String reason) {
    upgraded.socket().close((short) code, reason);
  }

  @Override
  public void cut() {
    upgraded.cut();
  }
}

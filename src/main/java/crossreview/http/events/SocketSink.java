package crossreview.http.events;

import crossreview.journal.StoredLine;
import crossreview.model.SessionId;

/** Frames over a WebSocket. */
record SocketSink(WebSocketConnection webSocketConnection, FrameCache last) implements EventSink {
  @Override
  public void onWritable(Runnable room) {
    webSocketConnection.socket().drainHandler(none -> room.run());
  }

  @Override
  public boolean full() {
    return webSocketConnection.socket().isClosed() || webSocketConnection.socket().writeQueueFull();
  }

  @Override
  public void send(String frame) {
    webSocketConnection.socket().writeTextMessage(frame);
  }

  @Override
  public void line(SessionId session, StoredLine line) {
    send(last.of(session, line));
  }

  @Override
  public void close(int code, String reason) {
    webSocketConnection.socket().close((short) code, reason);
  }

  @Override
  public void cut() {
    webSocketConnection.cut();
  }
}

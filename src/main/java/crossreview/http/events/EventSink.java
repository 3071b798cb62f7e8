package crossreview.http.events;

import crossreview.journal.StoredLine;
import crossreview.model.SessionId;

/** The wire to one consumer of events; on its connection's event loop. */
interface EventSink {
  /** Whom to tell when it takes something again. */
  void onWritable(Runnable room);

  /** Whether it takes nothing now, or never again. */
  boolean full();

  /** A frame of {@link FrameEncoder}. */
  void send(String frame);

  void line(SessionId session, StoredLine line);

  /**
   * Ends it in an orderly way.
   *
   * @param code as RFC 6455 has them
   */
  void close(int code, String reason);

  /** Ends it now: not even a close frame is sent. */
  void cut();
}

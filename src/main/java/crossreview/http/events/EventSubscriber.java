package crossreview.http.events;

import io.vertx.core.Future;

/** One open WebSocket or stream; on its connection's event loop. */
public interface EventSubscriber {
  /** Says what has to be said first. */
  void start();

  /**
   * Sends the reason and closes; completes when the connection is closed.
   *
   * @param code as RFC 6455 has them, or one of ours from 4400 on
   */
  Future<Void> close(int code, String reason);

  /** The connection is gone. */
  void ended();
}

package crossreview.mcp;

import java.util.Map;

/**
 * Where the answer to one request goes: a whole body, or a stream of events. Any thread; what is
 * said on a wire that is gone is dropped.
 */
public interface McpChannel {
  /**
   * The whole answer.
   *
   * @param body null for none
   */
  void answer(int status, Map<String, String> headers, Map<String, Object> body);

  /** Begins a stream instead; once. */
  void stream(Map<String, String> headers);

  /**
   * One message of the stream.
   *
   * @param id what the client may come back with, or null
   */
  void event(String id, String data);

  /** Something that keeps the connection alive and means nothing. */
  void keepAlive();

  /** Ends the stream. */
  void end();

  /** Whom to tell when the connection is gone before the answer was complete; at once if it is. */
  void onGone(Runnable task);
}

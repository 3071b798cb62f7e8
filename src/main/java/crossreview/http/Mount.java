package crossreview.http;

import crossreview.access.Principal;
import io.vertx.core.Future;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Another door behind the same port: messages by POST to one path, after host, origin and token
 * were checked.
 *
 * @param <M> a message as it was read
 */
public interface Mount<M> {
  /** Such as {@code /mcp}. */
  String path();

  /** Reads a body; may take a while, so large ones are read off the event loop. Never throws. */
  M read(byte[] body);

  /** Answers; never fails. */
  Future<Answer> answer(Asked<M> asked);

  /**
   * A message and what came with it.
   *
   * @param header a header by its name, or null
   */
  record Asked<M>(Principal principal, UnaryOperator<String> header, M message, String requestId) {}

  /**
   * An answer in JSON.
   *
   * @param body null for none
   */
  record Answer(int status, Map<String, Object> body) {}
}

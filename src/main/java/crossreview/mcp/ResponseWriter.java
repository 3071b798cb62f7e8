package crossreview.mcp;

import crossreview.endpoint.ProtocolEndpoint.ResponseChannel;
import crossreview.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one request is answered: with a whole body, or as the last event of a stream when something
 * was said before. Any thread.
 */
final class ResponseWriter {
  private final ResponseChannel responseChannel;
  private final @Nullable McpSession session;
  private final boolean streams;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private @Nullable ReplayBuffer log; // null until something is said
  private boolean over;

  /**
   * @param session keeps the stream for a client that loses its connection
   * @param streams whether the client takes a stream
   */
  ResponseWriter(ResponseChannel responseChannel, @Nullable McpSession session, boolean streams) {
    this.responseChannel = responseChannel;
    this.session = session;
    this.streams = streams;
  }

  void header(String name, String value) {
    headers.put(name, value);
  }

  /** The stream of this request, which begins if it has not. */
  synchronized ReplayBuffer log() {
    ReplayBuffer begun = log;
    if (begun == null) {
      begun = session == null ? new ReplayBuffer(null) : session.open();
      log = begun;
      responseChannel.stream(headers);
      begun.attach(responseChannel, 0);
    }
    return begun;
  }

  synchronized void say(String data) {
    if (streams && !over) {
      log().say(data);
    }
  }

  /** Nothing was said for a while. */
  synchronized void keepAlive() {
    if (log != null && !over) {
      log.keepAlive();
    }
  }

  /** The answer. */
  synchronized void finish(int status, Map<String, Object> body) {
    if (over) {
      return;
    }
    over = true;
    if (log != null) {
      log.say(JsonWriter.of(body));
      log.complete();
    } else {
      responseChannel.answer(status, headers, body);
    }
  }

  /** No answer is wanted: what was begun ends. */
  synchronized void drop() {
    if (!over) {
      over = true;
      if (log != null) {
        log.complete();
      } else {
        responseChannel.answer(202, headers, null);
      }
    }
  }
}

package crossreview.cli.client;

import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonWriter;
import crossreview.model.CliProblem;
import crossreview.model.ProblemKind;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Follows sessions over the daemon's WebSocket. A lost connection is made again with the position
 * that was reached, so nothing is missed and nothing comes twice.
 */
public final class EventClient implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int RETRIES_MAX =
      40; // with a second between them: a daemon that restarts is back

  private final ApiClient apiClient;
  private final Optional<String> session;
  private final LinkedBlockingQueue<SocketText> frames = new LinkedBlockingQueue<>();
  private final Map<String, Object> heads = new LinkedHashMap<>();
  private long after;
  private WebSocket socket;

  /**
   * @param session the session to follow, or empty for all
   * @param after the seq behind which lines are wanted
   */
  public EventClient(ApiClient apiClient, Optional<String> session, long after) {
    this.apiClient = apiClient;
    this.session = session;
    this.after = after;
    connect();
  }

  /** What came: a text, or the end of the connection. */
  private record SocketText(String text) {
    static final SocketText LOST = new SocketText(null);
  }

  /** An event line, a transient message, or nothing within the time. */
  public record EventItem(String session, JsonNode event, String raw, JsonNode passing) {
    static final EventItem NOTHING = new EventItem("", null, null, null);
  }

  private void connect() {
    try {
      socket =
          apiClient
              .http()
              .newWebSocketBuilder()
              .connectTimeout(CONNECT)
              .header("Authorization", "Bearer " + apiClient.address().token())
              .buildAsync(apiClient.address().eventsUri(), new SocketListener())
              .join();
      socket.sendText(JsonWriter.of(subscription()), true).join();
    } catch (CompletionException e) {
      throw new CliException(
          CliProblem.DAEMON_NOT_REACHABLE,
          "cannot follow events at "
              + apiClient.address().eventsUri()
              + ": "
              + e.getCause().getMessage());
    }
  }

  private Map<String, Object> subscription() {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("type", "subscribe");
    message.put("tokens", true);
    if (session.isPresent()) {
      message.put("session", session.get());
      message.put("after", after);
    } else {
      message.put("all", true);
      message.put("heads", heads);
    }
    return message;
  }

  /** The next item; waits at most so long. */
  public EventItem next(Duration atMost) {
    SocketText socketText = poll(atMost);
    if (socketText == null) {
      return EventItem.NOTHING;
    }
    if (socketText.text() == null) {
      reconnect();
      return EventItem.NOTHING;
    }
    socket.request(1); // the next one is asked for when this one is read: nothing piles up
    return item(socketText.text());
  }

  private SocketText poll(Duration atMost) {
    try {
      return frames.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException(CliProblem.INTERRUPTED, "interrupted");
    }
  }

  private void reconnect() {
    for (int tries = 1; ; tries++) {
      frames.clear();
      try {
        connect();
        return;
      } catch (CliException e) {
        if (tries == RETRIES_MAX) {
          throw e;
        }
        poll(Duration.ofSeconds(1)); // nothing comes while there is no connection
      }
    }
  }

  private EventItem item(String text) {
    JsonNode frame;
    try {
      frame = JsonNode.of(JsonReader.read(text));
    } catch (InvalidJsonException e) {
      throw new CliException(CliProblem.BAD_ANSWER, "the daemon sent no JSON: " + e.getMessage());
    }
    String id = frame.text("session");
    return switch (frame.text("type")) {
      case "event" -> event(id, frame.tree("event"), text);
      case "transient" -> new EventItem(id, null, null, frame.tree("message"));
      case "error" ->
          throw CliException.refused(
              frame.text("code"), ProblemKind.INVALID_REQUEST, frame.text("message"));
      default -> EventItem.NOTHING;
    };
  }

  private EventItem event(String id, JsonNode event, String text) {
    after = Math.max(after, event.number("seq"));
    heads.put(id, event.number("seq"));
    int begin = text.indexOf("\"event\":{") + 8;
    return new EventItem(id, event, text.substring(begin, text.length() - 1), null);
  }

  @Override
  public void close() {
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "done").exceptionally(gone -> null);
  }

  private final class SocketListener implements WebSocket.Listener {
    private final StringBuilder parts = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      parts.append(data);
      if (last) {
        frames.add(new SocketText(parts.toString()));
        parts.setLength(0);
      }
      if (!last) {
        from.request(1);
      }
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      frames.add(SocketText.LOST);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      frames.add(SocketText.LOST);
    }
  }
}

package crossreview.cli.client;

import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonWriter;
import crossreview.model.CliProblem;
import crossreview.model.ProblemKind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * Follows sessions by the daemon's server-sent events. A lost connection is reopened from the
 * position that was reached, so nothing is missed and nothing comes twice.
 */
public final class EventClient implements AutoCloseable {
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final int RETRIES_MAX = 40; // seconds: a daemon that restarts is back

  private final ApiClient apiClient;
  private final Optional<String> session;
  private final Map<String, Long> heads = new LinkedHashMap<>(); // what was reached, by session
  private final Queue<EventItem> missed = new ArrayDeque<>();
  private EventReader reader;

  /**
   * @param session the session to follow, or empty for all from now on
   * @param after the sequence number after which lines are wanted
   */
  public EventClient(ApiClient apiClient, Optional<String> session, long after) {
    this.apiClient = apiClient;
    this.session = session;
    session.ifPresent(id -> heads.put(id, after));
    connect();
  }

  /** An event line, a transient message, or nothing within the time. */
  public record EventItem(String session, JsonNode event, String raw, JsonNode passing) {
    static final EventItem NOTHING = new EventItem("", null, null, null);
  }

  private void connect() {
    String path =
        session
            .map(id -> "/sessions/" + id + "/events?tokens=true&after=" + heads.get(id))
            .orElse("/events?tokens=true");
    reader = new EventReader(apiClient.stream(path));
  }

  /** The next item; waits at most so long. */
  public EventItem next(Duration atMost) {
    if (!missed.isEmpty()) {
      return missed.remove();
    }
    return switch (reader.poll(atMost)) {
      case EventReader.EventText.StreamedLine data -> item(data.json());
      case EventReader.EventText.Silence silence -> EventItem.NOTHING;
      case EventReader.EventText.StreamEnd end -> reconnect();
    };
  }

  private EventItem reconnect() {
    reader.close();
    for (int tries = 1; ; tries++) {
      try {
        connect();
        if (session.isEmpty()) {
          catchUp();
        }
        return EventItem.NOTHING;
      } catch (CliException e) {
        if (tries == RETRIES_MAX || e.exitCode() != ProblemKind.TEMPORARY_FAILURE.exitCode()) {
          throw e;
        }
        reader.poll(RETRY); // nothing comes while there is no connection
      }
    }
  }

  /** A stream of everything begins at its connection: what was missed before is read by pages. */
  private void catchUp() {
    for (String id : heads.keySet()) {
      JsonNode page;
      do {
        String path = "/sessions/" + id + "/events?after=" + heads.get(id);
        page = apiClient.get(path, "events", "has_more");
        page.trees("events").forEach(event -> missed(id, event));
      } while (page.flag("has_more"));
    }
  }

  private void missed(String id, JsonNode event) {
    heads.put(id, event.number("seq"));
    missed.add(new EventItem(id, event, JsonWriter.of(event.map()), null));
  }

  private EventItem item(String text) {
    JsonNode frame;
    try {
      frame = JsonNode.of(JsonReader.readObject(text));
    } catch (InvalidJsonException e) {
      throw new CliException(
          CliProblem.BAD_ANSWER, "the daemon sent invalid JSON: " + e.getMessage());
    }
    String id = frame.text("session");
    return switch (frame.text("type")) {
      case "event" -> event(id, frame.tree("event"), text);
      case "transient" -> new EventItem(id, null, null, frame.tree("message"));
      default -> EventItem.NOTHING; // among them the reason why the stream ends now
    };
  }

  private EventItem event(String id, JsonNode event, String text) {
    long seq = event.number("seq");
    if (seq <= heads.getOrDefault(id, 0L)) {
      return EventItem.NOTHING; // it came by a page
    }
    heads.put(id, seq);
    int begin = text.indexOf("\"event\":{") + 8;
    return new EventItem(id, event, text.substring(begin, text.length() - 1), null);
  }

  @Override
  public void close() {
    reader.close();
  }
}

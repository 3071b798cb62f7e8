package crossreview.cli.client;

import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.model.CliProblem;
import crossreview.model.ProblemKind;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows sessions by the daemon's server-sent events. A lost connection is reopened from the
 * position that was reached, so nothing is missed and nothing comes twice.
 */
public final class EventClient implements AutoCloseable {
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final int RETRIES_MAX = 40; // seconds: a daemon that restarts is back

  private final ApiClient apiClient;
  private final String path;
  private Optional<String> position = Optional.empty();
  private EventReader reader;

  /**
   * @param session the session to follow, or empty for all from now on
   * @param after the sequence number after which lines are wanted
   */
  public EventClient(ApiClient apiClient, Optional<String> session, long after) {
    this.apiClient = apiClient;
    this.path =
        session
            .map(id -> "/sessions/" + id + "/events?tokens=true&after=" + after)
            .orElse("/events?tokens=true");
    connect();
  }

  /** An event line, a transient message, or nothing within the time. */
  public record EventItem(
      String session, @Nullable JsonNode event, @Nullable String raw, @Nullable JsonNode passing) {
    static final EventItem NOTHING = new EventItem("", null, null, null);
  }

  private void connect() {
    reader = new EventReader(apiClient.stream(path, position));
  }

  /** The next item; waits at most so long. */
  public EventItem next(Duration atMost) {
    return switch (reader.poll(atMost)) {
      case EventReader.EventText.StreamedLine data -> positioned(data.id(), item(data.json()));
      case EventReader.EventText.StreamPosition at -> positioned(at.id(), EventItem.NOTHING);
      case EventReader.EventText.Silence silence -> EventItem.NOTHING;
      case EventReader.EventText.StreamEnd end -> reconnect();
    };
  }

  private EventItem reconnect() {
    reader.close();
    for (int tries = 1; ; tries++) {
      try {
        connect();
        return EventItem.NOTHING;
      } catch (CliException e) {
        if (tries == RETRIES_MAX || e.exitCode() != ProblemKind.TEMPORARY_FAILURE.exitCode()) {
          throw e;
        }
        reader.poll(RETRY); // nothing comes while there is no connection
      }
    }
  }

  private EventItem positioned(String id, EventItem item) {
    position = id.isEmpty() ? position : Optional.of(id);
    return item;
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
    int begin = text.indexOf("\"event\":{") + 8;
    return new EventItem(id, event, text.substring(begin, text.length() - 1), null);
  }

  @Override
  public void close() {
    reader.close();
  }
}

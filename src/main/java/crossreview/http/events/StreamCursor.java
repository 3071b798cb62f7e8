package crossreview.http.events;

import crossreview.model.SessionId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a stream of server-sent events is in each of its sessions, as an opaque id: a client gives
 * the last one back in {@code Last-Event-ID}.
 */
final class StreamCursor {
  private final Map<SessionId, Long> places;

  private StreamCursor(Map<SessionId, Long> places) {
    this.places = places;
  }

  /** The beginning: after the same seq in each session. */
  static StreamCursor of(Iterable<SessionId> sessions, long after) {
    Map<SessionId, Long> places = new LinkedHashMap<>();
    sessions.forEach(id -> places.put(id, after));
    return new StreamCursor(places);
  }

  /** The place that an id names, if it is one of ours. */
  static Optional<StreamCursor> parse(String id) {
    Map<SessionId, Long> places = new LinkedHashMap<>();
    try {
      String text = new String(Base64.getUrlDecoder().decode(id), StandardCharsets.US_ASCII);
      for (String part : text.split(",", -1)) {
        int at = part.indexOf('=');
        places.put(new SessionId(part.substring(0, at)), Long.valueOf(part.substring(at + 1)));
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
    boolean sound = places.values().stream().allMatch(seq -> seq >= 0);
    return Optional.of(new StreamCursor(places)).filter(place -> sound);
  }

  Map<SessionId, Long> all() {
    return places;
  }

  /** The id once this line is written. */
  Optional<String> at(SessionId session, long seq) {
    places.put(session, seq);
    StringBuilder text = new StringBuilder();
    places.forEach(
        (id, place) -> text.append(text.isEmpty() ? "" : ",").append(id).append('=').append(place));
    byte[] bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
    return Optional.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }
}

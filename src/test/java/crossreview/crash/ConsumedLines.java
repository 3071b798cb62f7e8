package crossreview.crash;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one consumer of everything was sent over all its connections. It follows from the beginning,
 * so each line of each session comes exactly once and in order; anything else is a fault. Any
 * thread.
 */
final class ConsumedLines {
  private static final int FAULTS_MAX = 50; // enough to understand what happened

  private final String consumer;
  private final Map<String, TreeMap<Long, String>> seen = new LinkedHashMap<>();
  private final List<String> faults = new ArrayList<>();

  ConsumedLines(String consumer) {
    this.consumer = consumer;
  }

  /** A message as WebSockets and streams have them; whether it was a line of a journal. */
  synchronized boolean message(String text) {
    try {
      Map<String, Object> message = JsonReader.readObject(text);
      switch (String.valueOf(message.get("type"))) {
        case "event" -> line(message);
        case "error" -> fault("was refused: " + text);
        case "snapshot" -> snapshot((Map<?, ?>) message.get("heads"));
        case "caught_up" -> least((String) message.get("session"), (Long) message.get("seq"));
        default -> {
          return false; // hello, subscribed, heartbeat, transient, bye
        }
      }
      return message.get("type").equals("event");
    } catch (InvalidJsonException e) {
      fault("was sent no JSON: " + text);
      return false;
    }
  }

  /** {@code session} and {@code event}. */
  synchronized void line(Map<?, ?> message) {
    String session = (String) message.get("session");
    Map<?, ?> event = (Map<?, ?>) message.get("event");
    TreeMap<Long, String> lines = seen.computeIfAbsent(session, id -> new TreeMap<>());
    long seq = (Long) event.get("seq");
    long expected = lines.isEmpty() ? 1 : lines.lastKey() + 1;
    if (seq != expected) {
      String what = seq < expected ? " came again" : " came too early";
      fault(session + ": seq " + seq + what + ", expected was " + expected);
    }
    lines.putIfAbsent(seq, JsonWriter.of(event));
  }

  private void snapshot(Map<?, ?> heads) {
    heads.forEach((session, head) -> least((String) session, (Long) head));
  }

  private void least(String session, long head) {
    long known = seen.containsKey(session) ? seen.get(session).lastKey() : 0;
    if (head < known) {
      fault(session + ": was told that the head is " + head + ", known is " + known);
    }
  }

  synchronized void fault(String what) {
    if (faults.size() < FAULTS_MAX) {
      faults.add(consumer + ": " + what);
    }
  }

  /** The last line of each session. */
  synchronized Map<String, Object> heads() {
    Map<String, Object> heads = new LinkedHashMap<>();
    seen.forEach((session, lines) -> heads.put(session, lines.lastKey()));
    return heads;
  }

  synchronized long head(String session) {
    return seen.containsKey(session) ? seen.get(session).lastKey() : 0;
  }

  synchronized Map<Long, String> lines(String session) {
    return new TreeMap<>(seen.getOrDefault(session, new TreeMap<>()));
  }

  synchronized List<String> faults() {
    return List.copyOf(faults);
  }
}

package crossreview.crash;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Somebody outside who follows all sessions over WebSocket, across every death of the daemon, and
 * remembers each line that it was ever shown.
 */
public final class EventConsumer implements WebSocket.Listener {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static final int GOING_AWAY = 1001; // the daemon was stopped, as it should be
  private static final int BROKEN_OFF = 1006; // the daemon was killed

  private final Map<String, TreeMap<Long, String>> seen = new LinkedHashMap<>();
  private final List<String> faults = new ArrayList<>();
  private StringBuilder frame = new StringBuilder();
  private WebSocket socket;

  /** Follows everything that it has not seen yet. */
  public void connect(String url, String token) throws Exception {
    frame = new StringBuilder();
    socket =
        CLIENT
            .newWebSocketBuilder()
            .header("Authorization", "Bearer " + token)
            .buildAsync(URI.create(url.replace("http", "ws") + "/api/v1/events"), this)
            .get(10, TimeUnit.SECONDS);
    Map<String, Object> heads = new LinkedHashMap<>();
    synchronized (this) {
      seen.forEach((session, lines) -> heads.put(session, lines.lastKey()));
    }
    Map<String, Object> subscribe = new LinkedHashMap<>();
    subscribe.put("type", "subscribe");
    subscribe.put("all", true);
    subscribe.put("heads", heads);
    socket.sendText(JsonWriter.of(subscribe), true).get(10, TimeUnit.SECONDS);
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    synchronized (this) {
      frame.append(data);
      if (last) {
        take(frame.toString());
        frame.setLength(0);
      }
    }
    from.request(1);
    return null;
  }

  private void take(String text) {
    try {
      Map<String, Object> message = JsonReader.readObject(text);
      if ("error".equals(message.get("type"))) {
        faults.add("refused: " + text);
      }
      if (message.get("event") instanceof Map<?, ?> event) {
        String line = JsonWriter.of(event);
        String session = (String) message.get("session");
        TreeMap<Long, String> lines = seen.computeIfAbsent(session, id -> new TreeMap<>());
        Long seq = (Long) event.get("seq");
        long expected = lines.isEmpty() ? seq : lines.lastKey() + 1;
        if (seq != expected) {
          faults.add(session + ": seq " + seq + " came, expected was " + expected);
        }
        lines.put(seq, line);
      }
    } catch (InvalidJsonException e) {
      faults.add("no JSON: " + text);
    }
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    if (code != GOING_AWAY && code != BROKEN_OFF) {
      synchronized (this) {
        faults.add("closed: " + code + " " + reason);
      }
    }
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    // the daemon was killed; that is what this is about
  }

  public void disconnect() {
    socket.abort();
  }

  /** Everything that did not come in order. */
  public synchronized List<String> faults() {
    return List.copyOf(faults);
  }

  /** The lines of a session that were shown, by seq. */
  public synchronized Map<Long, String> lines(String session) {
    return new TreeMap<>(seen.getOrDefault(session, new TreeMap<>()));
  }

  /** The last line of a session that was shown, if any was. */
  public synchronized long last(String session, long otherwise) {
    return seen.containsKey(session) ? seen.get(session).lastKey() : otherwise;
  }

  public synchronized int sessions() {
    return seen.size();
  }
}

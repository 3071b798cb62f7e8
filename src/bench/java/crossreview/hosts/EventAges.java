package crossreview.hosts;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A consumer of everything that notes how old each event is when it comes. */
final class EventAges implements WebSocket.Listener {
  private final StringBuilder frame = new StringBuilder();
  private final List<Long> ages = new ArrayList<>();

  void connect(String url, String token) throws Exception {
    WebSocket socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .header("Authorization", "Bearer " + token)
            .buildAsync(URI.create(url.replace("http", "ws") + "/api/v1/events"), this)
            .get(10, TimeUnit.SECONDS);
    socket
        .sendText(JsonWriter.of(Map.of("type", "subscribe", "all", true)), true)
        .get(10, TimeUnit.SECONDS);
  }

  @Override
  public synchronized CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    frame.append(data);
    if (last) {
      Instant now = Instant.now();
      note(frame.toString(), now);
      frame.setLength(0);
    }
    from.request(1);
    return null;
  }

  private void note(String text, Instant now) {
    try {
      if (JsonReader.readObject(text).get("event") instanceof Map<?, ?> event) {
        Instant said = Instant.parse((String) event.get("ts"));
        ages.add(TimeUnit.MILLISECONDS.toNanos(now.toEpochMilli() - said.toEpochMilli()));
      }
    } catch (InvalidJsonException e) {
      throw new IllegalStateException(text, e);
    }
  }

  synchronized void forget() {
    ages.clear();
  }

  synchronized long[] nanos() {
    return ages.stream().mapToLong(Long::longValue).toArray();
  }
}

package crossreview.crash;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A client of one daemon, until that is killed. */
public record DaemonClient(String url, String token) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  public Map<?, ?> get(String path) throws IOException, InterruptedException {
    return answer(request(path).GET().build());
  }

  public Map<?, ?> post(String path, String key, Map<String, Object> body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JsonWriter.of(body)));
    return answer(key == null ? request.build() : request.header("Idempotency-Key", key).build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + "/api/v1" + path))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + token);
  }

  private static Map<?, ?> answer(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IOException(response.statusCode() + " " + response.body());
    }
    try {
      return (Map<?, ?>) JsonReader.read(response.body());
    } catch (InvalidJsonException e) {
      throw new IOException(response.body(), e);
    }
  }

  /** All events of a session. */
  public List<Map<?, ?>> events(String session) throws IOException, InterruptedException {
    List<Map<?, ?>> events = new ArrayList<>();
    long after = 0;
    Map<?, ?> page;
    do {
      page = get("/sessions/" + session + "/events?after=" + after + "&limit=1000");
      ((List<?>) page.get("events")).forEach(event -> events.add((Map<?, ?>) event));
      after = (Long) page.get("next_after");
    } while (page.get("has_more").equals(true));
    return events;
  }

  public List<String> lines(String session) throws IOException, InterruptedException {
    return events(session).stream().map(JsonWriter::of).toList();
  }

  /** Waits until a session has no running run; its state then. */
  public Object ends(String session) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    Object state = get("/sessions/" + session).get("state");
    while (state.equals("running")) {
      if (System.nanoTime() > end) {
        throw new AssertionError(session + " does not end");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      state = get("/sessions/" + session).get("state");
    }
    return state;
  }

  /** Waits for a condition. */
  public void until(BooleanSupplier holds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    while (!holds.getAsBoolean() && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }
}

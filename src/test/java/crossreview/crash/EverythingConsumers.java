package crossreview.crash;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Three consumers of everything, over WebSocket, server-sent events and page by page. Each comes
 * back as soon as it can after the daemon has died, with the last position that it knows.
 */
final class EverythingConsumers implements AutoCloseable {
  private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
  private static final long AGAIN_MILLIS = 30; // after a refused connection

  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;
  private final String token;
  private final ConsumedLines bySocket = new ConsumedLines("WebSocket");
  private final ConsumedLines byStream = new ConsumedLines("stream");
  private final ConsumedLines byPage = new ConsumedLines("pages");
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopping;
  private String lastEventId = ""; // of the stream's thread
  private String cursor = ""; // of the thread that reads pages

  EverythingConsumers(String url, String token) {
    this.url = url;
    this.token = token;
    begin("socket", this::followSocket);
    begin("stream", this::followStream);
    begin("pages", this::readPage);
  }

  /** One connection, or one request. */
  private interface Connection {
    void run() throws IOException, InterruptedException;
  }

  private void begin(String name, Connection connection) {
    threads.add(
        Thread.ofPlatform().name("consumer-" + name).daemon(true).start(() -> again(connection)));
  }

  private void again(Connection connection) {
    while (!stopping) {
      try {
        connection.run();
      } catch (IOException e) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(AGAIN_MILLIS)); // it is not there
      } catch (InterruptedException e) {
        return; // it was stopped
      }
    }
  }

  private void followSocket() throws IOException, InterruptedException {
    SocketListener listener = new SocketListener();
    try {
      WebSocket socket =
          http.newWebSocketBuilder()
              .header("Authorization", "Bearer " + token)
              .connectTimeout(ANSWER_MAX)
              .buildAsync(URI.create(url.replace("http", "ws") + "/api/v1/events"), listener)
              .get(ANSWER_MAX.toSeconds(), TimeUnit.SECONDS);
      Map<String, Object> subscribe = new LinkedHashMap<>();
      subscribe.put("type", "subscribe");
      subscribe.put("all", true);
      subscribe.put("heads", bySocket.heads());
      socket.sendText(JsonWriter.of(subscribe), true).get(10, TimeUnit.SECONDS);
      listener.over.join();
    } catch (ExecutionException | TimeoutException | CompletionException e) {
      throw new IOException(e);
    }
  }

  private final class SocketListener implements WebSocket.Listener {
    private final StringBuilder frame = new StringBuilder();
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      frame.append(data);
      if (last) {
        bySocket.message(frame.toString());
        frame.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      if (code != 1001 && code != 1006) { // it was stopped, or killed
        bySocket.fault("was closed: " + code + " " + reason);
      }
      over.complete(null);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      over.complete(null);
    }
  }

  private void followStream() throws IOException, InterruptedException {
    HttpRequest.Builder request = request("/api/v1/events?after=0");
    request.header("Accept", "text/event-stream");
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      if (response.statusCode() != 200) {
        refused(byStream, response.statusCode(), lines.readLine());
        return;
      }
      String id = lastEventId;
      String data = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("data: ")) {
          data = line.substring(6);
        } else if (line.isEmpty()) { // the message is complete: a part of one counts as not sent
          lastEventId = id;
          if (!data.isEmpty()) {
            byStream.message(data);
          }
          data = "";
        }
      }
    }
  }

  private void readPage() throws IOException, InterruptedException {
    String from =
        cursor.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
    HttpRequest.Builder request = request("/api/v1/events/page?wait=5s" + from);
    HttpResponse<String> response =
        http.send(request.timeout(ANSWER_MAX).build(), BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      refused(byPage, response.statusCode(), response.body());
      return;
    }
    try {
      Map<String, Object> page = JsonReader.readObject(response.body());
      ((List<?>) page.get("events")).forEach(event -> byPage.line((Map<?, ?>) event));
      cursor = (String) page.get("cursor");
    } catch (InvalidJsonException e) {
      byPage.fault("was sent no JSON: " + response.body());
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .header("Authorization", "Bearer " + token);
  }

  /** 503 says that it is to come back; nothing else is expected. */
  private static void refused(ConsumedLines lines, int status, String body) throws IOException {
    if (status != 503) {
      lines.fault("was answered with " + status + " " + body);
    }
    throw new IOException(status + " " + body);
  }

  List<ConsumedLines> all() {
    return List.of(bySocket, byStream, byPage);
  }

  @Override
  public void close() {
    stopping = true;
    threads.forEach(Thread::interrupt);
    http.shutdownNow();
  }
}

package crossreview.life;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonWriter;
import crossreview.testkit.ProgramProcess;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A running daemon and what one can ask of it over HTTP. */
final class DaemonProcess implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final ProgramProcess programProcess;
  private final Path data;
  private final String url;
  private final String token;

  private DaemonProcess(ProgramProcess programProcess, Path data)
      throws IOException, InterruptedException {
    this.programProcess = programProcess;
    this.data = data;
    String line = programProcess.line(text -> text.startsWith("crossreview listens at "));
    this.url = line.split(" ")[3].replace(",", "");
    this.token = Files.readString(data.resolve("operator.token")).strip();
  }

  /** Starts one on a free port with this data directory. */
  static DaemonProcess start(Path home, Path data, String... more)
      throws IOException, InterruptedException {
    return new DaemonProcess(ProgramProcess.with(home).run(arguments(data, more)), data);
  }

  /** The same behind a shell's setting, such as a limit of descriptors. */
  static DaemonProcess startAfter(String setting, Path home, Path data, String... more)
      throws IOException, InterruptedException {
    return new DaemonProcess(
        ProgramProcess.with(home).runAfter(setting, arguments(data, more)), data);
  }

  private static String[] arguments(Path data, String... more) {
    String[] arguments = new String[5 + more.length];
    arguments[0] = "serve";
    arguments[1] = "--data-dir";
    arguments[2] = data.toString();
    arguments[3] = "--set";
    arguments[4] = "http.port=0";
    System.arraycopy(more, 0, arguments, 5, more.length);
    return arguments;
  }

  ProgramProcess program() {
    return programProcess;
  }

  String url() {
    return url;
  }

  String token() {
    return token;
  }

  Path folder(String session) {
    return data.resolve("sessions").resolve(session);
  }

  /** An answer as a tree; anything but success is an error with the answer in its text. */
  Map<?, ?> get(String path) throws IOException, InterruptedException {
    return answer(request(path).GET().build());
  }

  Map<?, ?> post(String path, String key, Map<String, Object> body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JsonWriter.of(body)));
    return answer(key == null ? request.build() : request.header("Idempotency-Key", key).build());
  }

  /** A command of somebody else. */
  Map<?, ?> postAs(String other, String path, Map<String, Object> body)
      throws IOException, InterruptedException {
    return answer(
        request(path)
            .setHeader("Authorization", "Bearer " + other)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JsonWriter.of(body)))
            .build());
  }

  /** Submits a diff. */
  Map<?, ?> submit(String session, String key, String diff)
      throws IOException, InterruptedException {
    return answer(
        request("/sessions/" + session + "/artifact?label=change.diff")
            .header("Content-Type", "text/x-diff")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(diff))
            .build());
  }

  /** Waits until a session is in this state. */
  void becomes(String session, String expected) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    Object state = null;
    while (!expected.equals(state)) {
      if (System.nanoTime() > end) {
        throw new AssertionError(session + " is " + state + ", not " + expected);
      }
      state = get("/sessions/" + session).get("state");
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  /** A WebSocket that takes what comes and answers nothing, not even a close. */
  Socket silentWebSocket() throws IOException {
    URI at = URI.create(url);
    Socket socket = new Socket(at.getHost(), at.getPort());
    String request =
        "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
            + token
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    byte[] head = socket.getInputStream().readNBytes("HTTP/1.1 101".length());
    if (!new String(head, StandardCharsets.US_ASCII).equals("HTTP/1.1 101")) {
      throw new IOException(new String(head, StandardCharsets.US_ASCII));
    }
    return socket;
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

  @Override
  public void close() {
    programProcess.close();
  }
}

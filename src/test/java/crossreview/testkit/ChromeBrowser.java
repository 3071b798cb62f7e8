package crossreview.testkit;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import crossreview.json.JsonWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A real Chromium without a screen and one tab of it, driven over the DevTools protocol. */
public final class ChromeBrowser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Process process;
  private final String port;
  private final String target;
  private final WebSocket socket;
  private final AtomicLong ids = new AtomicLong();
  private final Map<Long, CompletableFuture<Map<String, Object>>> answers =
      new ConcurrentHashMap<>();

  /** What the page said on its console, and every script that failed. */
  public final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();

  private ChromeBrowser(Process process, String port, Map<String, Object> tab) {
    this.process = process;
    this.port = port;
    this.target = (String) tab.get("id");
    URI uri = URI.create((String) tab.get("webSocketDebuggerUrl"));
    this.socket = CLIENT.newWebSocketBuilder().buildAsync(uri, new FrameListener()).join();
    List.of("Page.enable", "Runtime.enable", "Log.enable").forEach(name -> send(name, Map.of()));
  }

  /** Starts one with an empty profile in this folder. */
  public static ChromeBrowser start(Path folder) throws Exception {
    Path profile = Files.createDirectories(folder.resolve("chromium"));
    Process process =
        new ProcessBuilder(
                "chromium",
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                // pages of other hosts, which are here
                "--host-resolver-rules=MAP *.example 127.0.0.1",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("chromium.log").toFile())
            .start();
    Path file = profile.resolve("DevToolsActivePort");
    Eventually.holds(() -> Files.exists(file) && !lines(file).isEmpty(), PATIENCE);
    String port = lines(file).getFirst();
    return new ChromeBrowser(process, port, newTab(port));
  }

  /** Another tab of the same browser; closing it leaves the browser alone. */
  public ChromeBrowser tab() throws Exception {
    return new ChromeBrowser(process, port, newTab(port));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of(); // it is being written
    }
  }

  private static Map<String, Object> newTab(String port) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + port + "/json/new?about:blank");
    HttpRequest request = HttpRequest.newBuilder(uri).PUT(BodyPublishers.noBody()).build();
    return JsonReader.readObject(CLIENT.send(request, BodyHandlers.ofByteArray()).body());
  }

  private final class FrameListener implements WebSocket.Listener {
    private final StringBuilder whole = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      whole.append(part);
      if (last) {
        String text = whole.toString();
        whole.setLength(0);
        received(text);
      }
      from.request(1);
      return null;
    }
  }

  private void received(String text) {
    try {
      Map<String, Object> message = JsonReader.readObject(text.getBytes("UTF-8"));
      String method = String.valueOf(message.get("method"));
      if (message.get("id") instanceof Long id) {
        answers.remove(id).complete(message);
      } else if (method.equals("Runtime.exceptionThrown")
          || method.equals("Page.javascriptDialogOpening")) {
        faults.add(text);
      } else if (method.equals("Log.entryAdded")) {
        logged(message, text);
      }
    } catch (InvalidJsonException | IOException e) {
      faults.add(e + ": " + text);
    }
  }

  /** A request that was refused or cut off by a restart is not a fault of the page. */
  private void logged(Map<String, Object> message, String text) {
    String level = JsonTree.text(message, "/params/entry/level").orElse("");
    String source = JsonTree.text(message, "/params/entry/source").orElse("");
    if (level.equals("error") && !source.equals("network") && !text.contains("ERR_CONNECTION")) {
      faults.add(text);
    }
  }

  private Map<String, Object> send(String method, Map<String, Object> parameters) {
    long id = ids.incrementAndGet();
    CompletableFuture<Map<String, Object>> answer = new CompletableFuture<>();
    answers.put(id, answer);
    String text = JsonWriter.of(Map.of("id", id, "method", method, "params", parameters));
    socket.sendText(text, true).join();
    return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  public void open(String url) {
    send("Page.navigate", Map.of("url", url));
  }

  public void reload() {
    send("Page.reload", Map.of());
  }

  /** The value of an expression, which may be a promise; a failed one is an error. */
  public Object value(String script) {
    Map<String, Object> answer =
        send(
            "Runtime.evaluate",
            Map.of("expression", script, "returnByValue", true, "awaitPromise", true));
    if (JsonTree.at(answer, "/result/exceptionDetails") != null) {
      throw new AssertionError(script + ": " + JsonWriter.of(answer));
    }
    return JsonTree.at(answer, "/result/result/value");
  }

  /** Waits until an expression is true. */
  public void until(String script) {
    try {
      Eventually.holds(() -> Boolean.TRUE.equals(value("!!(" + script + ")")), PATIENCE);
    } catch (AssertionError e) {
      throw new AssertionError(script + " does not become true; the page says: " + text(), e);
    }
  }

  /** Waits until the page shows a text. */
  public void shows(String text) {
    until("document.body && document.body.innerText.includes(" + quoted(text) + ")");
  }

  public String text() {
    return String.valueOf(value("document.body ? document.body.innerText : ''"));
  }

  /** Clicks the first element with this text. */
  public void click(String selector, String text) {
    until(find(selector, text));
    value(find(selector, text) + ".click()");
  }

  private static String find(String selector, String text) {
    return "[...document.querySelectorAll("
        + quoted(selector)
        + ")].find(e => e.textContent.trim().startsWith("
        + quoted(text)
        + "))";
  }

  /** Types a text into a field, as far as a script sees. */
  public void fill(String selector, String text) {
    until("document.querySelector(" + quoted(selector) + ")");
    value(
        "(() => { const e = document.querySelector("
            + quoted(selector)
            + "); e.value = "
            + quoted(text)
            + "; e.dispatchEvent(new Event('input', {bubbles: true})); })()");
  }

  /** Presses a key. */
  public void press(String key) {
    for (String type : List.of("keyDown", "keyUp")) {
      Map<String, Object> parameters =
          key.length() == 1 ? Map.of("type", type, "key", key, "text", key) : named(type, key);
      send("Input.dispatchKeyEvent", parameters);
    }
  }

  private static Map<String, Object> named(String type, String key) {
    int code =
        switch (key) {
          case "Tab" -> 9;
          case "Enter" -> 13;
          default -> 27;
        };
    Map<String, Object> all =
        new HashMap<>(Map.of("type", type, "key", key, "windowsVirtualKeyCode", code));
    if (key.equals("Enter")) {
      all.put("text", "\r");
    }
    return all;
  }

  public static String quoted(String text) {
    return JsonWriter.of(Map.of("t", text)).replaceFirst("^\\{\"t\":", "").replaceFirst("}$", "");
  }

  /** How wide and high the page is, and in which colours. */
  public void screen(int width, int height, boolean dark) {
    send(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    String scheme = dark ? "dark" : "light";
    send(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  public void picture(Path file) throws IOException {
    Map<String, Object> answer = send("Page.captureScreenshot", Map.of("format", "png"));
    Files.createDirectories(file.getParent());
    String data = JsonTree.text(answer, "/result/data").orElseThrow();
    Files.write(file, Base64.getDecoder().decode(data));
  }

  /** What scripts of the page keep in memory after the garbage is collected, in bytes. */
  public long heapBytes() {
    send("HeapProfiler.collectGarbage", Map.of());
    Object used = JsonTree.at(send("Runtime.getHeapUsage", Map.of()), "/result/usedSize");
    return ((Number) used).longValue();
  }

  public void closeTab() {
    send("Target.closeTarget", Map.of("targetId", target));
  }

  @Override
  public void close() throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.waitFor(10, TimeUnit.SECONDS);
  }
}

package crossreview.cli.bridge;

import crossreview.cli.CliException;
import crossreview.cli.client.DaemonAddress;
import crossreview.cli.client.HttpClientFactory;
import crossreview.json.JsonTree;
import crossreview.json.JsonWriter;
import crossreview.model.CliProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One message to the daemon and whatever comes back for it: an answer, or a stream before it. */
final class McpTransport {
  private static final Duration ANSWER = Duration.ofMinutes(10); // longer than any tool waits
  private static final String VERSION = "io.modelcontextprotocol/protocolVersion";
  private static final String SESSION = "Mcp-Session-Id";
  private static final String DATA = "data: ";

  /** The parameter that the header {@code Mcp-Name} repeats. */
  private static final Map<String, String> NAMED =
      Map.of("tools/call", "name", "prompts/get", "name", "resources/read", "uri");

  private final Supplier<DaemonAddress> daemon;
  private final Consumer<String> said;
  private final Map<String, HttpClient> clients = new ConcurrentHashMap<>(); // by certificate
  private volatile String settled; // what an initialize was answered with
  private volatile String session;

  /**
   * @param daemon finds the daemon, anew for each message: it may have moved
   * @param said hears each message from the daemon
   */
  McpTransport(Supplier<DaemonAddress> daemon, Consumer<String> said) {
    this.daemon = daemon;
    this.said = said;
  }

  boolean hasSession() {
    return session != null;
  }

  void carry(String line, Map<String, Object> message) throws IOException, InterruptedException {
    DaemonAddress address = daemon.get();
    HttpRequest.Builder request =
        request(address)
            .timeout(ANSWER)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(line));
    headers(request, message);
    HttpResponse<Stream<String>> response = send(address, request.build());
    if (streams(response)) {
      forward(response);
    } else {
      answered(message, response);
    }
  }

  private HttpRequest.Builder request(DaemonAddress address) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address.url() + "/mcp"))
            .header("Accept", "application/json, text/event-stream")
            .header("Authorization", "Bearer " + address.token());
    if (session != null) {
      request.header(SESSION, session);
    }
    return request;
  }

  private void headers(HttpRequest.Builder request, Map<String, Object> message) {
    Object named = JsonTree.object(message, "/params/_meta").get(VERSION);
    if (named instanceof String version) {
      String method = String.valueOf(message.get("method"));
      request.header("MCP-Protocol-Version", encoded(version));
      request.header("Mcp-Method", encoded(method));
      String parameter = NAMED.getOrDefault(method, "taskId");
      JsonTree.text(message, "/params/" + parameter)
          .ifPresent(name -> request.header("Mcp-Name", encoded(name)));
    } else if (settled != null) {
      request.header("MCP-Protocol-Version", settled);
    }
  }

  /** Texts that are no plain header travel encoded. */
  private static String encoded(String text) {
    boolean plain = text.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return plain ? text : "=?base64?" + Base64.getEncoder().encodeToString(bytes) + "?=";
  }

  private HttpResponse<Stream<String>> send(DaemonAddress address, HttpRequest request)
      throws IOException, InterruptedException {
    HttpClient http =
        clients.computeIfAbsent(
            String.valueOf(address.certificate()), path -> HttpClientFactory.client(address));
    return http.send(request, HttpResponse.BodyHandlers.ofLines());
  }

  private static boolean streams(HttpResponse<?> response) {
    return response.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
  }

  private void forward(HttpResponse<Stream<String>> response) throws IOException {
    try (Stream<String> lines = response.body()) {
      lines
          .filter(line -> line.startsWith(DATA))
          .forEach(line -> said.accept(line.substring(DATA.length())));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void answered(Map<String, Object> message, HttpResponse<Stream<String>> response) {
    Map<String, Object> body = McpBridge.parsed(response.body().collect(Collectors.joining("\n")));
    if (body.get("jsonrpc") == null) {
      if (response.statusCode() >= 300) {
        Optional<String> detail = JsonTree.text(body, "/detail");
        String why = detail.orElse("the daemon answered " + response.statusCode());
        throw new CliException(CliProblem.NOT_ANSWERED, why);
      }
      return;
    }
    if ("initialize".equals(message.get("method"))) {
      JsonTree.text(body, "/result/protocolVersion").ifPresent(version -> settled = version);
      session = response.headers().firstValue(SESSION).orElse(null);
    }
    said.accept(JsonWriter.of(body));
  }

  /** Forwards what the daemon says without being asked, until it ends or is interrupted. */
  void listen() {
    try {
      DaemonAddress address = daemon.get();
      HttpRequest.Builder request = request(address).GET();
      request.header("MCP-Protocol-Version", settled);
      HttpResponse<Stream<String>> response = send(address, request.build());
      if (streams(response)) {
        forward(response);
      }
    } catch (IOException | CliException e) {
      return; // each message that follows says what is wrong
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

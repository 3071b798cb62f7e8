package crossreview.cli.bridge;

import crossreview.cli.CliException;
import crossreview.cli.client.DaemonAddress;
import crossreview.cli.transport.ClientRequest;
import crossreview.cli.transport.ClientResponse;
import crossreview.json.JsonTree;
import crossreview.json.JsonWriter;
import crossreview.model.CliProblem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One message to the daemon and whatever comes back for it: an answer, or a stream before it. */
final class McpTransport {
  private static final Duration ANSWER = Duration.ofMinutes(10); // longer than any tool waits
  private static final String VERSION = "io.modelcontextprotocol/protocolVersion";
  private static final String VERSION_HEADER = "MCP-Protocol-Version";
  private static final String SESSION = "Mcp-Session-Id";
  private static final String KEY = "crossreview/idempotency_key";
  private static final String PATH = "/mcp";
  private static final String DATA = "data: ";

  /** The parameter that the header {@code Mcp-Name} repeats. */
  private static final Map<String, String> NAMED =
      Map.of("tools/call", "name", "prompts/get", "name", "resources/read", "uri");

  private final Supplier<DaemonAddress> daemon;
  private final Supplier<String> freshKey;
  private final Consumer<String> said;
  private volatile @Nullable String settled; // what an initialize was answered with
  private volatile @Nullable String session;

  /**
   * @param daemon finds the daemon, anew for each message: it may have moved
   * @param freshKey makes keys that nobody else uses
   * @param said hears each message from the daemon
   */
  McpTransport(Supplier<DaemonAddress> daemon, Supplier<String> freshKey, Consumer<String> said) {
    this.daemon = daemon;
    this.freshKey = freshKey;
    this.said = said;
  }

  boolean hasSession() {
    return session != null;
  }

  /**
   * Sends a message and forwards what comes back for it.
   *
   * @throws CliException when nothing, or something else than an answer, comes back
   */
  void carry(String line, Map<String, Object> message) throws InterruptedException {
    DaemonAddress address = daemon.get();
    String body = "tools/call".equals(message.get("method")) ? withKey(line, message) : line;
    ClientRequest request = withHeaders(ClientRequest.post(PATH, body, ANSWER), message);
    try (ClientResponse response = address.transport().send(request)) {
      if (response.isEventStream()) {
        forward(response);
      } else {
        answered(address, message, response);
      }
    } catch (IOException e) {
      throw address.unreachable(e);
    }
  }

  /**
   * A call that has no key gets one, so that the daemon and the hosts behind it do it once however
   * often they hand it on.
   */
  private String withKey(String line, Map<String, Object> message) {
    if (!(message.get("params") instanceof Map<?, ?> params)) {
      return line;
    }
    Map<String, Object> meta =
        new LinkedHashMap<>(JsonTree.named(JsonTree.object(params, "/_meta")));
    if (meta.putIfAbsent(KEY, freshKey.get()) != null) {
      return line;
    }
    Map<String, Object> keyed = new LinkedHashMap<>(JsonTree.named(params));
    keyed.put("_meta", meta);
    Map<String, Object> copy = new LinkedHashMap<>(message);
    copy.put("params", keyed);
    return JsonWriter.of(copy);
  }

  private ClientRequest withHeaders(ClientRequest request, Map<String, Object> message) {
    ClientRequest named = withSession(request);
    Object version = JsonTree.object(message, "/params/_meta").get(VERSION);
    if (!(version instanceof String text)) {
      return settled == null ? named : named.with(VERSION_HEADER, settled);
    }
    String method = String.valueOf(message.get("method"));
    named = named.with(VERSION_HEADER, encoded(text)).with("Mcp-Method", encoded(method));
    String parameter = NAMED.getOrDefault(method, "taskId");
    Optional<String> name = JsonTree.text(message, "/params/" + parameter);
    return name.isPresent() ? named.with("Mcp-Name", encoded(name.get())) : named;
  }

  private ClientRequest withSession(ClientRequest request) {
    ClientRequest accepting = request.with("Accept", "application/json, text/event-stream");
    return session == null ? accepting : accepting.with(SESSION, session);
  }

  /** Texts that cannot be a plain header travel encoded. */
  private static String encoded(String text) {
    boolean plain = text.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return plain ? text : "=?base64?" + Base64.getEncoder().encodeToString(bytes) + "?=";
  }

  private void forward(ClientResponse response) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(DATA)) {
        said.accept(line.substring(DATA.length()));
      }
    }
  }

  private void answered(DaemonAddress address, Map<String, Object> message, ClientResponse response)
      throws IOException {
    Map<String, Object> body = McpBridge.parsed(response.text());
    if (body.get("jsonrpc") == null) {
      if (response.status() >= 300 || message.get("id") != null) {
        throw notAnswered(address, response.status(), JsonTree.text(body, "/detail"));
      }
      return;
    }
    if ("initialize".equals(message.get("method"))) {
      JsonTree.text(body, "/result/protocolVersion").ifPresent(version -> settled = version);
      String given = response.header("mcp-session-id");
      session = given.isEmpty() ? null : given;
    }
    said.accept(JsonWriter.of(body));
  }

  private static CliException notAnswered(
      DaemonAddress address, int status, Optional<String> detail) {
    String why =
        detail.orElse(
            status >= 300
                ? "the daemon answered " + status
                : "the server at " + address.display() + " is not a crossreview daemon");
    return new CliException(CliProblem.NOT_ANSWERED, why);
  }

  /** Forwards what the daemon says without being asked, until it ends or is interrupted. */
  void listen() {
    try {
      ClientRequest request = withHeaders(ClientRequest.get(PATH, ANSWER), Map.of());
      try (ClientResponse response = daemon.get().transport().send(request)) {
        if (response.isEventStream()) {
          forward(response);
        }
      }
    } catch (IOException | CliException e) {
      return; // each message that follows says what is wrong
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

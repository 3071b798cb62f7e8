package crossreview.cli;

import crossreview.json.Json;
import crossreview.json.JsonRefused;
import crossreview.json.JsonText;
import crossreview.json.JsonTree;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Carries messages between a program's stdin and stdout and the daemon's door for agents: one line,
 * one message. Messages at the same time overtake each other, as their ids allow.
 */
final class McpBridge {
  private static final Duration ANSWER = Duration.ofMinutes(10); // longer than any tool waits
  private static final int AT_ONCE = 64; // an agent that asks more at once waits
  private static final int LAST_ANSWERS_SECONDS = 30;
  private static final int NOT_REACHABLE = -31_001; // outside of what JSON-RPC and MCP reserve
  private static final String VERSION = "io.modelcontextprotocol/protocolVersion";

  private final InputStream in;
  private final PrintStream out;
  private final Supplier<DaemonAddress> daemon;
  private final Map<String, HttpClient> clients = new ConcurrentHashMap<>(); // by certificate
  private final Semaphore slots = new Semaphore(AT_ONCE);
  private volatile String settled; // what an initialize was answered with

  /**
   * @param daemon finds the daemon, anew for each message: it may have moved
   */
  McpBridge(InputStream in, PrintStream out, Supplier<DaemonAddress> daemon) {
    this.in = in;
    this.out = out;
    this.daemon = daemon;
  }

  /** Returns when stdin has ended and what was asked is answered; the exit code. */
  int run() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          take(line);
        }
      }
      slots.tryAcquire(AT_ONCE, LAST_ANSWERS_SECONDS, TimeUnit.SECONDS);
      return 0;
    } catch (IOException e) {
      throw new CliFailure(
          CliFailure.USAGE, "stdin_failed", "cannot read stdin: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CliFailure.STOPPED;
    }
  }

  /** An initialize goes alone: what follows depends on its answer. */
  private void take(String line) throws InterruptedException {
    Map<String, Object> message = parsed(line);
    slots.acquire();
    Thread thread =
        Thread.ofVirtual()
            .name("mcp-message")
            .start(() -> {
              try {
                carry(line, message);
              } finally {
                slots.release();
              }
            });
    if ("initialize".equals(message.get("method"))) {
      thread.join();
    }
  }

  /** Empty for what the daemon will refuse. */
  private static Map<String, Object> parsed(String line) {
    try {
      return Json.readObject(line);
    } catch (JsonRefused e) {
      return Map.of();
    }
  }

  private void carry(String line, Map<String, Object> message) {
    try {
      DaemonAddress address = daemon.get();
      HttpClient http =
          clients.computeIfAbsent(
              String.valueOf(address.certificate()), path -> Trust.client(address));
      HttpResponse<String> response =
          http.send(
              request(address, line, message),
              HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      answered(message, response);
    } catch (IOException e) {
      unanswered(message, "the daemon cannot be reached. Is it running? crossreview serve");
    } catch (CliFailure failure) {
      unanswered(message, failure.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpRequest request(DaemonAddress address, String line, Map<String, Object> message) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address.url() + "/mcp"))
            .timeout(ANSWER)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .header("Authorization", "Bearer " + address.token())
            .POST(HttpRequest.BodyPublishers.ofString(line));
    Object named = JsonTree.object(message, "/params/_meta").get(VERSION);
    if (named instanceof String version) {
      request.header("MCP-Protocol-Version", encoded(version));
      request.header("Mcp-Method", encoded(String.valueOf(message.get("method"))));
      JsonTree.text(message, "/params/name")
          .ifPresent(name -> request.header("Mcp-Name", encoded(name)));
    } else if (settled != null) {
      request.header("MCP-Protocol-Version", settled);
    }
    return request.build();
  }

  /** Texts that are no plain header travel encoded. */
  private static String encoded(String text) {
    boolean plain = text.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return plain ? text : "=?base64?" + Base64.getEncoder().encodeToString(bytes) + "?=";
  }

  private void answered(Map<String, Object> message, HttpResponse<String> response) {
    Map<String, Object> body = parsed(response.body());
    if (body.get("jsonrpc") == null) {
      if (response.statusCode() >= 300) {
        Optional<String> detail = JsonTree.text(body, "/detail");
        unanswered(message, detail.orElse("the daemon answered " + response.statusCode()));
      }
      return;
    }
    if ("initialize".equals(message.get("method"))) {
      JsonTree.text(body, "/result/protocolVersion").ifPresent(version -> settled = version);
    }
    say(JsonText.of(body));
  }

  /** A message without an id expects nothing. */
  private void unanswered(Map<String, Object> message, String why) {
    if (message.get("id") == null) {
      return;
    }
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("code", NOT_REACHABLE);
    error.put("message", why);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("jsonrpc", "2.0");
    body.put("id", message.get("id"));
    body.put("error", error);
    say(JsonText.of(body));
  }

  private synchronized void say(String line) {
    out.print(line + "\n");
    out.flush();
  }
}

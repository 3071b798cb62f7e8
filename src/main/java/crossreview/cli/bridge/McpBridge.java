package crossreview.cli.bridge;

import crossreview.cli.CliException;
import crossreview.cli.client.DaemonAddress;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import crossreview.json.JsonWriter;
import crossreview.model.CliProblem;
import crossreview.process.TextFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries messages between a program's stdin and stdout and the daemon's MCP endpoint: one line is
 * one message. A byte order mark before a message is dropped, since some hosts on Windows write
 * one. Messages at the same time overtake each other, as their ids allow.
 */
public final class McpBridge {
  private static final int AT_ONCE = 64; // an agent that asks more at once waits
  private static final int LAST_ANSWERS_SECONDS = 30;
  private static final int NOT_REACHABLE = -31_001; // outside of what JSON-RPC and MCP reserve

  private final InputStream in;
  private final PrintStream out;
  private final McpTransport carrier;
  private final Semaphore slots = new Semaphore(AT_ONCE);
  private final Map<Object, Thread> open = new ConcurrentHashMap<>();
  private final Map<Object, Thread> streams = new ConcurrentHashMap<>();

  /**
   * @param daemon finds the daemon, anew for each message: it may have moved
   * @param freshKey makes keys of commands that nobody else uses
   */
  public McpBridge(
      InputStream in, PrintStream out, Supplier<DaemonAddress> daemon, Supplier<String> freshKey) {
    this.in = in;
    this.out = out;
    this.carrier = new McpTransport(daemon, freshKey, this::writeLine);
  }

  /** Returns when stdin has ended and what was asked is answered; the exit code. */
  public int run() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String text = TextFile.withoutMark(line);
        if (!text.isBlank()) {
          take(text);
        }
      }
      streams.values().forEach(Thread::interrupt); // they end with the reader
      slots.tryAcquire(AT_ONCE, LAST_ANSWERS_SECONDS, TimeUnit.SECONDS);
      return 0;
    } catch (IOException e) {
      throw new CliException(CliProblem.STDIN_FAILED, "cannot read stdin: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CliProblem.INTERRUPTED.traits().exitCode();
    }
  }

  /** An initialize goes alone: what follows depends on its answer. */
  private void take(String line) throws InterruptedException {
    if (line.indexOf('\0') >= 0) {
      throw new CliException(
          CliProblem.STDIN_FAILED,
          "messages on stdin must be UTF-8; these contain zero bytes, as in UTF-16");
    }
    Map<String, Object> message = parsed(line);
    if (cancels(message)) {
      return;
    }
    Object method = message.get("method");
    Object id = message.get("id");
    slots.acquire();
    Thread thread = Thread.ofVirtual().name("mcp-message").unstarted(() -> carry(line, message));
    if (id != null) {
      open.put(id, thread);
    }
    if ("subscriptions/listen".equals(method) && id != null) {
      streams.put(id, thread);
    }
    thread.start();
    if ("initialize".equals(method)) {
      thread.join();
      listen();
    }
  }

  /** In the stateless revision a closed connection is a cancel, and nothing is said of it. */
  private boolean cancels(Map<String, Object> message) {
    if (!"notifications/cancelled".equals(message.get("method")) || carrier.hasSession()) {
      return false;
    }
    Object id = JsonTree.at(message, "/params/requestId");
    Thread thread = id == null ? null : open.get(id);
    if (thread != null) {
      thread.interrupt();
    }
    return true;
  }

  /** What the daemon says without being asked, once there is a session. */
  private void listen() {
    if (carrier.hasSession()) {
      Thread stream = Thread.ofVirtual().name("mcp-stream").start(carrier::listen);
      streams.put("stream", stream);
    }
  }

  /** Empty for what the daemon will refuse. */
  static Map<String, Object> parsed(String line) {
    try {
      return JsonReader.readObject(line);
    } catch (InvalidJsonException e) {
      return Map.of();
    }
  }

  private void carry(String line, Map<String, Object> message) {
    try {
      carrier.carry(line, message);
    } catch (CliException failure) {
      if (Thread.currentThread().isInterrupted()) {
        return; // it was cancelled: no answer is expected
      }
      unanswered(message, failure.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // no reader waits for it any more
    } finally {
      if (message.get("id") != null) {
        open.remove(message.get("id"));
        streams.remove(message.get("id"));
      }
      slots.release();
    }
  }

  /** A message without an id expects nothing. */
  private void unanswered(Map<String, Object> message, @Nullable String why) {
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
    writeLine(JsonWriter.of(body));
  }

  private synchronized void writeLine(String line) {
    out.print(line + "\n");
    out.flush();
  }
}

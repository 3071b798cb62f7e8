package crossreview.cli.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import crossreview.cli.client.DaemonAddress;
import crossreview.cli.transport.BearerToken;
import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the bridge between a program's pipes and a daemon sends. */
final class McpBridgeTest {
  private static final String ANSWER = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}";

  @TempDir Path home;
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final AtomicInteger made = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void listen() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/mcp",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          bodies.add(new String(body, StandardCharsets.UTF_8));
          byte[] answer = ANSWER.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  @Test
  void aCallWithoutAKeyGetsOneOfItsOwn() throws Exception {
    carry(call("{\"name\":\"ask_peers\"}"), call("{\"name\":\"ask_peers\",\"_meta\":{\"x\":1}}"));

    assertEquals(2, bodies.stream().map(McpBridgeTest::key).distinct().count());
    assertTrue(bodies.stream().noneMatch(body -> key(body).isEmpty()), bodies::toString);
    assertTrue(bodies.stream().anyMatch(body -> body.contains("\"x\":1")), bodies::toString);
  }

  @Test
  void theKeyOfTheHostIsKeptAndNothingElseIsTouched() throws Exception {
    String keyed =
        call("{\"name\":\"ask_peers\",\"_meta\":{\"crossreview/idempotency_key\":\"mine\"}}");
    String list = "{ \"jsonrpc\":\"2.0\", \"id\":1, \"method\":\"tools/list\", \"params\":{} }";
    String odd = call("[1]");
    carry(keyed, list, odd);

    assertEquals(
        List.of(keyed, list, odd).stream().sorted().toList(), bodies.stream().sorted().toList());
  }

  private static String call(String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":" + params + "}";
  }

  private static String key(String body) {
    try {
      Map<String, Object> message = JsonReader.readObject(body);
      Object key = JsonTree.object(message, "/params/_meta").get("crossreview/idempotency_key");
      return key instanceof String text ? text : "";
    } catch (Exception e) {
      throw new IllegalStateException(body, e);
    }
  }

  private void carry(String... lines) throws Exception {
    Path file = Files.writeString(home.resolve("token"), "t");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    BearerToken token = BearerToken.read(file);
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    byte[] in = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new McpBridge(
            new ByteArrayInputStream(in),
            new PrintStream(out, false, StandardCharsets.UTF_8),
            () -> DaemonAddress.RemoteAddress.of(url, token),
            () -> "key" + made.incrementAndGet())
        .run();
    assertEquals(lines.length, out.toString(StandardCharsets.UTF_8).lines().count());
  }
}

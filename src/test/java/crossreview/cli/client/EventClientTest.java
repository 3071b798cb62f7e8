package crossreview.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import crossreview.cli.client.EventClient.EventItem;
import crossreview.cli.transport.BearerToken;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Following events across broken connections, as the command line does. */
@Timeout(60)
final class EventClientTest {
  private static final String SESSION = "01234567-89ab-4cde-8f01-23456789abcd";

  @TempDir Path home;
  private final Deque<String> streams = new ConcurrentLinkedDeque<>();
  private final List<String> positions = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private ApiClient apiClient;

  @BeforeEach
  void listen() throws Exception {
    Path file = Files.writeString(home.resolve("token"), "t");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          positions.add(String.valueOf(exchange.getRequestHeaders().getFirst("Last-Event-ID")));
          byte[] stream = streams.remove().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
          exchange.sendResponseHeaders(200, stream.length);
          exchange.getResponseBody().write(stream);
          exchange.close();
        });
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    DaemonAddress address = DaemonAddress.RemoteAddress.of(url, BearerToken.read(file));
    apiClient = new ApiClient(address, () -> "key", note -> {});
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private static String line(String id, int seq) {
    String event = "{\"type\":\"event\",\"session\":\"" + SESSION + "\",\"event\":{\"seq\":" + seq;
    return "id: " + id + "\ndata: " + event + "}}\n\n";
  }

  private List<Long> seqs(EventClient client, int count) {
    List<Long> seqs = new ArrayList<>();
    while (seqs.size() < count) {
      EventItem item = client.next(Duration.ofSeconds(5));
      if (item.event() != null) {
        seqs.add(item.event().number("seq"));
      }
    }
    return seqs;
  }

  @Test
  void whoFollowsEverythingGoesOnFromTheLastPositionThatItWasGiven() {
    streams.add("retry: 1000\nid: begin\n\n");
    streams.add(line("one", 1) + line("two", 2));
    streams.add(line("three", 3));

    try (EventClient client = new EventClient(apiClient, Optional.empty(), 0)) {
      assertEquals(List.of(1L, 2L, 3L), seqs(client, 3));
    }
    assertEquals(List.of("null", "begin", "two"), positions.subList(0, 3));
  }
}

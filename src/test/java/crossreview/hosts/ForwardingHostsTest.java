package crossreview.hosts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import crossreview.crash.DaemonClient;
import crossreview.crash.EventConsumer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two hosts as on machines of their own, and a link of 200 ms for commands to the first one: who
 * asks the wrong host gets the right answer, once, and soon.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ForwardingHostsTest {
  private static final int SLOWER = 20; // a round takes half a second

  private HostNetwork hostNetwork;
  private HostCluster hostCluster;
  private DelayProxy link;

  @BeforeAll
  void start(@TempDir Path root) throws Exception {
    HostNetwork.missing().ifPresent(why -> assumeTrue(false, why));
    hostNetwork = HostNetwork.of(3);
    hostCluster = new HostCluster(root, hostNetwork, 3, SLOWER).farApart();
    InetSocketAddress first = new InetSocketAddress(hostNetwork.address(0), HostCluster.FORWARD);
    link = new DelayProxy(hostNetwork.outside(), first, Duration.ofMillis(200));
    hostCluster.forwardThrough(0, link.address());
    hostCluster.startAll();
  }

  @AfterAll
  void stop() throws IOException {
    if (hostCluster != null) {
      hostCluster.close();
    }
    if (link != null) {
      link.close();
    }
    if (hostNetwork != null) {
      hostNetwork.close();
    }
  }

  private String opened(int host, String key) throws Exception {
    Map<?, ?> session = hostCluster.client(host).post("/sessions", key, Map.of("task", key));
    return (String) session.get("session_id");
  }

  @Test
  void aCommandForAnotherHostTravelsOnceAndIsDoneOnce() throws Exception {
    String session = opened(0, "travel");
    Map<String, Object> text = Map.of("text", "one\n");

    Map<?, ?> first = hostCluster.client(1).post("/sessions/" + session + "/artifact", "t-a", text);
    Map<?, ?> again = hostCluster.client(2).post("/sessions/" + session + "/artifact", "t-a", text);

    assertEquals(first.get("artifact"), again.get("artifact"));
    long submitted =
        hostCluster.client(2).events(session).stream()
            .filter(event -> event.get("type").equals("artifact.submitted"))
            .count();
    assertEquals(1, submitted);
    assertTrue(link.connections() > 0, "it went over the slow link");
    assertTrue((Long) hostCluster.client(1).get("/cluster").get("commands_forwarded") > 0);
  }

  @Test
  void fortyOfTheSameCommandThroughAllHostsAtOnceAreOne() throws Exception {
    String session = opened(0, "forty");
    List<CompletableFuture<Map<?, ?>>> asked =
        IntStream.range(0, 40)
            .mapToObj(n ->
                CompletableFuture.<Map<?, ?>>supplyAsync(
                    () -> note(n % 3, session), Thread.ofVirtual().name("caller-", 0)::start))
            .toList();

    for (CompletableFuture<Map<?, ?>> one : asked) {
      one.get(60, TimeUnit.SECONDS);
    }

    long notes =
        hostCluster.client(1).events(session).stream()
            .filter(event -> event.get("cmd") instanceof String cmd && cmd.startsWith("n-1~"))
            .count();
    assertEquals(1, notes);
  }

  private Map<?, ?> note(int host, String session) {
    try {
      return hostCluster
          .client(host)
          .post("/sessions/" + session + "/notes", "n-1", Map.of("text", "x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aConsumerStaysWhereItIsWhileItsSessionChangesHosts() throws Exception {
    DaemonClient first = hostCluster.client(0);
    EventConsumer watcher = new EventConsumer();
    watcher.connect(hostCluster.client(2).url(), hostCluster.client(2).token());
    String session = new ReviewLoad(hostCluster, 1).review(FixedRandom.the(0), "moved");
    HostCluster.until("the round is under way", 10, () -> watcher.last(session, 0) >= 6);
    long killed = System.nanoTime();

    hostCluster.kill(0);

    HostCluster.until("somebody goes on", 30, () -> epochs(hostCluster.client(1), session) > 1);
    double seconds = (System.nanoTime() - killed) / 1e9;
    assertEquals("unanimous", hostCluster.client(1).ends(session));
    List<String> stored = hostCluster.client(1).lines(session);
    HostCluster.until(
        "the consumer has all: " + watcher.lines(session).keySet(),
        10,
        () -> watcher.last(session, 0) == stored.size());
    assertEquals(List.of(), watcher.faults());
    assertEquals(
        stored.subList(stored.size() - watcher.lines(session).size(), stored.size()),
        List.copyOf(watcher.lines(session).values()));
    System.out.printf("a run of a killed host goes on elsewhere after %.2f s%n", seconds);
    assertFalse(first.url().isEmpty());
    watcher.disconnect();
    hostCluster.start(0);
    hostCluster.awaitWhole();
  }

  private static long epochs(DaemonClient host, String session) throws Exception {
    List<Map<?, ?>> events = host.events(session);
    return (Long) events.getLast().get("epoch");
  }
}

package crossreview.hosts;

import crossreview.crash.DaemonClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Real daemons on hosts of a network of their own: how long things take. */
public final class HostLatency {
  private static final int SLOWER = 40; // a round takes a second, so that a fault meets it

  private HostLatency() {}

  /** Why nothing can be measured here, or an empty text. */
  public static String missing() {
    return HostNetwork.missing().orElse("");
  }

  /** The heartbeat of these hosts. */
  public static int heartbeatSeconds() {
    return HostCluster.HEARTBEAT_SECONDS;
  }

  /** From the death of a host to the first line that another one writes to its session. */
  public static long[] kills(Path dir, int turns) throws Exception {
    try (HostNetwork hostNetwork = HostNetwork.of(3);
        HostCluster hostCluster = new HostCluster(dir, hostNetwork, 3, SLOWER).farApart()) {
      hostCluster.startAll();
      long[] times = new long[turns];
      for (int turn = 0; turn < turns; turn++) {
        String session = running(hostCluster, 0, "kill-" + turn);
        long began = System.nanoTime();
        hostCluster.kill(0);
        times[turn] = followed(hostCluster, session, began);
        hostCluster.start(0);
        hostCluster.awaitWhole();
      }
      return times;
    }
  }

  /** The same for a host that is cut off. */
  public static long[] partitions(Path dir, int turns) throws Exception {
    try (HostNetwork hostNetwork = HostNetwork.of(3);
        HostCluster hostCluster = new HostCluster(dir, hostNetwork, 3, 6 * SLOWER).farApart()) {
      hostCluster.startAll();
      long[] times = new long[turns];
      for (int turn = 0; turn < turns; turn++) {
        String session = running(hostCluster, 0, "cut-" + turn);
        long began = System.nanoTime();
        hostNetwork.partition(0, 1);
        hostNetwork.partition(0, 2);
        times[turn] = followed(hostCluster, session, began);
        hostNetwork.heal();
        hostCluster.awaitWhole();
      }
      return times;
    }
  }

  private static String running(HostCluster hostCluster, int host, String key) throws Exception {
    String session = new ReviewLoad(hostCluster, 1).review(FixedRandom.the(host), key);
    HostCluster.until(
        "its round is under way", 20, () -> hostCluster.client(1).events(session).size() >= 6);
    return session;
  }

  private static long followed(HostCluster hostCluster, String session, long began)
      throws Exception {
    DaemonClient other = hostCluster.client(1);
    HostCluster.until(
        "another host goes on", 60, () -> (Long) other.events(session).getLast().get("epoch") > 1);
    return System.nanoTime() - began;
  }

  /** Reviews a second from opening to the end, through all hosts or through one that is alone. */
  public static double rate(Path dir, int count, int reviews) throws Exception {
    try (HostNetwork hostNetwork = HostNetwork.of(count);
        HostCluster hostCluster =
            new HostCluster(Files.createDirectory(dir), hostNetwork, count, 1)) {
      hostCluster.startAll();
      batch(hostCluster, "warm", count * reviews / 3); // each host compiles for itself
      long began = System.nanoTime();
      batch(hostCluster, "real", reviews);
      return reviews / ((System.nanoTime() - began) / 1e9);
    }
  }

  private static void batch(HostCluster hostCluster, String name, int reviews) throws Exception {
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> clients = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(24, Thread.ofPlatform().name("client-", 0).factory())) {
      for (int client = 0; client < 24; client++) {
        clients.add(
            threads.submit(() -> {
              for (int n = next.getAndIncrement(); n < reviews; n = next.getAndIncrement()) {
                Random host = FixedRandom.the(n % hostCluster.count());
                String session = new ReviewLoad(hostCluster, 1).review(host, name + "-" + n);
                hostCluster
                    .client(n % hostCluster.count())
                    .get("/sessions/" + session + "/poll?wait_ms=30000");
              }
              return null;
            }));
      }
      for (Future<?> client : clients) {
        client.get();
      }
    }
  }

  /** From the moment in an event's line until a consumer on another host has it. */
  public static long[] events(Path dir) throws Exception {
    try (HostNetwork hostNetwork = HostNetwork.of(2);
        HostCluster hostCluster = new HostCluster(Files.createDirectory(dir), hostNetwork, 2, 4)) {
      hostCluster.startAll();
      EventAges eventAges = new EventAges();
      eventAges.connect(hostCluster.client(1).url(), hostCluster.client(1).token());
      for (int n = 0; n < 150; n++) {
        String session = new ReviewLoad(hostCluster, 1).review(FixedRandom.the(0), "seen-" + n);
        hostCluster.client(0).ends(session);
        if (n == 50) {
          eventAges.forget(); // so far it was warming up
        }
      }
      return eventAges.nanos();
    }
  }
}

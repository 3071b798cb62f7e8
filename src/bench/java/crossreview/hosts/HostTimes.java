package crossreview.hosts;

import crossreview.crash.Caller;
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
public final class HostTimes {
  private static final int TURNS = 20;
  private static final int SLOWER = 40; // a round takes a second, so that a fault meets it

  private HostTimes() {}

  /** Why nothing can be measured here, or an empty text. */
  public static String missing() {
    return Net.missing().orElse("");
  }

  /** The heartbeat of these hosts. */
  public static int heartbeatSeconds() {
    return Hosts.HEARTBEAT_SECONDS;
  }

  /** From the death of a host to the first line that another one writes to its session. */
  public static long[] kills(Path dir) throws Exception {
    try (Net net = Net.of(3);
        Hosts hosts = new Hosts(dir, net, 3, SLOWER).farApart()) {
      hosts.startAll();
      long[] times = new long[TURNS];
      for (int turn = 0; turn < TURNS; turn++) {
        String session = running(hosts, 0, "kill-" + turn);
        long began = System.nanoTime();
        hosts.kill(0);
        times[turn] = followed(hosts, session, began);
        hosts.start(0);
        hosts.awaitWhole();
      }
      return times;
    }
  }

  /** The same for a host that is cut off. */
  public static long[] partitions(Path dir) throws Exception {
    try (Net net = Net.of(3);
        Hosts hosts = new Hosts(dir, net, 3, 6 * SLOWER).farApart()) {
      hosts.startAll();
      long[] times = new long[TURNS];
      for (int turn = 0; turn < TURNS; turn++) {
        String session = running(hosts, 0, "cut-" + turn);
        long began = System.nanoTime();
        net.partition(0, 1);
        net.partition(0, 2);
        times[turn] = followed(hosts, session, began);
        net.heal();
        hosts.awaitWhole();
      }
      return times;
    }
  }

  private static String running(Hosts hosts, int host, String key) throws Exception {
    String session = new Load(hosts, 1).review(Always.the(host), key);
    Hosts.until("its round is under way", 20, () -> hosts.door(1).events(session).size() >= 6);
    return session;
  }

  private static long followed(Hosts hosts, String session, long began) throws Exception {
    Caller other = hosts.door(1);
    Hosts.until(
        "another host goes on", 60, () -> (Long) other.events(session).getLast().get("epoch") > 1);
    return System.nanoTime() - began;
  }

  /** Reviews a second from opening to the end, through all hosts or through one that is alone. */
  public static double rate(Path dir, int count, int reviews) throws Exception {
    try (Net net = Net.of(count);
        Hosts hosts = new Hosts(Files.createDirectory(dir), net, count, 1)) {
      hosts.startAll();
      batch(hosts, "warm", count * reviews / 3); // each host compiles for itself
      long began = System.nanoTime();
      batch(hosts, "real", reviews);
      return reviews / ((System.nanoTime() - began) / 1e9);
    }
  }

  private static void batch(Hosts hosts, String name, int reviews) throws Exception {
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> clients = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(24, Thread.ofPlatform().name("client-", 0).factory())) {
      for (int client = 0; client < 24; client++) {
        clients.add(
            threads.submit(() -> {
              for (int n = next.getAndIncrement(); n < reviews; n = next.getAndIncrement()) {
                Random host = Always.the(n % hosts.count());
                String session = new Load(hosts, 1).review(host, name + "-" + n);
                hosts.door(n % hosts.count()).get("/sessions/" + session + "/poll?wait_ms=30000");
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
    try (Net net = Net.of(2);
        Hosts hosts = new Hosts(Files.createDirectory(dir), net, 2, 4)) {
      hosts.startAll();
      Arrivals arrivals = new Arrivals();
      arrivals.connect(hosts.door(1).url(), hosts.door(1).token());
      for (int n = 0; n < 150; n++) {
        String session = new Load(hosts, 1).review(Always.the(0), "seen-" + n);
        hosts.door(0).ends(session);
        if (n == 50) {
          arrivals.forget(); // so far it was warming up
        }
      }
      return arrivals.nanos();
    }
  }
}

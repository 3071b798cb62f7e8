package crossreview.hosts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that begin reviews through any host, as honest ones do: a command without an answer is
 * said again under the same key, to whichever host. It remembers what was confirmed.
 */
final class ReviewLoad implements AutoCloseable {
  private static final int CLIENTS = 3;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);

  private final HostCluster hostCluster;
  private final long seed;
  private final ExecutorService clients =
      Executors.newFixedThreadPool(CLIENTS, Thread.ofPlatform().name("client-", 0).factory());
  private final AtomicInteger made = new AtomicInteger();
  private final Map<String, Told> told = new ConcurrentHashMap<>();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final List<Future<?>> running = new ArrayList<>();
  private volatile boolean stopping;

  /**
   * What a client was told.
   *
   * @param head the session's last line by then, as far as the answer said it
   */
  record Told(String session, String key, long head) {}

  ReviewLoad(HostCluster hostCluster, long seed) {
    this.hostCluster = hostCluster;
    this.seed = seed;
  }

  ReviewLoad begin() {
    stopping = false;
    for (int client = 0; client < CLIENTS; client++) {
      Random random = new Random(seed + client);
      running.add(clients.submit(() -> work(random)));
    }
    return this;
  }

  /** Each client finishes what it has begun. */
  void end() throws Exception {
    stopping = true;
    for (Future<?> client : running) {
      client.get(3, TimeUnit.MINUTES);
    }
    running.clear();
  }

  private Void work(Random random) throws Exception {
    while (!stopping) {
      review(random, "k" + seed + "-" + made.incrementAndGet());
    }
    return null;
  }

  /** One review, from its beginning to the confirmation of its run; its session. */
  String review(Random random, String key) throws Exception {
    Map<String, Object> task = Map.of("task", key, "mode", "ship");
    String session = (String) say(random, "/sessions", key, task).get("session_id");
    noted(session, key, 0);
    say(random, "/sessions/" + session + "/artifact", key + "-a", Map.of("text", key + "\n"));
    noted(session, key + "-a", 0);
    Map<?, ?> run = say(random, "/sessions/" + session + "/runs", key + "-r", Map.of());
    noted(session, key + "-r", (Long) run.get("head"));
    return session;
  }

  private void noted(String session, String key, long head) {
    told.put(key, new Told(session, key, head));
  }

  private Map<?, ?> say(Random random, String path, String key, Map<String, Object> body)
      throws Exception {
    long end = System.nanoTime() + PATIENCE_NANOS;
    String last = "";
    while (System.nanoTime() < end) {
      int host = random.nextInt(hostCluster.count());
      if (!hostCluster.reachable(host)) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        continue;
      }
      try {
        return hostCluster.client(host).post(path, key, body);
      } catch (IOException e) {
        last = "host-" + host + ": " + e.getMessage();
        if (last.matches("(?s)host-\\d+: [45]\\d\\d .*") && !last.matches("(?s).*: (503|409) .*")) {
          faults.add(path + " " + key + ": " + last);
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20)); // a moment, as clients do
      }
    }
    throw new AssertionError("no host took " + path + " " + key + ": " + last);
  }

  /** By key. */
  Map<String, Told> told() {
    return Map.copyOf(told);
  }

  /** Answers that no honest client should have got. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  @Override
  public void close() {
    stopping = true;
    clients.shutdownNow();
  }
}

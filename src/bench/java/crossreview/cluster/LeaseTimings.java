package crossreview.cluster;

import crossreview.model.SessionId;
import crossreview.ownership.SessionOwnership.OwnershipClaim;
import crossreview.time.SystemTime;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Two members in this process: what the map and the hints take. Times are nanoseconds. */
public final class LeaseTimings {
  private static final int WARM = 1_000;
  private static final int TURNS = 5_000;

  private LeaseTimings() {}

  /** The times of each kind of step. */
  public static Map<String, long[]> measure(Path data) throws Exception {
    List<String> members = new ArrayList<>();
    List<Integer> ports = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      try (ServerSocket free = new ServerSocket(0)) {
        ports.add(free.getLocalPort());
        members.add("127.0.0.1:" + free.getLocalPort());
      }
    }
    try (Cluster a = member(data, members, ports, 0);
        Cluster b = member(data, members, ports, 1)) {
      Map<String, long[]> times = leases(a);
      times.put("hint", hints(a, b));
      return times;
    }
  }

  private static Cluster member(Path data, List<String> members, List<Integer> ports, int number) {
    ClusterConfig clusterConfig =
        new ClusterConfig(
            "bench",
            "127.0.0.1",
            ports.get(number),
            members,
            false,
            1,
            Duration.ofSeconds(10),
            null,
            false);
    HostInfo hostInfo = new HostInfo("i" + number, "host-" + number, "", "a:1", "boot", "store");
    return Cluster.join(clusterConfig, hostInfo, data, new SystemTime());
  }

  private static Map<String, long[]> leases(Cluster cluster) throws Exception {
    cluster.listen(new NoOpClusterListener());
    Map<String, long[]> times = new LinkedHashMap<>();
    List.of("acquire", "renew", "release").forEach(step -> times.put(step, new long[TURNS]));
    OwnershipMap map = (OwnershipMap) cluster.ownership();
    for (int turn = -WARM; turn < TURNS; turn++) {
      SessionId id = SessionId.of(UUID.randomUUID());
      long began = System.nanoTime();
      OwnershipClaim ownershipClaim = cluster.ownership().claim(id).toCompletableFuture().get();
      long claimed = System.nanoTime();
      map.renew();
      long renewed = System.nanoTime();
      ownershipClaim.release();
      while (!map.of("i0").isEmpty()) { // until this member hears that the entry is gone
        LockSupport.parkNanos(10_000);
      }
      long released = System.nanoTime();
      if (turn >= 0) {
        times.get("acquire")[turn] = claimed - began;
        times.get("renew")[turn] = renewed - claimed;
        times.get("release")[turn] = released - renewed;
      }
    }
    return times;
  }

  private static long[] hints(Cluster from, Cluster to) throws Exception {
    Map<SessionId, CountDownLatch> waiting = new ConcurrentHashMap<>();
    to.listen(new Heard(waiting));
    long[] times = new long[TURNS];
    for (int turn = -WARM; turn < TURNS; turn++) {
      SessionId id = SessionId.of(UUID.randomUUID());
      CountDownLatch heard = new CountDownLatch(1);
      waiting.put(id, heard);
      long began = System.nanoTime();
      from.announce(id, 7);
      if (!heard.await(5, TimeUnit.SECONDS)) {
        throw new IllegalStateException("a hint was lost on a quiet machine");
      }
      if (turn >= 0) {
        times[turn] = System.nanoTime() - began;
      }
    }
    return times;
  }

  private static final class Heard extends NoOpClusterListener {
    private final Map<SessionId, CountDownLatch> waiting;

    Heard(Map<SessionId, CountDownLatch> waiting) {
      this.waiting = waiting;
    }

    @Override
    public void hint(SessionId id, long head) {
      CountDownLatch latch = waiting.remove(id);
      if (latch != null) {
        latch.countDown();
      }
    }
  }
}

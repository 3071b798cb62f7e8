package crossreview.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.ownership.SessionOwnership;
import crossreview.ownership.SessionOwnership.OwnershipClaim;
import crossreview.testkit.Await;
import crossreview.time.Clock;
import crossreview.time.SystemTime;
import io.vertx.core.Future;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real members in one process: what they agree on. */
class ClusterMembersIT {
  private static final SessionId SESSION = new SessionId("0b9f6a52-5f0e-4a4c-9d0a-0f6f7f0c2a11");

  @TempDir Path data;

  private final List<Cluster> joined = new ArrayList<>();
  private final Map<SessionId, Long> heard = new ConcurrentHashMap<>();
  private final List<SessionId> orphans = new CopyOnWriteArrayList<>();
  private final List<Integer> ports = new ArrayList<>();
  private Cluster a;
  private Cluster b;

  @BeforeEach
  void join() throws Exception {
    for (int i = 0; i < 3; i++) {
      try (ServerSocket free = new ServerSocket(0)) {
        ports.add(free.getLocalPort());
      }
    }
    a = member(0, "store");
    b = member(1, "store");
    a.listen(new NoOpClusterListener());
    b.listen(new Listener());
  }

  @AfterEach
  void leave() {
    joined.forEach(Cluster::close);
  }

  private Cluster member(int number, String store) {
    return member(number, store, new SystemTime());
  }

  private Cluster member(int number, String store, Clock clock) {
    List<String> members = ports.stream().map(port -> "127.0.0.1:" + port).toList();
    ClusterConfig clusterConfig =
        new ClusterConfig(
            "test-" + ports.getFirst(),
            "127.0.0.1",
            ports.get(number),
            members,
            false,
            1,
            Duration.ofSeconds(5),
            Path.of("conf", "cluster.xml"),
            false);
    String name = "host-" + number;
    HostInfo hostInfo =
        new HostInfo("i" + number, name, "http://" + name, name + ":1", "boot", store);
    Cluster cluster = Cluster.join(clusterConfig, hostInfo, data, clock);
    joined.add(cluster);
    return cluster;
  }

  private final class Listener extends NoOpClusterListener {
    @Override
    public void hint(SessionId id, long head) {
      heard.merge(id, head, Math::max);
    }

    @Override
    public void hostsLeft(List<SessionId> sessions) {
      orphans.addAll(sessions);
    }
  }

  private boolean heardOfLock(long token) {
    return ((OwnershipMap) b.ownership())
        .ofOthers().stream()
            .anyMatch(e -> e.getKey().equals(SESSION.value()) && e.getValue().token() == token);
  }

  private static <T> T done(CompletionStage<T> stage) throws Exception {
    return Await.result(Future.fromCompletionStage(stage));
  }

  @Test
  void oneOfThemHasASessionAndTheOtherKnowsWhich() throws Exception {
    OwnershipClaim ownershipClaim = done(a.ownership().claim(SESSION));

    ProblemException problemException =
        assertThrows(ProblemException.class, () -> done(b.ownership().claim(SESSION)));
    assertEquals("session_busy", problemException.problem().code());
    assertTrue(problemException.getMessage().contains("host-0"), problemException.getMessage());
    Await.until("b heard of it", () -> done(b.ownership().elsewhere(SESSION)).isPresent());
    SessionOwnership.OwnerAddress ownerAddress =
        done(b.ownership().elsewhere(SESSION)).orElseThrow();
    assertEquals(new SessionOwnership.OwnerAddress("host-0", "host-0:1"), ownerAddress);
    assertEquals(Optional.empty(), done(a.ownership().elsewhere(SESSION)));

    ownershipClaim.release();
    Await.until("it is free", () -> done(b.ownership().elsewhere(SESSION)).isEmpty());
    done(b.ownership().claim(SESSION));
  }

  @Test
  void whatAnEarlierClaimTakesBackLeavesALaterOneInPlace() throws Exception {
    OwnershipClaim first = done(a.ownership().claim(SESSION));
    OwnershipClaim second = done(a.ownership().claim(SESSION));

    first.release();

    ProblemException problemException =
        assertThrows(ProblemException.class, () -> done(b.ownership().claim(SESSION)));
    assertEquals("session_busy", problemException.problem().code());
    second.release();
  }

  @Test
  void aHostThatLeavesIsFollowedAtOnceAndItsLocksAreKnown() throws Exception {
    OwnershipClaim ownershipClaim = done(a.ownership().claim(SESSION));
    ownershipClaim.held(4711);
    Await.until(
        "the map knows the session", () -> done(b.ownership().elsewhere(SESSION)).isPresent());
    Await.until("b heard of the lock", () -> heardOfLock(4711));

    a.close();

    Await.until("b hears of it", () -> orphans.contains(SESSION));
    assertTrue(b.left(SESSION, 4711));
    assertEquals(Optional.empty(), done(b.ownership().elsewhere(SESSION)));
    done(b.ownership().claim(SESSION));
  }

  @Test
  void hintsCrossToTheOtherAndNotToOneself() throws Exception {
    a.announce(SESSION, 7);
    b.announce(new SessionId(SESSION.value().replace('0', '1')), 9);

    Await.until("the hint is there", () -> heard.getOrDefault(SESSION, 0L) == 7);
    assertEquals(1, heard.size());
    ClusterReport report = b.report();
    assertEquals(1, report.hintStatistics().heard());
    assertEquals(List.of("host-0", "host-1"), report.hosts().stream().map(h -> h.node()).toList());
  }

  @Test
  void aHostWithAnotherDirectoryIsRefusedAndBothAreNamed() {
    ProblemException problemException =
        assertThrows(ProblemException.class, () -> member(2, "other store"));

    assertEquals("shared_directory_unsafe", problemException.problem().code());
    String why = problemException.getMessage();
    assertTrue(
        why.contains("host-2") && why.contains("host-0") && why.contains("other store"), why);
  }

  @Test
  void aHostWhoseClockIsFarAheadIsRefused() {
    Clock ahead = () -> new SystemTime().now().plusSeconds(40);

    ProblemException problemException =
        assertThrows(ProblemException.class, () -> member(2, "store", ahead));

    assertEquals("shared_directory_unsafe", problemException.problem().code());
    assertTrue(
        problemException.getMessage().contains("clocks differ by -"),
        problemException.getMessage());
  }

  @Test
  void aFileThatIsNoSettingsOfHazelcastIsRefusedByName() throws Exception {
    Path file =
        Files.writeString(data.resolve("cluster.xml"), "<hazelcast><nonsense/></hazelcast>");
    ClusterConfig clusterConfig =
        new ClusterConfig(
            "x", "127.0.0.1", 5701, List.of(), false, 1, Duration.ofSeconds(5), file, false);

    ProblemException problemException =
        assertThrows(
            ProblemException.class,
            () ->
                Cluster.join(
                    clusterConfig, new HostInfo("i", "n", "", "", "", ""), data, new SystemTime()));

    assertEquals("bad_cluster_file", problemException.problem().code());
    assertTrue(
        problemException.getMessage().contains(file.toString()), problemException.getMessage());
  }
}

package crossreview.hosts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import crossreview.crash.EventConsumer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three hosts with one data directory under load, and one fault after the other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class HostFaultsHostsTest {
  private static final int GO_ON_SECONDS = 200; // money of a silent host may be waited for: 150 s
  private static final int HOSTS = 3;
  private static final int SLOWER = 12; // a round takes 300 ms, so that faults come in its middle

  private HostNetwork hostNetwork;
  private HostCluster hostCluster;
  private long seed;
  private ReviewLoad reviewLoad;
  private final List<EventConsumer> consumers = new ArrayList<>();

  @BeforeAll
  void start(@TempDir Path root) throws Exception {
    HostNetwork.missing().ifPresent(why -> assumeTrue(false, why));
    hostNetwork = HostNetwork.of(HOSTS);
    hostCluster = new HostCluster(root, hostNetwork, HOSTS, SLOWER);
    hostCluster.startAll();
  }

  @AfterAll
  void stop() throws IOException {
    if (hostCluster != null) {
      hostCluster.close();
    }
    if (hostNetwork != null) {
      hostNetwork.close();
    }
  }

  @BeforeEach
  void begin() throws Exception {
    seed = new Random().nextLong(1_000_000);
    for (int host = 0; host < HOSTS; host++) {
      EventConsumer eventConsumer = new EventConsumer();
      eventConsumer.connect(hostCluster.client(host).url(), hostCluster.client(host).token());
      consumers.add(eventConsumer);
    }
    reviewLoad = new ReviewLoad(hostCluster, seed).begin();
    HostCluster.until("every client was answered", 30, () -> reviewLoad.told().size() >= 12);
  }

  @AfterEach
  void end() {
    reviewLoad.close();
    consumers.forEach(EventConsumer::disconnect);
    consumers.clear();
  }

  /** The network is whole, everybody is back, and what was said is true. */
  private void judge(String fault) throws Exception {
    hostNetwork.heal();
    hostCluster.awaitWhole();
    reviewLoad.end();
    try {
      new HistoryCheck(hostCluster, reviewLoad, consumers, fault + ", seed " + seed).check();
    } catch (AssertionError e) {
      StringBuilder said = new StringBuilder(e.getMessage());
      for (int host = 0; host < HOSTS; host++) {
        said.append("\nhost-").append(host).append(": ").append(hostCluster.said(host));
      }
      throw new AssertionError(said.toString(), e);
    }
  }

  private static void forSeconds(double seconds) {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    while (System.nanoTime() < end) { // the fault itself lasts so long; nothing is waited for
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  private void reconnect(int host) throws Exception {
    consumers.get(host).disconnect();
    consumers.get(host).connect(hostCluster.client(host).url(), hostCluster.client(host).token());
  }

  @Test
  void aKilledHostIsFollowedAndConsumersOfOthersNoticeNothing() throws Exception {
    reviewLoad.review(FixedRandom.the(0), "victim-" + seed); // its round has begun and takes 300 ms
    hostCluster.kill(0);
    hostCluster.awaitSees(1, 2);
    int before = reviewLoad.told().size();
    HostCluster.until("two hosts go on", 30, () -> reviewLoad.told().size() > before + 6);
    hostCluster.start(0);
    hostCluster.awaitWhole();
    reconnect(0);

    judge("host 0 was killed");
    long taken = 0;
    for (int host = 1; host < HOSTS; host++) {
      taken += (Long) hostCluster.client(host).get("/cluster").get("runs_taken_over");
    }
    assertTrue(taken > 0, "nobody took over a run of the killed host");
  }

  @Test
  void aHostThatIsStoppedHandsItsReviewsOn() throws Exception {
    hostCluster.terminate(0);
    hostCluster.awaitSees(1, 2);
    List<ReviewLoad.Told> begun = List.copyOf(reviewLoad.told().values());
    HostCluster.until("no review waits for the one that stopped", 20, () -> ended(begun));
    hostCluster.start(0);
    hostCluster.awaitWhole();
    reconnect(0);

    judge("host 0 was stopped");
  }

  private boolean ended(List<ReviewLoad.Told> begun) throws Exception {
    for (ReviewLoad.Told told : begun) {
      if (told.head() > 0
          && hostCluster
              .client(1)
              .get("/sessions/" + told.session())
              .get("state")
              .equals("running")) {
        return false;
      }
    }
    return true;
  }

  @Test
  void aHostThatSleepsTooLongFindsItsSessionsTakenAndWritesNothing() throws Exception {
    hostCluster.pause(1);
    hostCluster.awaitSees(0, 2);
    int before = reviewLoad.told().size();
    HostCluster.until(
        "two hosts go on", GO_ON_SECONDS, () -> reviewLoad.told().size() > before + 3);
    hostCluster.goOn(1);

    judge("host 1 slept");
  }

  @Test
  void aHostThatIsCutOffWritesNothingUntilItIsBack() throws Exception {
    hostNetwork.partition(2, 0);
    hostNetwork.partition(2, 1);
    hostCluster.awaitSees(0, 2);
    hostCluster.awaitSees(2, 1);
    assertEquals("cluster_minority", notReady(2));
    assertEquals("", notReady(0));
    int before = reviewLoad.told().size();
    HostCluster.until(
        "two hosts go on", GO_ON_SECONDS, () -> reviewLoad.told().size() > before + 3);

    judge("host 2 was cut off");
  }

  private String notReady(int host) throws Exception {
    Map<?, ?> server = hostCluster.client(host).get("/server");
    return server.get("not_ready") instanceof String why ? why : "";
  }

  @Test
  void threeHostsThatCannotSeeEachOtherAllWaitAndLoseNothing() throws Exception {
    hostNetwork.partition(0, 1);
    hostNetwork.partition(0, 2);
    hostNetwork.partition(1, 2);
    for (int host = 0; host < HOSTS; host++) {
      hostCluster.awaitSees(host, 1);
      assertEquals("cluster_minority", notReady(host));
    }

    judge("nobody saw anybody");
  }

  @Test
  void whatIsHeardInOneDirectionOnlyHarmsNothing() throws Exception {
    hostNetwork.cut(0, 1);
    forSeconds(2.5 * HostCluster.HEARTBEAT_SECONDS);

    judge("host 1 did not hear host 0");
  }

  @Test
  void aNetworkThatLosesEachTwentiethPacketHarmsNothing() throws Exception {
    for (int host = 0; host < HOSTS; host++) {
      hostNetwork.loss(host, 0.05);
    }
    int before = reviewLoad.told().size();
    HostCluster.until("work goes on", 60, () -> reviewLoad.told().size() > before + 9);

    judge("each twentieth packet was lost");
  }

  @Test
  void whenAllHostsAreKilledAtOnceEverythingGoesOnAfterTheirStart() throws Exception {
    for (int host = 0; host < HOSTS; host++) {
      hostCluster.kill(host);
    }
    for (int host = 0; host < HOSTS; host++) {
      hostCluster.start(host);
    }
    hostCluster.awaitWhole();
    for (int host = 0; host < HOSTS; host++) {
      reconnect(host);
    }

    judge("all were killed");
  }
}

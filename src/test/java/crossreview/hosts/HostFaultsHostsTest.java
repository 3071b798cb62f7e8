package crossreview.hosts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import crossreview.crash.Consumer;
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
  private static final int HOSTS = 3;
  private static final int SLOWER = 12; // a round takes 300 ms, so that faults come in its middle

  private Net net;
  private Hosts hosts;
  private long seed;
  private Load load;
  private final List<Consumer> consumers = new ArrayList<>();

  @BeforeAll
  void start(@TempDir Path root) throws Exception {
    Net.missing().ifPresent(why -> assumeTrue(false, why));
    net = Net.of(HOSTS);
    hosts = new Hosts(root, net, HOSTS, SLOWER);
    hosts.startAll();
  }

  @AfterAll
  void stop() throws IOException {
    if (hosts != null) {
      hosts.close();
    }
    if (net != null) {
      net.close();
    }
  }

  @BeforeEach
  void begin() throws Exception {
    seed = new Random().nextLong(1_000_000);
    for (int host = 0; host < HOSTS; host++) {
      Consumer consumer = new Consumer();
      consumer.connect(hosts.door(host).url(), hosts.door(host).token());
      consumers.add(consumer);
    }
    load = new Load(hosts, seed).begin();
    Hosts.until("every client was answered", 30, () -> load.told().size() >= 12);
  }

  @AfterEach
  void end() {
    load.close();
    consumers.forEach(Consumer::disconnect);
    consumers.clear();
  }

  /** The network is whole, everybody is back, and what was said is true. */
  private void judge(String fault) throws Exception {
    net.heal();
    hosts.awaitWhole();
    load.end();
    try {
      new History(hosts, load, consumers, fault + ", seed " + seed).check();
    } catch (AssertionError e) {
      StringBuilder said = new StringBuilder(e.getMessage());
      for (int host = 0; host < HOSTS; host++) {
        said.append("\nhost-").append(host).append(": ").append(hosts.said(host));
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
    consumers.get(host).connect(hosts.door(host).url(), hosts.door(host).token());
  }

  @Test
  void aKilledHostIsFollowedAndConsumersOfOthersNoticeNothing() throws Exception {
    load.review(Always.the(0), "victim-" + seed); // its round has begun and takes 300 ms
    hosts.kill(0);
    hosts.awaitSees(1, 2);
    int before = load.told().size();
    Hosts.until("two hosts go on", 30, () -> load.told().size() > before + 6);
    hosts.start(0);
    hosts.awaitWhole();
    reconnect(0);

    judge("host 0 was killed");
    long taken = 0;
    for (int host = 1; host < HOSTS; host++) {
      taken += (Long) hosts.door(host).get("/cluster").get("runs_taken_over");
    }
    assertTrue(taken > 0, "nobody took over a run of the killed host");
  }

  @Test
  void aHostThatIsStoppedHandsItsReviewsOn() throws Exception {
    hosts.terminate(0);
    hosts.awaitSees(1, 2);
    List<Load.Told> begun = List.copyOf(load.told().values());
    Hosts.until("no review waits for the one that stopped", 20, () -> ended(begun));
    hosts.start(0);
    hosts.awaitWhole();
    reconnect(0);

    judge("host 0 was stopped");
  }

  private boolean ended(List<Load.Told> begun) throws Exception {
    for (Load.Told told : begun) {
      if (told.head() > 0
          && hosts.door(1).get("/sessions/" + told.session()).get("state").equals("running")) {
        return false;
      }
    }
    return true;
  }

  @Test
  void aHostThatSleepsTooLongFindsItsSessionsTakenAndWritesNothing() throws Exception {
    hosts.pause(1);
    hosts.awaitSees(0, 2);
    int before = load.told().size();
    Hosts.until("two hosts go on", 60, () -> load.told().size() > before + 3);
    hosts.goOn(1);

    judge("host 1 slept");
  }

  @Test
  void aHostThatIsCutOffWritesNothingUntilItIsBack() throws Exception {
    net.partition(2, 0);
    net.partition(2, 1);
    hosts.awaitSees(0, 2);
    hosts.awaitSees(2, 1);
    assertEquals("cluster_minority", notReady(2));
    assertEquals("", notReady(0));
    int before = load.told().size();
    Hosts.until("two hosts go on", 60, () -> load.told().size() > before + 3);

    judge("host 2 was cut off");
  }

  private String notReady(int host) throws Exception {
    Map<?, ?> server = hosts.door(host).get("/server");
    return server.get("not_ready") instanceof String why ? why : "";
  }

  @Test
  void threeHostsThatCannotSeeEachOtherAllWaitAndLoseNothing() throws Exception {
    net.partition(0, 1);
    net.partition(0, 2);
    net.partition(1, 2);
    for (int host = 0; host < HOSTS; host++) {
      hosts.awaitSees(host, 1);
      assertEquals("cluster_minority", notReady(host));
    }

    judge("nobody saw anybody");
  }

  @Test
  void whatIsHeardInOneDirectionOnlyHarmsNothing() throws Exception {
    net.cut(0, 1);
    forSeconds(2.5 * Hosts.HEARTBEAT_SECONDS);

    judge("host 1 did not hear host 0");
  }

  @Test
  void aNetworkThatLosesEachTwentiethPacketHarmsNothing() throws Exception {
    for (int host = 0; host < HOSTS; host++) {
      net.loss(host, 0.05);
    }
    int before = load.told().size();
    Hosts.until("work goes on", 60, () -> load.told().size() > before + 9);

    judge("each twentieth packet was lost");
  }

  @Test
  void whenAllHostsAreKilledAtOnceEverythingGoesOnAfterTheirStart() throws Exception {
    for (int host = 0; host < HOSTS; host++) {
      hosts.kill(host);
    }
    for (int host = 0; host < HOSTS; host++) {
      hosts.start(host);
    }
    hosts.awaitWhole();
    for (int host = 0; host < HOSTS; host++) {
      reconnect(host);
    }

    judge("all were killed");
  }
}

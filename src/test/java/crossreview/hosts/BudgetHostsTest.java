package crossreview.hosts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import crossreview.crash.DaemonClient;
import crossreview.json.JsonReader;
import crossreview.model.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One ceiling for three hosts, and more reviews than it pays for. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class BudgetHostsTest {
  private static final int HOSTS = 3;
  private static final int STARTS = 100; // on each host
  private static final String CEILING = "1.00"; // a review reserves 0.03 and costs 0.012

  @TempDir Path root;
  private HostNetwork hostNetwork;
  private HostCluster hostCluster;

  @AfterEach
  void stop() throws IOException {
    if (hostCluster != null) {
      hostCluster.close();
    }
    if (hostNetwork != null) {
      hostNetwork.close();
    }
  }

  @Test
  void theDaysCeilingIsNeverPassedNeitherTogetherNorApart() throws Exception {
    HostNetwork.missing().ifPresent(why -> assumeTrue(false, why));
    hostNetwork = HostNetwork.of(HOSTS);
    hostCluster = new HostCluster(root, hostNetwork, HOSTS, 1).with(CEILING);
    hostCluster.startAll();
    List<Future<Optional<String>>> asked = new ArrayList<>();
    try (ExecutorService clients =
        Executors.newFixedThreadPool(30, Thread.ofPlatform().name("client-", 0).factory())) {
      for (int i = 0; i < HOSTS * STARTS; i++) {
        int number = i;
        asked.add(clients.submit(() -> begun(number)));
        if (i == HOSTS * STARTS / 3) {
          hostNetwork.partition(2, 0);
          hostNetwork.partition(2, 1);
        }
      }
    }
    hostNetwork.heal();
    hostCluster.awaitWhole();
    Money spent = spent(asked);
    for (int host = 0; host < HOSTS; host++) {
      hostCluster.terminate(host);
    }

    assertTrue(spent.compareTo(Money.of(CEILING)) <= 0, spent + " of " + CEILING);
    assertTrue(spent.compareTo(Money.of("0.3")) > 0, spent + ": the reviews hardly ran");
    assertEquals(0, spent.amount().compareTo(claimed()), spent + " spent, claimed " + claimed());
    assertTrue(billed().compareTo(spent.amount()) <= 0, "more was billed than booked");
  }

  /** The session, unless no host took it. */
  private Optional<String> begun(int number) throws Exception {
    DaemonClient client = hostCluster.client(number % HOSTS);
    String key = "m" + number;
    try {
      Map<String, Object> task = Map.of("task", key, "mode", "review");
      String session = (String) client.post("/sessions", key, task).get("session_id");
      client.post("/sessions/" + session + "/artifact", key + "-a", Map.of("text", key));
      client.post("/sessions/" + session + "/runs", key + "-r", Map.of());
      return Optional.of(session);
    } catch (IOException e) {
      return Optional.empty(); // refused, by the ceiling or for want of other hosts
    }
  }

  private Money spent(List<Future<Optional<String>>> asked) throws Exception {
    Money spent = Money.ZERO;
    for (Future<Optional<String>> one : asked) {
      Optional<String> session = one.get();
      if (session.isPresent()) {
        hostCluster.client(0).ends(session.get());
        Object cost = hostCluster.client(0).get("/sessions/" + session.get()).get("cost");
        spent = spent.plus(Money.of((String) cost));
      }
    }
    return spent;
  }

  /** What is claimed of the day and was not returned. */
  private BigDecimal claimed() throws Exception {
    BigDecimal sum = BigDecimal.ZERO;
    List<Path> files;
    try (Stream<Path> walk = Files.walk(hostCluster.data().resolve("money"))) {
      files = walk.filter(file -> file.toString().endsWith(".json")).toList();
    }
    for (Path file : files) {
      Map<String, Object> slice = JsonReader.readObject(Files.readAllBytes(file));
      BigDecimal returned = new BigDecimal((String) slice.getOrDefault("returned_usd", "0"));
      sum = sum.add(new BigDecimal((String) slice.getOrDefault("claimed_usd", "0")));
      sum = sum.subtract(returned);
    }
    return sum;
  }

  private BigDecimal billed() throws IOException {
    return Files.readAllLines(hostCluster.book()).stream()
        .filter(line -> line.startsWith("BILL"))
        .map(line -> new BigDecimal(line.split(" ")[3]))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}

package crossreview.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * One data directory and its daemon, which is killed, or loses its power, again and again while
 * clients, consumers and peers go on. The seed decides when; what runs beside it does not repeat.
 */
final class DaemonTrial {
  private static final int ALIVE_MILLIS = 700;
  private static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int STARTING_MILLIS = 1_500; // about when it begins to work

  private final TrialPlan plan;
  private final Path folder;
  private final Random random;
  private final List<Long> ready = new ArrayList<>(); // milliseconds
  private final List<Long> writable = new ArrayList<>();

  /**
   * What is done.
   *
   * @param cuts of the power; 0 where the machine cannot cut it
   * @param broken classes in the place of the built ones, to see that the trial notices
   */
  record TrialPlan(long seed, int kills, int cuts, List<Path> broken) {
    /** Whether other daemons could use the data directory; none does. */
    boolean shared() {
      return seed % 2 == 1;
    }
  }

  /**
   * What came of it.
   *
   * @param ready milliseconds from the start of each life until {@code /readyz} said yes
   * @param writable milliseconds until the first command was acknowledged
   */
  record TrialResult(
      TrialPlan plan,
      int sessions,
      int acknowledged,
      long lines,
      List<Long> ready,
      List<Long> writable,
      List<String> faults) {}

  DaemonTrial(TrialPlan plan, Path folder) {
    this.plan = plan;
    this.folder = folder;
    this.random = new Random(plan.seed());
  }

  TrialResult run() throws Exception {
    if (plan.cuts() == 0) {
      return on(Optional.empty(), Files.createDirectory(folder.resolve("data")));
    }
    try (PowerCutDisk disk = PowerCutDisk.make(folder)) {
      return on(Optional.of(disk), disk.path().resolve("data"));
    }
  }

  private TrialResult on(Optional<PowerCutDisk> disk, Path data) throws Exception {
    int port = 20_000 + random.nextInt(10_000);
    try (PricedPeers peers = new PricedPeers(folder);
        BuiltDaemon daemon =
            new BuiltDaemon(
                folder, data, port, plan.broken(), peers.settings(port, plan.shared()))) {
      daemon.start();
      daemon.ready();
      String prefix = "t" + Long.toHexString(plan.seed());
      try (EverythingConsumers consumers = new EverythingConsumers(daemon.url(), daemon.token());
          KeyedClients clients = new KeyedClients(daemon.url(), daemon.token(), prefix)) {
        for (boolean cut : order()) {
          outage(daemon, clients, cut ? disk : Optional.empty());
        }
        daemon.ready();
        clients.finish();
        return judged(daemon, clients, consumers, peers);
      }
    }
  }

  /** Kills and cuts, mixed. */
  private List<Boolean> order() {
    List<Boolean> outages = new ArrayList<>(Collections.nCopies(plan.kills(), false));
    outages.addAll(Collections.nCopies(plan.cuts(), true));
    Collections.shuffle(outages, random);
    return outages;
  }

  private void outage(BuiltDaemon daemon, KeyedClients clients, Optional<PowerCutDisk> disk)
      throws Exception {
    if (random.nextInt(5) == 0) { // while it starts
      daemon.live(random.nextInt(STARTING_MILLIS));
    } else {
      daemon.ready();
      ready.add(millis(daemon.age()));
      daemon.live(50 + random.nextInt(ALIVE_MILLIS));
      long end = System.nanoTime() + ANSWER_NANOS; // a slow machine is killed at work too
      while (clients.firstAnswer() == 0 && System.nanoTime() < end) {
        daemon.live(5);
      }
      if (clients.firstAnswer() > 0) {
        writable.add(millis(clients.firstAnswer()));
      }
    }
    if (disk.isPresent()) {
      daemon.freeze();
      disk.get().cut();
      daemon.kill();
      disk.get().back();
    } else {
      daemon.kill();
    }
    clients.watchFirstAnswer();
    daemon.start();
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }

  private TrialResult judged(
      BuiltDaemon daemon, KeyedClients clients, EverythingConsumers consumers, PricedPeers peers)
      throws IOException, InterruptedException {
    TrialJudge judge = new TrialJudge(new DaemonClient(daemon.url(), daemon.token()));
    judge.read(
        clients.acknowledged().values().stream()
            .map(KeyedClients.Acknowledgement::session)
            .collect(Collectors.toSet()));
    judge.compare(clients);
    judge.compare(consumers);
    judge.compare(peers);
    daemon.terminate();
    judge.verify(daemon.data());
    List<String> faults = new ArrayList<>(judge.faults());
    if (2 * judge.approved() < judge.sessions()) {
      faults.add(
          "only "
              + judge.approved()
              + " of "
              + judge.sessions()
              + " were approved; runs ended with "
              + judge.ends());
    }
    return new TrialResult(
        plan,
        judge.sessions(),
        clients.acknowledged().size(),
        judge.lines(),
        ready,
        writable,
        faults);
  }
}

package crossreview.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.testkit.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that writes through the store, killed at random instants, again and again. */
class StoreCrashTest {
  private static final int LIVES = 24; // of one directory: it has many sessions then
  private static final int DIRECTORIES = (CrashMode.LONG ? 10_000 : 480) / LIVES;
  private static final int ABREAST = 1 + Runtime.getRuntime().availableProcessors(); // disks wait
  private static final int ALIVE_MILLIS = 60; // at most, after that
  private static final int LONG_MILLIS = 400; // some of them: warm code writes a lot

  @TempDir static Path programs;
  private static final ChildJvm.Kind KIND =
      new ChildJvm.Kind(StoreProcess.class).with("-XX:CompileThresholdScaling=10"); // runs once

  @TempDir Path root;
  private final long seed = new Random().nextLong();

  @BeforeAll
  static void rehearse() throws Exception {
    Path data = Files.createDirectory(programs.resolve("data"));
    KIND.rehearsed(programs, "ACK", List.of(data.toString(), "1", "honest"));
  }

  /** Writers in one directory, one after the other: each recovers what the last one left. */
  private DurabilityLedger kill(String name, String files, int lives) throws Exception {
    Path data = Files.createDirectory(root.resolve(name));
    Random random = new Random(seed + name.hashCode());
    DurabilityLedger durabilityLedger = new DurabilityLedger(data);
    for (int life = 0; life < lives; life++) {
      Path said = root.resolve(name + "-said-" + life);
      List<String> arguments = List.of(data.toString(), Long.toString(random.nextLong()), files);
      try (ChildJvm child = KIND.start(said, arguments)) {
        child.says(random.nextInt(5) == 0 ? "READY" : "TOLD"); // cold, its first writes take long
        if (child.ended(1 + random.nextInt(random.nextInt(8) == 0 ? LONG_MILLIS : ALIVE_MILLIS))) {
          throw new AssertionError("it ended by itself, seed " + seed + ": " + child.errors());
        }
        child.kill();
        durabilityLedger.compare(durabilityLedger.said(child.lines()));
      }
    }
    durabilityLedger.verify();
    return durabilityLedger;
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.HOURS) // the build has the limit that counts
  void whatWasConfirmedOrToldSurvivesEveryKill() throws Exception {
    long lines = 0;
    int sessions = 0;
    try (ExecutorService abreast = Executors.newFixedThreadPool(ABREAST)) {
      List<Future<DurabilityLedger>> ledgers = new ArrayList<>();
      for (int i = 0; i < DIRECTORIES; i++) {
        String name = "directory-" + i;
        ledgers.add(abreast.submit(() -> kill(name, "honest", LIVES)));
      }
      for (Future<DurabilityLedger> each : ledgers) {
        DurabilityLedger durabilityLedger = each.get();
        assertEquals(List.of(), durabilityLedger.losses(), () -> "seed " + seed);
        lines += durabilityLedger.linesTold();
        sessions += durabilityLedger.sessionsTouched();
      }
    }
    int kills = DIRECTORIES * LIVES;
    System.out.printf(
        "%d kills, %d sessions, %d lines told, 0 lost, seed %d%n", kills, sessions, lines, seed);
    assertTrue(lines > kills, "hardly anything was written before the kills");
  }

  @Test
  void theHarnessFindsLossesOfAStoreThatConfirmsTooEarly() throws Exception {
    DurabilityLedger durabilityLedger = kill("forgetful", "forgetful", 8);

    assertFalse(durabilityLedger.losses().isEmpty(), () -> "it noticed nothing, seed " + seed);
  }
}

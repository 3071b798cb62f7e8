package crossreview.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.testkit.Await;
import crossreview.testkit.ChildJvm;
import crossreview.testkit.TestStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The power of a file system is cut while a process writes to it. */
class PowerCutCrashTest {
  private static final int CUTS = CrashMode.LONG ? 100 : 10;
  private static final int BROKEN_CUTS = 4; // every single one loses something
  private static final int ALIVE_MILLIS = 400;

  @TempDir static Path programs;
  private static final ChildJvm.Kind KIND = new ChildJvm.Kind(StoreProcess.class);

  @TempDir Path root;
  private final long seed = new Random().nextLong();

  @BeforeAll
  static void rehearse() throws Exception {
    PowerCutDisk.missing().ifPresent(why -> assumeTrue(false, why));
    Path data = Files.createDirectory(programs.resolve("data"));
    KIND.rehearsed(programs, "ACK", List.of(data.toString(), "1", "honest"));
  }

  private DurabilityLedger cut(String files, int cuts) throws Exception {
    Random random = new Random(seed);
    try (PowerCutDisk disk = PowerCutDisk.make(root)) {
      Path data = Files.createDirectory(disk.path().resolve("data"));
      DurabilityLedger durabilityLedger = new DurabilityLedger(data);
      for (int i = 0; i < cuts; i++) {
        List<String> arguments = List.of(data.toString(), Long.toString(random.nextLong()), files);
        try (ChildJvm child = KIND.start(root.resolve("said-" + i), arguments)) {
          child.says("TOLD");
          child.ended(20 + random.nextInt(ALIVE_MILLIS));
          List<String> before = child.lines(); // an fsync may still succeed while the cut is made
          disk.cut();
          child.kill();
          disk.back();
          durabilityLedger.said(before);
        }
        unlock(data);
        adopt(data);
        durabilityLedger.compare(durabilityLedger.touched());
      }
      durabilityLedger.verify();
      return durabilityLedger;
    }
  }

  /**
   * Who held a lock is not made durable either, so a lock has to become stale after a power cut,
   * which takes two minutes; nobody is alive here.
   */
  private static void unlock(Path data) throws Exception {
    for (String id : sessions(data)) {
      Files.deleteIfExists(data.resolve("sessions").resolve(id).resolve(".lock"));
    }
  }

  /**
   * What a daemon does at its start: the next owner of each session. Heads are not made durable, so
   * after a power cut only an owner knows what is there.
   */
  private static void adopt(Path data) throws Exception {
    try (TestStore store = TestStore.open(data)) {
      store.sessions().setViewUpdater(store.views());
      Await.result(store.sessions().loadIndex());
      for (String id : sessions(data)) {
        try {
          Await.result(store.sessions().lease(new SessionId(id))).logLease().release();
        } catch (ProblemException problemException) {
          System.out.println(
              id + " is refused: " + problemException.getMessage()); // and found below
        }
      }
      Await.result(store.sessions().rebuildViews());
    }
  }

  private static Set<String> sessions(Path data) throws Exception {
    try (Stream<Path> folders = Files.list(data.resolve("sessions"))) {
      return folders.map(folder -> folder.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  @Test
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  void whatWasConfirmedOrToldSurvivesThePower() throws Exception {
    DurabilityLedger durabilityLedger = cut("honest", CUTS);

    assertEquals(List.of(), durabilityLedger.losses(), () -> "seed " + seed);
    System.out.printf(
        "%d power cuts, %d sessions, %d lines told, 0 lost, seed %d%n",
        CUTS, durabilityLedger.sessionsTouched(), durabilityLedger.linesTold(), seed);
  }

  @Test
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  void theHarnessFindsLossesOfAStoreThatNeverFsyncs() throws Exception {
    DurabilityLedger durabilityLedger = cut("hasty", BROKEN_CUTS);

    assertFalse(durabilityLedger.losses().isEmpty(), () -> "it noticed nothing, seed " + seed);
  }
}

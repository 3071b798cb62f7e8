package crossreview.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LockServiceTest {
  @TempDir Path root;
  private LockRig rig;

  @BeforeEach
  void begin() throws IOException {
    rig = new LockRig(root);
  }

  @Test
  void aFreeFolderIsLockedByAnEmptyDirectoryThatOnlyWeMayEnter() throws Exception {
    HeldLock held = rig.take(rig.daemon("node-a"));

    held.verify();
    assertEquals("rwx------", mode(rig.lock));
    try (Stream<Path> entries = Files.list(rig.lock)) {
      assertEquals(0, entries.count());
    }
  }

  @Test
  void theHolderIsDescribedBesideTheLockAndTiedToItByTheToken() throws Exception {
    LockService daemon = rig.daemon("node-a");

    rig.take(daemon);

    LockHolder expected = daemon.self().withToken(rig.token());
    assertEquals(expected, HolderFile.read(rig.folder, rig.mtime()).orElseThrow());
    assertEquals("rw-------", mode(rig.folder.resolve("holder.json")));
  }

  @Test
  void aReleasedLockLeavesNoDirectoryAndMayBeReleasedAgain() {
    HeldLock held = rig.take(rig.daemon("node-a"));

    held.release().toCompletableFuture().join();
    held.release().toCompletableFuture().join();

    assertFalse(Files.exists(rig.lock));
  }

  @Test
  void aSecondDaemonGetsTheLockOnlyAfterTheFirstReleasedIt() {
    HeldLock first = rig.take(rig.daemon("node-a"));
    CompletableFuture<HeldLock> second = rig.ask(rig.daemon("node-b"));

    rig.time.advance(Duration.ofSeconds(10));
    assertFalse(second.isDone());
    first.release();
    rig.time.advance(Duration.ofSeconds(2));

    assertTrue(second.isDone());
  }

  @Test
  void twoAcquisitionsOfOneDaemonExcludeEachOtherToo() {
    LockService daemon = rig.daemon("node-a");
    rig.take(daemon);

    CompletableFuture<HeldLock> second = rig.ask(daemon);
    rig.time.advance(LockRig.PATIENCE);

    assertEquals("session_busy", LockRig.refusal(second).code());
  }

  @Test
  void waitingTakesNoThreadAndLooksLessAndLessOften() {
    int[] looks = new int[1];
    rig.take(rig.daemon("node-a"));
    rig.disk =
        task -> {
          looks[0]++;
          task.run();
        };

    rig.ask(rig.daemon("node-b"));
    int waiting = rig.time.waiting();
    rig.time.advance(LockRig.PATIENCE);

    assertEquals(1, waiting, "the attempt is one timer while it waits");
    assertTrue(looks[0] >= 25 && looks[0] <= 34, looks[0] + " looks in 26 s");
  }

  @Test
  void afterTheDeadlineTheRefusalNamesTheHolderAndItsLastBeat() {
    LockService first = rig.daemon("node-a");
    HeldLock held = rig.take(first);
    CompletableFuture<HeldLock> second =
        rig.daemon("node-b").acquire(rig.folder, Duration.ofSeconds(8)).toCompletableFuture();

    rig.time.advance(Duration.ofSeconds(5));
    held.heartbeat();
    rig.time.advance(Duration.ofSeconds(3));

    Problem problem = LockRig.refusal(second);
    assertEquals("session_busy", problem.code());
    String who = "held by node node-a pid " + first.self().pid() + ", last beat 3 s ago";
    assertTrue(problem.message().contains(who), problem.message());
  }

  @Test
  void aHolderWithoutANameIsRefusedToo() throws IOException {
    rig.foreign(rig.time.now(), null);

    CompletableFuture<HeldLock> asked =
        rig.daemon("node-a").acquire(rig.folder, Duration.ZERO).toCompletableFuture();

    String message = LockRig.refusal(asked).message();
    assertTrue(message.contains("held by an unknown program, last beat 0 s"), message);
  }

  @Test
  void aFolderThatIsGoneIsRefusedAndNotMade() throws IOException {
    Files.delete(rig.folder);

    CompletableFuture<HeldLock> asked = rig.ask(rig.daemon("node-a"));

    assertEquals("session_not_found", LockRig.refusal(asked).code());
    assertFalse(Files.exists(rig.folder));
  }

  @Test
  void anAcquisitionThatFailsHalfWayLeavesNoLock() throws IOException {
    Files.createDirectory(rig.folder.resolve("holder.json")); // so the holder cannot be written

    CompletableFuture<HeldLock> asked = rig.ask(rig.daemon("node-a"));

    assertEquals("storage_failed", LockRig.refusal(asked).code());
    assertFalse(Files.exists(rig.lock));
  }

  @Test
  void aDaemonThatStopsRefusesInsteadOfWaitingForEver() {
    rig.disk =
        task -> {
          throw new RejectedExecutionException();
        };

    CompletableFuture<HeldLock> asked = rig.ask(rig.daemon("node-a"));

    assertEquals("shutting_down", LockRig.refusal(asked).code());
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}

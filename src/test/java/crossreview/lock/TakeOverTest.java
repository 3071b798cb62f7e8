package crossreview.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.lock.TakeOverGuard.TakeOverPermit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a lock may be taken from its holder, and when never. */
final class TakeOverTest {
  private static final Duration SETTLE = LockTimings.defaults().settle();
  private static final LockHolder NEIGHBOUR =
      new LockHolder("node-b", "machine-1", "boot-1", "pid:[1]", 77, "900", 0);

  @TempDir Path root;
  private LockRig rig;

  @BeforeEach
  void begin() throws IOException {
    rig = new LockRig(root);
  }

  @Test
  void aProvablyDeadHolderIsFollowedAtOnce() throws IOException {
    rig.foreign(rig.time.now(), NEIGHBOUR);
    rig.processes.kill(NEIGHBOUR.pid());

    CompletableFuture<HeldLock> asked = rig.ask(rig.daemon("node-a"));
    rig.time.advance(SETTLE);

    assertTrue(asked.isDone());
  }

  @Test
  void aLiveHolderKeepsItsLock() throws IOException {
    rig.foreign(rig.time.now(), NEIGHBOUR);

    assertStillHeldAfterPatience();
  }

  @Test
  void aDescriptionOfAnotherLockProvesNothing() throws IOException {
    rig.foreign(rig.time.now(), null);
    rig.processes.kill(NEIGHBOUR.pid());
    HolderFile.write(rig.folder, NEIGHBOUR.withToken(LockRig.FOREIGN_TOKEN + 1), false);

    assertStillHeldAfterPatience();
  }

  @ParameterizedTest
  @CsvSource({"no JSON", "{}", "{\"pid\":77}", "[]"})
  void aHolderFileThatIsNoneProvesNothing(String text) throws IOException {
    rig.foreign(rig.time.now(), null);
    rig.processes.kill(NEIGHBOUR.pid());
    Files.writeString(rig.folder.resolve("holder.json"), text);

    assertStillHeldAfterPatience();
  }

  @ParameterizedTest
  @CsvSource({
    "machine-2, boot-1, pid:[1]",
    "machine-2, boot-2, pid:[1]",
    "'', boot-2, pid:[1]",
    "machine-1, boot-1, pid:[2]",
    "machine-1, boot-1, ''",
    "machine-1, '', pid:[1]"
  })
  void whoIsOutOfSightIsNeverProvedDead(String machine, String boot, String namespace)
      throws IOException {
    LockHolder far = new LockHolder("far", machine, boot, namespace, NEIGHBOUR.pid(), "900", 0);
    rig.foreign(rig.time.now(), far);
    rig.processes.kill(NEIGHBOUR.pid()).bootedAt(rig.time.now().plusSeconds(1));

    assertStillHeldAfterPatience();
  }

  @Test
  void aHolderFromBeforeTheLastStartOfThisMachineIsFollowedAtOnce() throws IOException {
    rig.foreign(rig.time.now(), before());
    rig.processes.bootedAt(rig.time.now().plusSeconds(1));

    CompletableFuture<HeldLock> asked = rig.ask(rig.daemon("node-a"));
    rig.time.advance(SETTLE);

    assertTrue(asked.isDone());
  }

  @Test
  void aTwinMachineOfTheSameImageKeepsItsLockWhileItBeats() throws IOException {
    rig.foreign(rig.time.now(), before());
    rig.processes.bootedAt(rig.time.now().minus(Duration.ofHours(1)));

    CompletableFuture<HeldLock> asked = rig.ask(rig.daemon("node-a"));
    beatEvery5For(LockRig.PATIENCE, Duration.ZERO);

    assertEquals("session_busy", LockRig.refusal(asked).code());
  }

  @Test
  void anotherStartOfThisMachineWithoutABeatInTwoLooksIsDead() throws IOException {
    rig.foreign(rig.time.now(), before());
    rig.processes.bootedAt(rig.time.now().minus(Duration.ofHours(1)));

    assertTakenBetween(Duration.ofSeconds(10), Duration.ofSeconds(12));
  }

  @Test
  void theLockOfAHostThatLeftIsFollowedAtOnce() throws IOException {
    rig.foreign(rig.time.now(), null);
    rig.hostDepartures =
        (folder, token) -> folder.equals(rig.folder) && token == LockRig.FOREIGN_TOKEN;

    CompletableFuture<HeldLock> asked = rig.ask(rig.daemon("node-a"));
    rig.time.advance(SETTLE);

    assertTrue(asked.isDone());
  }

  @Test
  void whatAHostThatLeftTookLaterIsKept() throws IOException {
    rig.foreign(rig.time.now(), null);
    rig.hostDepartures = (folder, token) -> token == LockRig.FOREIGN_TOKEN + 1;

    assertStillHeldAfterPatience();
  }

  private static LockHolder before() {
    return new LockHolder("node-b", "machine-1", "boot-0", "pid:[1]", 41, "500", 0);
  }

  @Test
  void anOldLockIsTakenAfterTwoLooksTenSecondsApart() throws IOException {
    rig.foreign(rig.time.now().minusSeconds(121), null);

    assertTakenBetween(Duration.ofSeconds(10), Duration.ofSeconds(12));
  }

  @Test
  void aLockBecomesStaleOnlyAfterTwoMinutes() throws IOException {
    rig.foreign(rig.time.now().minusSeconds(100), null);

    assertTakenBetween(Duration.ofSeconds(20), Duration.ofSeconds(22));
  }

  @Test
  void anOldLockThatBeatsBetweenTheLooksIsAlive() throws IOException {
    rig.foreign(rig.time.now().minusSeconds(500), null);

    CompletableFuture<HeldLock> asked = rig.ask(rig.daemon("node-a"));
    beatEvery5For(LockRig.PATIENCE, Duration.ofSeconds(-500));

    assertEquals("session_busy", LockRig.refusal(asked).code());
  }

  @Test
  void noJumpOfOurClockMakesALiveLockStale() throws IOException {
    HeldLock held = rig.take(rig.daemon("node-b"));

    CompletableFuture<HeldLock> asked = rig.ask(rig.daemon("node-a"));
    for (int beat = 0; beat < 6; beat++) {
      held.heartbeat();
      rig.time.jump(Duration.ofSeconds(200));
      rig.time.advance(Duration.ofSeconds(5));
    }

    assertEquals("session_busy", LockRig.refusal(asked).code());
  }

  @Test
  void aLockFromTheFutureIsFresh() throws IOException {
    rig.foreign(rig.time.now().plus(Duration.ofDays(1)), null);

    assertStillHeldAfterPatience();
  }

  @Test
  void whoeverLosesItsFreshLockWhileItSettlesGoesOnWaiting() throws IOException {
    rig.foreign(rig.time.now(), NEIGHBOUR);
    rig.processes.kill(NEIGHBOUR.pid());
    LockService daemon = rig.daemon("node-a");
    CompletableFuture<HeldLock> asked = rig.ask(daemon);

    rig.steal();
    rig.foreignBeat(rig.time.now());
    rig.time.advance(Duration.ofSeconds(5));

    assertFalse(asked.isDone());
    assertTrue(daemon.held().isEmpty());
    assertEquals(LockRig.FOREIGN_TOKEN, rig.token());
  }

  @Test
  void theSightOfAnOldLockMakesTheNextAcquisitionSettleFirst() throws IOException {
    rig.foreign(rig.time.now().minusSeconds(500), null);
    CompletableFuture<HeldLock> asked = rig.ask(rig.daemon("node-a"));
    Files.delete(rig.lock);

    rig.time.advance(Duration.ofMillis(121)); // the first retry makes the lock after at most 120 ms
    assertTrue(Files.isDirectory(rig.lock));
    assertFalse(asked.isDone());
    rig.time.advance(SETTLE);

    assertTrue(asked.isDone());
  }

  @Test
  void aTakeOverWaitsForTheGuardAndGoesOnWithoutItAfterTwoSeconds() throws IOException {
    rig.foreign(rig.time.now(), NEIGHBOUR);
    rig.processes.kill(NEIGHBOUR.pid());
    TakeOverGuard stuck = new TakeOverGuard(root.resolve("guards"));
    assertTrue(stuck.enter(rig.folder).isPresent());

    assertTakenBetween(Duration.ofSeconds(2), Duration.ofMillis(2_200));
  }

  @Test
  void whoWaitedForTheGuardLooksAgainBeforeItRemovesAnything() throws IOException {
    rig.foreign(rig.time.now(), NEIGHBOUR);
    rig.processes.kill(NEIGHBOUR.pid());
    TakeOverPermit faster =
        new TakeOverGuard(root.resolve("guards")).enter(rig.folder).orElseThrow();
    CompletableFuture<HeldLock> asked = rig.ask(rig.daemon("node-a"));

    FileTime live = rig.steal();
    faster.close();
    rig.time.advance(Duration.ofSeconds(5));

    assertFalse(asked.isDone());
    assertEquals(live, rig.mtime());
  }

  /** Each beat finds the lock as the one before left it. */
  private void beatEvery5For(Duration duration, Duration skew) throws IOException {
    Instant end = rig.time.now().plus(duration);
    while (rig.time.now().isBefore(end)) {
      rig.time.advance(Duration.ofSeconds(5));
      assertEquals(LockRig.FOREIGN_TOKEN, rig.token());
      rig.foreignBeat(rig.time.now().plus(skew));
    }
  }

  private void assertTakenBetween(Duration earliest, Duration latest) {
    CompletableFuture<HeldLock> asked = rig.ask(rig.daemon("node-a"));
    rig.time.advance(earliest.minusMillis(1));
    assertFalse(asked.isDone());
    rig.time.advance(latest.minus(earliest));
    assertTrue(asked.isDone());
    asked.join();
  }

  private void assertStillHeldAfterPatience() {
    CompletableFuture<HeldLock> asked = rig.ask(rig.daemon("node-a"));
    rig.time.advance(LockRig.PATIENCE);
    assertEquals("session_busy", LockRig.refusal(asked).code());
    assertTrue(Files.isDirectory(rig.lock));
  }
}

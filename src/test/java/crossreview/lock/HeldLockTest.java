package crossreview.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HeldLockTest {
  @TempDir Path root;
  private LockRig rig;
  private LockService daemon;
  private HeldLock held;
  private final AtomicInteger losses = new AtomicInteger();

  @BeforeEach
  void begin() throws IOException {
    rig = new LockRig(root);
    daemon = rig.daemon("node-a");
    held = rig.take(daemon);
    held.onLost(losses::incrementAndGet);
  }

  @Test
  void theTokenSurvivesEveryHeartbeatAndTheTimeMovesOn() throws Exception {
    long token = rig.token();

    for (int beat = 1; beat <= 30; beat++) {
      rig.time.advance(Duration.ofSeconds(5));
      held.heartbeat();
      held.verify();

      assertEquals(LockToken.stamp(rig.time.now(), token), rig.mtime(), "beat " + beat);
    }
    assertEquals(0, losses.get());
  }

  @Test
  void aStolenLockIsNoticedByVerify() throws IOException {
    rig.steal();

    assertThrows(LockLostException.class, held::verify);
  }

  @Test
  void aThiefWithTheVerySameTimeIsNoticedToo() throws IOException {
    FileTime ours = rig.mtime();

    rig.steal();
    Files.setLastModifiedTime(rig.lock, ours);

    assertThrows(LockLostException.class, held::verify);
  }

  @Test
  void aForeignTouchOfOurLockIsNoticed() throws IOException {
    rig.foreignBeat(rig.time.now());

    assertThrows(LockLostException.class, held::verify);
  }

  @Test
  void theHeartbeatTellsOnceThatTheLockIsStolenAndTouchesNothing() throws IOException {
    FileTime thief = rig.steal();

    held.heartbeat();
    held.heartbeat();

    assertEquals(1, losses.get());
    assertEquals(thief, rig.mtime());
    assertTrue(daemon.held().isEmpty());
  }

  @Test
  void aReleaseLeavesTheLockOfTheThief() throws IOException {
    FileTime thief = rig.steal();

    held.release().toCompletableFuture().join();

    assertEquals(thief, rig.mtime());
  }

  @Test
  void aReleaseLeavesAFileThatTookThePlaceOfTheLock() throws IOException {
    Files.delete(rig.lock);
    Files.writeString(rig.lock, "4711");

    held.release().toCompletableFuture().join();

    assertEquals("4711", Files.readString(rig.lock));
  }

  @Test
  void aLockStolenInTheMiddleOfABeatIsLostAndTheThiefSeesNoTouch() throws IOException {
    FileTime[] thief = new FileTime[1];
    rig.clock =
        () -> {
          thief[0] = stolen();
          return rig.time.now();
        };

    held.heartbeat();

    assertEquals(1, losses.get());
    assertEquals(thief[0], rig.mtime());
  }

  private FileTime stolen() {
    try {
      return rig.steal();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aTouchThatComesTooLateDoesNotReachTheLockOfTheThief() throws IOException {
    Files.delete(rig.lock);
    Files.createDirectory(rig.lock);
    LockHandle ours = LockHandle.of(rig.lock);
    FileTime thief = rig.steal();

    ours.touch(rig.time.now(), 5_000);

    assertEquals(thief, rig.mtime());
    assertNotEquals(ours.key(), new LockDirectory(rig.folder).look().orElseThrow().key());
    ours.close();
  }

  @Test
  void aHolderThatWasSilentForAMinuteGivesUpByItself() throws IOException {
    FileTime last = rig.mtime();

    rig.time.advance(Duration.ofSeconds(60));

    assertThrows(LockLostException.class, held::verify);
    held.heartbeat();
    held.release().toCompletableFuture().join();

    assertEquals(1, losses.get());
    assertEquals(last, rig.mtime(), "it is left to become stale");
  }

  @Test
  void aMinuteIsCountedOnTheMonotonicClockOnly() throws Exception {
    rig.time.jump(Duration.ofHours(3));
    held.verify();
    rig.time.jump(Duration.ofHours(-6));
    held.verify();

    held.heartbeat();

    held.verify();
    assertEquals(0, losses.get());
  }

  @Test
  void failedBeatsAreTriedAgainAndOnlyAMinuteOfThemLosesTheLock() throws Exception {
    Path away = root.resolve("away");
    swap(away);
    beatFor(Duration.ofSeconds(55));
    assertEquals(0, losses.get());
    swapBack(away);
    held.heartbeat();
    held.verify();

    swap(away);
    beatFor(Duration.ofSeconds(60));

    assertEquals(1, losses.get());
  }

  /** A link to itself in the place of the session folder makes every look fail. */
  private void swap(Path away) throws IOException {
    Files.move(rig.folder, away);
    Files.createSymbolicLink(rig.folder, rig.folder);
  }

  private void swapBack(Path away) throws IOException {
    Files.delete(rig.folder);
    Files.move(away, rig.folder);
  }

  private void beatFor(Duration duration) {
    for (long second = 0; second < duration.toSeconds(); second += 5) {
      rig.time.advance(Duration.ofSeconds(5));
      held.heartbeat();
    }
  }

  @Test
  void whoListensAfterTheLossIsToldAtOnce() throws IOException {
    rig.steal();
    held.heartbeat();

    held.onLost(losses::incrementAndGet);

    assertEquals(2, losses.get());
  }

  @Test
  void aReleasedLockIsNotHeldAndNotLost() {
    held.release();

    held.heartbeat();

    assertThrows(LockLostException.class, held::verify);
    assertEquals(0, losses.get());
    assertFalse(Files.exists(rig.lock));
    assertTrue(daemon.held().isEmpty());
  }
}

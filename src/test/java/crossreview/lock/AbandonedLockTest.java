package crossreview.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lock that this daemon lost while its directory still lies there. */
final class AbandonedLockTest {
  private static final Duration SETTLE = LockTimings.defaults().settle();

  private static final HostDepartures ALONE =
      new HostDepartures() {
        @Override
        public boolean left(Path folder, long token) {
          return false;
        }

        @Override
        public boolean alone() {
          return true;
        }
      };

  @TempDir Path root;
  private LockRig rig;

  @BeforeEach
  void begin() throws IOException {
    rig = new LockRig(root);
  }

  @Test
  void aLockThatThisDaemonLostWhileItsDiskWasAwayIsTakenAgainAtOnce() throws IOException {
    LockService daemon = rig.daemon("node-a");
    HeldLock held = rig.take(daemon);
    Path away = root.resolve("away");
    Files.move(rig.folder, away);
    held.heartbeat();
    Files.move(away, rig.folder);

    assertTakenAtOnce(daemon);
  }

  @Test
  void aLockThatThisDaemonGaveUpAfterASilentMinuteIsTakenAgainAtOnce() throws IOException {
    LockService daemon = rig.daemon("node-a");
    HeldLock held = rig.take(daemon);
    rig.time.advance(Duration.ofSeconds(79));
    held.heartbeat();

    assertTakenAtOnce(daemon);
  }

  @Test
  void aLockThatAnotherDaemonLostIsWaitedFor() throws IOException {
    HeldLock held = rig.take(rig.daemon("node-b"));
    rig.time.advance(Duration.ofSeconds(79));
    held.heartbeat();

    CompletableFuture<HeldLock> asked = rig.ask(rig.daemon("node-a"));
    rig.time.advance(LockRig.PATIENCE);
    assertEquals("session_busy", LockRig.refusal(asked).code());
  }

  @Test
  void aLockWhoseHolderNobodyKnowsIsTakenAtOnceWhereNoOtherDaemonCanBe() throws IOException {
    rig.foreign(rig.time.now(), null);
    rig.hostDepartures = ALONE;

    assertTakenAtOnce(rig.daemon("node-a"));
  }

  @Test
  void aLockOfAnotherProgramIsWaitedForAlsoThere() throws IOException {
    Files.createDirectory(rig.lock);
    Files.setLastModifiedTime(rig.lock, FileTime.fromMillis(rig.time.now().toEpochMilli()));
    rig.hostDepartures = ALONE;

    CompletableFuture<HeldLock> asked = rig.ask(rig.daemon("node-a"));
    rig.time.advance(LockRig.PATIENCE);
    assertEquals("session_busy", LockRig.refusal(asked).code());
  }

  @Test
  void aLivingHolderThatIsKnownIsWaitedForAlsoThere() throws IOException {
    HeldLock held = rig.take(rig.daemon("a command without a daemon"));
    rig.hostDepartures = ALONE;

    CompletableFuture<HeldLock> asked = rig.ask(rig.daemon("node-a"));
    rig.time.advance(LockRig.PATIENCE);
    assertEquals("session_busy", LockRig.refusal(asked).code());
    held.heartbeat();
  }

  private void assertTakenAtOnce(LockService daemon) {
    CompletableFuture<HeldLock> asked = rig.ask(daemon);
    rig.time.advance(SETTLE);
    assertTrue(asked.isDone());
    asked.join();
  }
}

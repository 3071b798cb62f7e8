package crossreview.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.testkit.ThreadTimers;
import crossreview.time.SystemTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several daemons of one JVM, real threads, one folder: never two inside. */
final class LockContentionTest {
  private static final int DAEMONS = 4;
  private static final LockTimings SHORT =
      new LockTimings(
          Duration.ofSeconds(1),
          Duration.ofSeconds(20),
          Duration.ofSeconds(10),
          Duration.ofSeconds(2),
          Duration.ofMillis(20),
          Duration.ofMillis(1),
          Duration.ofMillis(4));

  @TempDir Path root;
  private final ExecutorService disk =
      Executors.newFixedThreadPool(DAEMONS, Thread.ofPlatform().name("disk-", 1).factory());
  private final ThreadTimers timers = new ThreadTimers();
  private final FakeProcessTable processes = new FakeProcessTable();
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger worst = new AtomicInteger();
  private Path folder;

  @BeforeEach
  void begin() throws IOException {
    folder = Files.createDirectory(root.resolve("session"));
  }

  @AfterEach
  void end() {
    timers.close();
    disk.shutdown();
  }

  private LockService daemon(int number) {
    SystemTime time = new SystemTime();
    RandomGenerator random = RandomGeneratorFactory.of("SecureRandom").create();
    return new LockService(
        new LockService.LockContext(
            SHORT,
            time,
            time,
            timers,
            random,
            disk,
            processes,
            HostDepartures.NONE,
            root.resolve("guards"),
            "node-" + number));
  }

  @Test
  void manyRoundsOfManyDaemonsNeverOverlap() throws Exception {
    List<CompletableFuture<Void>> all = new ArrayList<>();

    for (int d = 0; d < DAEMONS; d++) {
      all.add(rounds(daemon(d), 15));
    }
    await(all);

    assertEquals(1, worst.get());
  }

  private CompletableFuture<Void> rounds(LockService daemon, int left) {
    if (left == 0) {
      return CompletableFuture.completedFuture(null);
    }
    return onePassage(daemon).thenCompose(done -> rounds(daemon, left - 1));
  }

  @Test
  void contendersForTheLockOfADeadHolderNeverWorkTogether() throws Exception {
    race(12);

    assertEquals(1, worst.get());
  }

  /** Again and again all daemons see the same dead holder in the same moment. */
  private void race(int rounds) throws Exception {
    processes.kill(77);
    for (int round = 0; round < rounds; round++) {
      deadHolder();
      List<CompletableFuture<Void>> all = new ArrayList<>();
      for (int d = 0; d < DAEMONS; d++) {
        all.add(onePassage(daemon(d)));
      }
      await(all);
    }
  }

  private void deadHolder() throws IOException {
    Path lock = Files.createDirectory(folder.resolve(".lock"));
    FileTime mtime = LockToken.stamp(new SystemTime().now(), LockRig.FOREIGN_TOKEN);
    Files.setLastModifiedTime(lock, mtime);
    LockHolder dead = new LockHolder("dead", "machine-1", "boot-1", "pid:[1]", 77, "9", 0);
    HolderFile.write(folder, dead.withToken(LockRig.FOREIGN_TOKEN), false);
  }

  private CompletableFuture<Void> onePassage(LockService daemon) {
    return daemon
        .acquire(folder, Duration.ofSeconds(30))
        .thenComposeAsync(this::work, disk)
        .toCompletableFuture();
  }

  /** Whoever verifies is inside; that is what the journal asks before it confirms. */
  private CompletionStage<Void> work(HeldLock held) {
    try {
      held.verify();
      worst.accumulateAndGet(inside.incrementAndGet(), Math::max);
      Thread.yield();
      held.verify();
    } catch (LockLostException e) {
      throw new IllegalStateException("lost without any foreign program", e);
    } finally {
      inside.decrementAndGet();
    }
    return held.release();
  }

  private static void await(List<CompletableFuture<Void>> all) throws Exception {
    CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
  }
}

package crossreview.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.testkit.TestVertx;
import crossreview.time.Clock;
import crossreview.time.SystemTime;
import crossreview.time.VertxTimerService;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LockHeartbeatVerticleTest {
  private static final LockTimings SHORT =
      new LockTimings(
          Duration.ofMillis(10),
          Duration.ofSeconds(120),
          Duration.ofSeconds(60),
          Duration.ofSeconds(10),
          Duration.ofMillis(10),
          Duration.ofMillis(5),
          Duration.ofMillis(20));

  @TempDir Path root;
  private final SystemTime time = new SystemTime();
  private final Vertx vertx = TestVertx.create();
  private final ExecutorService disk =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("disk-1").factory());
  private Path folder;

  @BeforeEach
  void begin() throws IOException {
    folder = Files.createDirectory(root.resolve("one"));
  }

  @AfterEach
  void end() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    disk.shutdown();
  }

  private LockService daemon(Clock clock) {
    return new LockService(
        new LockService.LockContext(
            SHORT,
            clock,
            time,
            new VertxTimerService(vertx),
            new SecureRandom(),
            disk,
            new FakeProcessTable(),
            HostDepartures.NONE,
            root.resolve("guards"),
            "node-a"));
  }

  private void deploy(LockService daemon) throws Exception {
    vertx
        .deployVerticle(new LockHeartbeatVerticle(daemon), LockHeartbeatVerticle.options())
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  private static HeldLock take(LockService daemon, Path folder) throws Exception {
    return daemon
        .acquire(folder, Duration.ofSeconds(10))
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  @Test
  void everyHeldLockBeatsOnThreadsOfItsOwnAndKeepsItsToken() throws Exception {
    Set<String> threads = ConcurrentHashMap.newKeySet();
    CountDownLatch beats = new CountDownLatch(6);
    LockService daemon =
        daemon(() -> {
          threads.add(Thread.currentThread().getName());
          beats.countDown();
          return time.now();
        });
    HeldLock held = take(daemon, folder);
    threads.clear();
    long token = token();

    deploy(daemon);

    assertTrue(beats.await(10, TimeUnit.SECONDS));
    held.verify();
    assertEquals(token, token());
    assertTrue(threads.stream().allMatch(name -> name.startsWith("lock-heartbeat-")), "" + threads);
  }

  private long token() throws IOException {
    return LockToken.of(Files.getLastModifiedTime(folder.resolve(".lock")));
  }

  @Test
  void aStolenLockIsReportedWithoutAnybodyAsking() throws Exception {
    LockService daemon = daemon(time);
    HeldLock held = take(daemon, folder);
    CompletableFuture<Void> lost = new CompletableFuture<>();
    held.onLost(() -> lost.complete(null));
    deploy(daemon);

    Files.delete(folder.resolve(".lock"));
    Files.createDirectory(folder.resolve(".lock"));

    lost.get(10, TimeUnit.SECONDS);
    assertTrue(daemon.held().isEmpty());
  }

  @Test
  void aBeatThatHangsHoldsUpOneThreadAndNoOtherLock() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    CountDownLatch others = new CountDownLatch(20);
    AtomicInteger hanging = new AtomicInteger();
    Hang hang = new Hang(open, others, hanging);
    LockService daemon = daemon(() -> hang.pass(time));
    take(daemon, folder);
    take(daemon, Files.createDirectory(root.resolve("two")));
    deploy(daemon);

    hang.armed = true; // not earlier: a deployment waits for its first beats

    assertTrue(others.await(10, TimeUnit.SECONDS));
    assertEquals(1, hanging.get());
    open.countDown();
  }

  /** The first beat after arming hangs until opened; the others are counted. */
  private static final class Hang {
    private final CountDownLatch open;
    private final CountDownLatch others;
    private final AtomicInteger hanging;
    private volatile boolean armed;

    Hang(CountDownLatch open, CountDownLatch others, AtomicInteger hanging) {
      this.open = open;
      this.others = others;
      this.hanging = hanging;
    }

    Instant pass(Clock clock) {
      if (armed && hanging.compareAndSet(0, 1)) {
        awaitOpen();
      } else if (armed) {
        others.countDown();
      }
      return clock.now();
    }

    private void awaitOpen() {
      try {
        assertTrue(open.await(10, TimeUnit.SECONDS));
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void anEventLoopServesOtherWorkWhileItsAcquisitionWaits() throws Exception {
    HeldLock held = take(daemon(time), folder);
    LockService second = daemon(time);
    Context loop = vertx.getOrCreateContext();
    CompletableFuture<HeldLock> waiting = new CompletableFuture<>();
    CountDownLatch served = new CountDownLatch(200);

    loop.runOnContext(
        go -> second.acquire(folder, Duration.ofSeconds(10)).thenAccept(waiting::complete));
    serve(loop, served);

    assertTrue(served.await(10, TimeUnit.SECONDS));
    assertFalse(waiting.isDone());
    held.release();
    waiting.get(10, TimeUnit.SECONDS).verify();
  }

  /** Other work of the same loop: one turn after the other. */
  private static void serve(Context loop, CountDownLatch served) {
    loop.runOnContext(turn -> {
      served.countDown();
      if (served.getCount() > 0) {
        serve(loop, served);
      }
    });
  }
}

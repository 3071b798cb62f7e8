package crossreview.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BlockedThreadGuardTest {
  private final Vertx vertx = TestVertx.create(Duration.ofMillis(20));
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void close() throws Exception {
    release.countDown();
    vertx.close().await(10, TimeUnit.SECONDS);
    BlockedThreads.take();
  }

  @Test
  void aHandlerThatBlocksAnEventLoopFailsTheTestAndIsShown() throws Exception {
    vertx.runOnContext(ignored -> block());
    BlockedThreads.await();

    AssertionError failure =
        assertThrows(AssertionError.class, () -> new BlockedThreadGuard().afterEach(null));

    assertTrue(failure.getMessage().contains("BlockedThreadGuardTest.block"), failure.getMessage());
  }

  @Test
  void aHandlerThatComputesAndIsLateOnABusyMachinePasses() throws Exception {
    CountDownLatch late = new CountDownLatch(1);
    vertx.runOnContext(ignored -> {
      compute(Duration.ofMillis(200));
      late.countDown();
    });
    assertTrue(late.await(20, TimeUnit.SECONDS));

    assertDoesNotThrow(() -> new BlockedThreadGuard().afterEach(null));
  }

  private static void compute(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    long sum = 0;
    while (System.nanoTime() < end) {
      sum = sum * 31 + end;
    }
    assertTrue(sum != 1, "it is computed");
  }

  @Test
  void aQuietTestPasses() {
    assertDoesNotThrow(() -> new BlockedThreadGuard().afterEach(null));
  }

  private void block() {
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

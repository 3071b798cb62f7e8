package crossreview.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.junit5.Checkpoint;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Waiting without a thread. */
@ExtendWith(VertxExtension.class)
class VertxTimersTest {
  private static final Duration SOON = Duration.ofMillis(1);

  @Test
  void aTaskRunsOnceOnTheContextThatAsked(Vertx vertx, VertxTestContext test) {
    Timers timers = new VertxTimers(vertx);
    Context asked = vertx.getOrCreateContext();
    Checkpoint ran = test.checkpoint(); // a second run fails the test

    asked.runOnContext(none ->
        timers.after(
            SOON,
            () -> {
              test.verify(() -> assertSame(asked, vertx.getOrCreateContext()));
              ran.flag();
            }));
  }

  @Test
  void whatIsTakenBackNeverRuns(Vertx vertx, VertxTestContext test) {
    Timers timers = new VertxTimers(vertx);
    AtomicInteger runs = new AtomicInteger();
    Context one = vertx.getOrCreateContext();

    one.runOnContext(none -> {
      timers.after(SOON, runs::incrementAndGet).cancel();
      timers.after(
          Duration.ofMillis(20),
          () -> {
            test.verify(() -> assertEquals(0, runs.get()));
            test.completeNow();
          });
    });
  }

  @Test
  void tasksThatAreDueTogetherRunInTheOrderOfTheirDelays(Vertx vertx, VertxTestContext test) {
    Timers timers = new VertxTimers(vertx);
    List<Integer> order = new ArrayList<>();

    vertx
        .getOrCreateContext()
        .runOnContext(none -> {
          timers.after(Duration.ofMillis(30), () -> order.add(30));
          timers.after(Duration.ofMillis(10), () -> order.add(10));
          timers.after(Duration.ofMillis(20), () -> order.add(20));
          timers.after(
              Duration.ofMillis(50),
              () -> {
                test.verify(() -> assertEquals(List.of(10, 20, 30), order));
                test.completeNow();
              });
        });
  }

  @Test
  void tenThousandWaitsCostNoThread(Vertx vertx, VertxTestContext test) {
    Timers timers = new VertxTimers(vertx);
    AtomicInteger left = new AtomicInteger(10_000);
    int before = Thread.activeCount();

    for (int i = 0; i < 10_000; i++) {
      timers.after(
          Duration.ofNanos(i), // less than a millisecond is one
          () -> {
            if (left.decrementAndGet() == 0) {
              int grown = Thread.activeCount() - before;
              int loops = 2 * Runtime.getRuntime().availableProcessors();
              test.verify(() -> assertTrue(grown <= loops, grown + " threads more"));
              test.completeNow();
            }
          });
    }
  }
}

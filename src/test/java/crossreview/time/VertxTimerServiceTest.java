package crossreview.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
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
class VertxTimerServiceTest {
  private static final Duration SOON = Duration.ofMillis(1);

  @Test
  void aTaskRunsOnceOnTheContextThatAsked(Vertx vertx, VertxTestContext test) {
    TimerService timerService = new VertxTimerService(vertx);
    Context asked = vertx.getOrCreateContext();
    Checkpoint ran = test.checkpoint(); // a second run fails the test

    asked.runOnContext(none ->
        timerService.after(
            SOON,
            () -> {
              test.verify(() -> assertSame(asked, vertx.getOrCreateContext()));
              ran.flag();
            }));
  }

  @Test
  void aTimerOutlivesTheVerticleThatAskedForIt(Vertx vertx, VertxTestContext test) {
    TimerService timerService = new VertxTimerService(vertx);
    VerticleBase asks =
        new VerticleBase() {
          @Override
          public Future<?> start() {
            timerService.after(Duration.ofMillis(500), test::completeNow);
            return Future.succeededFuture();
          }
        };

    vertx.deployVerticle(asks).compose(vertx::undeploy).onFailure(test::failNow);
  }

  @Test
  void whatIsTakenBackNeverRuns(Vertx vertx, VertxTestContext test) {
    TimerService timerService = new VertxTimerService(vertx);
    AtomicInteger runs = new AtomicInteger();
    Context one = vertx.getOrCreateContext();

    one.runOnContext(none -> {
      timerService.after(SOON, runs::incrementAndGet).cancel();
      timerService.after(
          Duration.ofMillis(20),
          () -> {
            test.verify(() -> assertEquals(0, runs.get()));
            test.completeNow();
          });
    });
  }

  @Test
  void tasksThatAreDueTogetherRunInTheOrderOfTheirDelays(Vertx vertx, VertxTestContext test) {
    TimerService timerService = new VertxTimerService(vertx);
    List<Integer> order = new ArrayList<>();

    timerService.after( // delays far apart: a busy machine may stop between two of these lines
        SOON,
        () -> {
          timerService.after(Duration.ofMillis(600), () -> order.add(600));
          timerService.after(Duration.ofMillis(200), () -> order.add(200));
          timerService.after(Duration.ofMillis(400), () -> order.add(400));
          timerService.after(
              Duration.ofMillis(800),
              () -> {
                test.verify(() -> assertEquals(List.of(200, 400, 600), order));
                test.completeNow();
              });
        });
  }

  @Test
  void tenThousandWaitsCostNoThread(Vertx vertx, VertxTestContext test) {
    TimerService timerService = new VertxTimerService(vertx);
    AtomicInteger left = new AtomicInteger(10_000);
    int before = Thread.activeCount();

    for (int i = 0; i < 10_000; i++) {
      timerService.after(
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

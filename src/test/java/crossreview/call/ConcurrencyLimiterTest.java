package crossreview.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConcurrencyLimiterTest {
  private final AtomicInteger width = new AtomicInteger(1);
  private final ConcurrencyLimiter limiter = new ConcurrencyLimiter(width::get, 10);
  private final List<Promise<Void>> running = new ArrayList<>();

  private void call() {
    Promise<Void> never = Promise.promise();
    limiter.run(
        never.future(),
        () -> {
          Promise<Void> end = Promise.promise();
          running.add(end);
          return end.future();
        });
  }

  @Test
  void aLimitThatIsRaisedLetsThoseThatWaitIn() {
    call();
    call();
    call();
    assertEquals(1, running.size());

    width.set(3);
    call();

    assertEquals(3, running.size(), "those that waited, before the one that came");
  }

  @Test
  void aLimitThatIsLoweredEndsNothingAndLetsNobodyInAboveIt() {
    width.set(2);
    call();
    call();
    call();

    width.set(1);
    running.get(0).complete();
    assertEquals(2, running.size());
    running.get(1).complete();

    assertEquals(3, running.size());
  }
}

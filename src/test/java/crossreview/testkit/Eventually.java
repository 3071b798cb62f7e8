package crossreview.testkit;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition, never for a time. */
public final class Eventually {
  private static final Duration PATIENCE = Duration.ofSeconds(30); // of a busy machine

  private Eventually() {}

  /** Returns as soon as the condition holds; fails the test after half a minute. */
  public static void holds(BooleanSupplier condition) {
    holds(condition, PATIENCE);
  }

  /** The same for what takes long on a busy machine. */
  public static void holds(BooleanSupplier condition, Duration patience) {
    long until = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > until) {
        fail("the condition did not come to hold within " + patience);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }
}

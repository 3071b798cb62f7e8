package crossreview.testkit;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The Vert.x of tests: watches its event loops closely and shows the stack of one that is blocked.
 *
 * <p>{@link BlockedThreadGuard} fails the test then. The caller closes what it made.
 */
public final class TestVertx {
  // 1 s: far above what any handler needs, and above what a busy machine of two cores takes away.
  private static final Duration BLOCKED_AFTER = Duration.ofSeconds(1);

  private TestVertx() {}

  public static Vertx create() {
    return create(BLOCKED_AFTER);
  }

  /** Reports an event loop that a handler holds for longer than this. */
  public static Vertx create(Duration blockedAfter) {
    return Vertx.vertx(
        new VertxOptions()
            .setMaxEventLoopExecuteTime(blockedAfter.toMillis())
            .setMaxEventLoopExecuteTimeUnit(TimeUnit.MILLISECONDS)
            .setWarningExceptionTime(blockedAfter.toMillis())
            .setWarningExceptionTimeUnit(TimeUnit.MILLISECONDS)
            .setBlockedThreadCheckInterval(Math.max(1, blockedAfter.toMillis() / 5))
            .setBlockedThreadCheckIntervalUnit(TimeUnit.MILLISECONDS));
  }
}

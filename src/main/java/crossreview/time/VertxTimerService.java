package crossreview.time;

import io.vertx.core.Timer;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Timers of a Vert.x instance: tasks run on the context that asked, or on an event loop. A timer
 * outlives the verticle that asked for it, because it mostly belongs to something else that the
 * verticle called; {@link Vertx#setTimer} would end with it.
 */
public final class VertxTimerService implements TimerService {
  private final Vertx vertx;

  public VertxTimerService(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public TimerHandle after(Duration delay, Runnable task) {
    Timer timer = vertx.timer(Math.max(1, delay.toMillis()), TimeUnit.MILLISECONDS);
    timer.onSuccess(due -> task.run());
    return timer::cancel;
  }
}

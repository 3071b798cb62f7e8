package crossreview.time;

import io.vertx.core.Vertx;
import java.time.Duration;

/** Timers of a Vert.x instance: tasks run on the context that asked, or on an event loop. */
public final class VertxTimerService implements TimerService {
  private final Vertx vertx;

  public VertxTimerService(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public TimerHandle after(Duration delay, Runnable task) {
    long id = vertx.setTimer(Math.max(1, delay.toMillis()), timer -> task.run());
    return () -> vertx.cancelTimer(id);
  }
}

package crossreview.http.request;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * Counts the requests that are being answered, so that a stop can wait for them; one event loop.
 */
public final class InFlightRequests {
  private final Vertx vertx;
  private final Promise<Void> idle = Promise.promise();
  private int count;
  private boolean stopping;

  public InFlightRequests(Vertx vertx) {
    this.vertx = vertx;
  }

  void begun() {
    count++;
  }

  void ended() {
    count--;
    check();
  }

  /** Completes when nothing is being answered any more, or after the time. */
  public Future<Void> idle(Duration atMost) {
    stopping = true;
    long timer = vertx.setTimer(atMost.toMillis(), late -> idle.tryComplete());
    check();
    return idle.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  private void check() {
    if (stopping && count == 0) {
      idle.tryComplete();
    }
  }
}

package crossreview.call;

import crossreview.time.TimerService;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;

/** Waiting by timer within a call. */
final class CancellableDelay {
  private CancellableDelay() {}

  /** Completes after the wait, or fails with {@code cancelled} as soon as the call is cancelled. */
  static Future<Void> of(Duration wait, TimerService timerService, Future<Void> cancelled) {
    Promise<Void> over = Promise.promise();
    TimerService.TimerHandle timer = timerService.after(wait, over::tryComplete);
    cancelled.onSuccess(off -> {
      timer.cancel();
      over.tryFail(CallErrors.cancelled());
    });
    return over.future();
  }
}

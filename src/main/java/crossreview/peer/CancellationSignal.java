package crossreview.peer;

import io.vertx.core.Future;
import io.vertx.core.Promise;

/** A call's off-switch: fires at most once, from any thread. */
public final class CancellationSignal {
  private final Promise<Void> fired = Promise.promise();

  /** Calls off; repeated calls change nothing. */
  public void cancel() {
    fired.tryComplete();
  }

  public boolean cancelled() {
    return fired.future().isComplete();
  }

  /** Completes when it fires; on whatever thread called it off. */
  public Future<Void> future() {
    return fired.future();
  }
}

package crossreview.review;

import crossreview.call.CallOutcome;
import crossreview.peer.CancellationSignal;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The calls that a review awaits, and the bell that wakes it. On the review's context only. */
final class InFlightCalls {
  private final Context context;
  private final Map<String, CancellationSignal> open = new LinkedHashMap<>();
  private final Deque<CallCompletion> finished = new ArrayDeque<>();
  private Promise<Void> bell = Promise.promise();

  InFlightCalls(Context context) {
    this.context = context;
  }

  /**
   * A call that ended; a failure instead of an outcome is a bug or a store that cannot be written.
   */
  record CallCompletion(String call, CallOutcome outcome, Throwable failure) {}

  /** Awaits a call from now on; its end comes back on the review's context. */
  void add(String call, CancellationSignal cancel, Future<CallOutcome> outcome) {
    open.put(call, cancel);
    outcome.onComplete(
        end -> context.runOnContext(v -> end(new CallCompletion(call, end.result(), end.cause()))));
  }

  private void end(CallCompletion end) {
    finished.add(end);
    signal();
  }

  /** Wakes the waiting review. */
  void signal() {
    bell.tryComplete();
  }

  /** The calls that ended since the last time; they are open until they are taken from here. */
  List<CallCompletion> take() {
    List<CallCompletion> taken = new ArrayList<>(finished);
    finished.clear();
    taken.forEach(end -> open.remove(end.call()));
    return taken;
  }

  Set<String> ids() {
    return Set.copyOf(open.keySet());
  }

  /** Completes when a call ended or the review was woken since the last time. */
  Future<Void> awaitSignal() {
    if (bell.future().isComplete() && finished.isEmpty()) {
      bell = Promise.promise();
    }
    return finished.isEmpty() ? bell.future() : Future.succeededFuture();
  }

  void cancelAll() {
    open.values().forEach(CancellationSignal::cancel);
  }
}

package crossreview.call;

import crossreview.model.call.CallPhase;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.FailureClass;
import crossreview.model.call.PeerFailure;
import crossreview.peer.PeerException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * The line before one peer: so many calls at the same time, the others wait in order. Any thread.
 */
final class ConcurrencyLimiter {
  private final IntSupplier width;
  private final int waitingMax;
  private final Deque<Promise<Void>> waiting = new ArrayDeque<>();
  private int inside;

  /**
   * @param width how many at the same time; asked whenever a place is given, so it may change
   */
  ConcurrencyLimiter(IntSupplier width, int waitingMax) {
    this.width = width;
    this.waitingMax = waitingMax;
  }

  /** Runs the call when it is its turn; a cancelled one leaves the line by failing its turn. */
  <T> Future<T> run(Future<Void> cancelled, Supplier<Future<T>> call) {
    Promise<Void> turn = Promise.promise();
    if (!enter(turn)) {
      return Future.failedFuture(full());
    }
    cancelled.onSuccess(done -> leaveLine(turn));
    return turn.future().compose(mine -> made(call).onComplete(done -> next()));
  }

  /** A call that cannot even be made gives its place back like any other. */
  private static <T> Future<T> made(Supplier<Future<T>> call) {
    try {
      return call.get();
    } catch (RuntimeException | Error e) {
      return Future.failedFuture(e);
    }
  }

  private boolean enter(Promise<Void> turn) {
    synchronized (this) {
      if (inside >= width.getAsInt() && waiting.size() >= waitingMax) {
        return false;
      }
      waiting.add(turn);
    }
    admit();
    return true;
  }

  private void leaveLine(Promise<Void> turn) {
    boolean waited;
    synchronized (this) {
      waited = waiting.remove(turn);
    }
    if (waited) {
      turn.fail(CallErrors.cancelled());
    }
  }

  private void next() {
    synchronized (this) {
      inside--;
    }
    admit();
  }

  /** Gives free places to those that have waited longest. */
  private void admit() {
    List<Promise<Void>> turns = new ArrayList<>();
    synchronized (this) {
      while (inside < width.getAsInt() && !waiting.isEmpty()) {
        turns.add(waiting.remove());
        inside++;
      }
    }
    turns.forEach(Promise::complete);
  }

  private PeerException full() {
    String hint = waitingMax + " calls are waiting for this peer; try again later";
    return new PeerException(
        new PeerFailure(
            FailureClass.RATE_LIMIT,
            "rate_limited",
            CallPhase.PREFLIGHT,
            false,
            CostCertainty.ZERO,
            hint));
  }
}

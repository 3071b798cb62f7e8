package crossreview.forge.flow;

import crossreview.forge.flow.PullFlow.FlowParts;
import crossreview.forge.http.BlockingWait;
import crossreview.lock.HeldLock;
import crossreview.lock.LockLostException;
import crossreview.lock.LockService;
import crossreview.model.ProblemException;
import crossreview.model.StorageProblem;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One host's turn at a pull request: with the lock of its folder, on a virtual thread. */
final class PullTurn {
  private static final Logger LOG = LoggerFactory.getLogger(PullTurn.class);
  private static final Duration LOCK = Duration.ofSeconds(60); // of a disk that is slow

  private final PullPlace place;
  private final PullBook book;
  private final LockService locks;
  private volatile @Nullable PullFlow flow; // null before and after it works
  private volatile @Nullable Thread thread;

  PullTurn(PullPlace place, PullBook book, LockService locks) {
    this.place = place;
    this.book = book;
    this.locks = locks;
  }

  /** How a turn ended. */
  enum TurnEnd {
    DONE,
    /** Another host has the lock, and works. */
    ELSEWHERE,
    /** To be tried again after a while. */
    FAILED,
    /** The daemon stops. */
    STOPPED
  }

  /** Works on the calling thread until nothing is left. */
  TurnEnd run(Function<BooleanSupplier, FlowParts> parts) {
    thread = Thread.currentThread();
    HeldLock lock = null;
    try {
      if (!book.due()) {
        return TurnEnd.DONE;
      }
      lock =
          BlockingWait.result(
              Future.fromCompletionStage(locks.acquire(book.folder(), Duration.ZERO)), LOCK);
      HeldLock held = lock;
      PullFlow working = new PullFlow(parts.apply(() -> holds(held)), book);
      flow = working;
      working.run();
      return TurnEnd.DONE;
    } catch (CancellationException e) {
      return TurnEnd.STOPPED;
    } catch (ProblemException e) {
      return failed(e);
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("pull", place).setCause(e).log("a pull request failed");
      return TurnEnd.FAILED;
    } finally {
      flow = null;
      if (lock != null) {
        lock.release();
      }
    }
  }

  private TurnEnd failed(ProblemException e) {
    if (e.problem().type() == StorageProblem.SESSION_BUSY) {
      return TurnEnd.ELSEWHERE;
    }
    LOG.atWarn()
        .addKeyValue("pull", place)
        .addKeyValue("code", e.problem().code())
        .log("{}; it is tried again", e.problem().message());
    return TurnEnd.FAILED;
  }

  private static boolean holds(HeldLock lock) {
    try {
      lock.verify();
      return true;
    } catch (LockLostException e) {
      return false;
    }
  }

  /** There is a new event. Any thread. */
  void poke() {
    PullFlow working = flow;
    if (working != null) {
      working.poke();
    }
  }

  /** Ends it where it is; every place is one from which the next start goes on. */
  void stop() {
    Thread working = thread;
    if (working != null) {
      working.interrupt();
    }
  }
}

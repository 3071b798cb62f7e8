package crossreview.lock;

import crossreview.lock.LockDirectory.LockObservation;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A lock that this process holds until it releases or loses it. */
public final class HeldLock {
  private static final Logger LOG = LoggerFactory.getLogger(HeldLock.class);

  private final LockService.LockContext lockContext;
  private final LockDirectory directory;
  private final LockHandle open;
  private final long token;
  private final LockEndListener listener;
  private final CompletableFuture<Void> lost = new CompletableFuture<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile boolean over;
  private volatile long lastBeat;
  private final AtomicBoolean beating = new AtomicBoolean();
  private volatile long lastTry; // written by the thread of the heartbeat
  private boolean failing; // guarded by this; so that a row of failures is one log line

  /**
   * @param lastBeat when the mtime was set, on the monotonic clock
   * @param listener told once when the lock is released or lost
   */
  HeldLock(
      LockMark lockMark,
      LockService.LockContext lockContext,
      long lastBeat,
      LockEndListener listener) {
    this.directory = lockMark.directory();
    this.open = lockMark.open();
    this.token = lockMark.token();
    this.lockContext = lockContext;
    this.lastBeat = lastBeat;
    this.lastTry = lastBeat;
    this.listener = listener;
  }

  /** Hears of the end of a lock. On the thread that ends it; must not block. */
  @FunctionalInterface
  interface LockEndListener {
    /**
     * The lock confirms nothing any more.
     *
     * @param removed whether its directory was removed; else it may still lie there with our token
     */
    void ended(HeldLock lock, boolean removed);
  }

  /** What tells this acquisition from every other one, in nanoseconds below the millisecond. */
  public long token() {
    return token;
  }

  /** A directory that carries our token. */
  record LockMark(LockDirectory directory, LockHandle open, long token) {}

  /**
   * Returns when the lock is ours: the directory is the one we made, its mtime carries our token,
   * and the last good heartbeat is not too old. Blocks for one look at the disk; any thread but an
   * event loop. A look that fails counts as lost, because nothing may be confirmed without it.
   */
  public void verify() throws LockLostException {
    try {
      check();
    } catch (IOException e) {
      throw new LockLostException("cannot check " + directory.path() + ": " + e.getMessage());
    }
  }

  private void check() throws LockLostException, IOException {
    if (over) {
      throw new LockLostException(directory.path() + " was already released");
    }
    checkHeartbeat();
    Optional<LockObservation> sight = directory.look();
    if (sight.filter(seen -> seen.carries(token, open.key())).isEmpty()) {
      throw new LockLostException(directory.path() + " is no longer owned by this process");
    }
  }

  /**
   * After a long pause others may have taken the lock for stale, whatever it looks like just now.
   */
  private void checkHeartbeat() throws LockLostException {
    Duration silent = Duration.ofNanos(lockContext.ticker().nanos() - lastBeat);
    if (silent.compareTo(lockContext.timings().giveUp()) >= 0) {
      throw new LockLostException("no successful heartbeat for " + silent.toMillis() + " ms");
    }
  }

  /**
   * Verifies and removes the lock; one that is not ours any more is left alone. Completes on a disk
   * thread when the lock is not held by us any more; a lock that cannot be removed is logged and
   * left to become stale.
   */
  public CompletionStage<Void> release() {
    return CompletableFuture.runAsync(this::releaseNow, lockContext.disk());
  }

  /** Releases on the calling thread, which blocks for the disk. */
  synchronized void releaseNow() {
    if (over) {
      return;
    }
    boolean removed = false;
    try {
      check();
      over = true; // Before the removal: what verifies in this moment must not pass any more.
      directory.remove();
      removed = true;
    } catch (LockLostException e) {
      log("the lock had already been lost when it was released", e);
    } catch (IOException e) {
      log("the lock cannot be removed; it will become stale", e);
    } finally {
      end(removed);
    }
  }

  /**
   * Runs the listener once when the lock is lost, on a heartbeat thread, or at once on the caller's
   * thread if that has happened already. Never after a release. The listener must not block.
   */
  public void onLost(Runnable listener) {
    lost.thenRun(listener)
        .exceptionally(failure -> {
          LOG.atError().setCause(failure).log("a listener of a lost lock failed");
          return null;
        });
  }

  /**
   * Runs the task once when the lock is not ours any more, released or lost, or at once if that is
   * so already. It must not block.
   */
  public void onEnd(Runnable task) {
    ended.thenRun(task);
  }

  /**
   * Beats if the last beat began long enough ago and none is under way. On a heartbeat thread;
   * several may ask at the same time, and none of them waits for a beat that hangs.
   */
  void heartbeatIfDue(Duration interval) {
    if (beating.compareAndSet(false, true)) {
      try {
        heartbeatIfOlder(interval);
      } finally {
        beating.set(false);
      }
    }
  }

  private void heartbeatIfOlder(Duration interval) {
    long now = lockContext.ticker().nanos();
    if (now - lastTry >= interval.toNanos()) {
      lastTry = now;
      heartbeat();
    }
  }

  /** Touches the lock, or finds that it is lost. */
  synchronized void heartbeat() {
    if (over) {
      return;
    }
    try {
      check();
      long now = lockContext.ticker().nanos(); // Read before the touch, which may take long.
      open.touch(lockContext.clock().now(), token);
      check();
      lastBeat = now;
      failing = false;
    } catch (LockLostException e) {
      lose(e);
    } catch (IOException e) {
      failed(e);
    }
  }

  private void failed(IOException e) {
    if (!failing) {
      log("a heartbeat failed and will be repeated", e);
      failing = true;
    }
    try {
      checkHeartbeat();
    } catch (LockLostException late) {
      lose(late);
    }
  }

  private void lose(LockLostException why) {
    log("the lock was lost", why);
    end(false);
    lost.complete(null);
  }

  /** Releases a lock that was not returned to a caller yet. */
  synchronized void abandon() {
    end(false);
  }

  private void end(boolean removed) {
    over = true;
    listener.ended(this, removed);
    ended.complete(null);
    try {
      open.close();
    } catch (IOException e) {
      log("the descriptor of a lock cannot be closed", e);
    }
  }

  private void log(String what, Exception e) {
    LOG.atWarn().addKeyValue("lock", directory.path()).log(what + ": {}", e.getMessage());
  }
}

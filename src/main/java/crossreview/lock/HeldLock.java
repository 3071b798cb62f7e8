package crossreview.lock;

import crossreview.time.Clock;
import crossreview.time.Ticker;
import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** A lock that this process holds until it releases or loses it. */
public final class HeldLock {
  private final LockDirectory directory;
  private final long token;
  private final LockTimings timings;
  private final Clock clock;
  private final Ticker ticker;
  private final Executor disk;
  private final Runnable forget;
  private final AtomicBoolean over = new AtomicBoolean();
  private volatile long lastBeat;
  private volatile Runnable lost = () -> {};

  HeldLock(FolderLock.Parts parts, LockDirectory directory, long token, Runnable forget) {
    this.directory = directory;
    this.token = token;
    this.timings = parts.timings();
    this.clock = parts.clock();
    this.ticker = parts.ticker();
    this.disk = parts.disk();
    this.forget = forget;
    this.lastBeat = ticker.nanos();
  }

  /**
   * Returns when the lock is ours: its mtime carries our token and the last good heartbeat is not too
   * old. Blocks for one look at the disk; any thread but an event loop.
   */
  public void verify() throws LockLost {
    if (over.get()) {
      throw new LockLost("the lock was given up");
    }
    Duration silent = Duration.ofNanos(ticker.nanos() - lastBeat);
    if (silent.compareTo(timings.giveUp()) > 0) {
      throw new LockLost("no good heartbeat for " + silent.toSeconds() + " s");
    }
    try {
      Optional<FileTime> mtime = directory.mtime();
      if (mtime.isEmpty() || LockDirectory.token(mtime.get()) != token) {
        throw new LockLost(directory.path() + " belongs to somebody else");
      }
    } catch (IOException e) {
      throw new LockLost("cannot look at " + directory.path() + ": " + e.getMessage());
    }
  }

  /** Verifies and removes the lock; one that is not ours any more is left alone. */
  public CompletionStage<Void> release() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    disk.execute(
        () -> {
          releaseNow();
          done.complete(null);
        });
    return done;
  }

  private synchronized void releaseNow() {
    try {
      verify();
      over.set(true);
      directory.remove();
    } catch (LockLost | IOException e) {
      over.set(true); // somebody else's now, or left to become stale: both are safe
    } finally {
      forget.run();
    }
  }

  /** Called once when the lock is lost, on a heartbeat thread. Set right after acquiring. */
  public void onLost(Runnable listener) {
    lost = listener;
  }

  /** Touches the lock, or finds that it is lost. On a heartbeat thread; never after a release. */
  synchronized void beat() {
    if (over.get()) {
      return;
    }
    try {
      verify();
      directory.touch(clock.now(), token);
      lastBeat = ticker.nanos();
    } catch (LockLost e) {
      lose();
    } catch (IOException e) {
      Duration silent = Duration.ofNanos(ticker.nanos() - lastBeat);
      if (silent.compareTo(timings.giveUp()) > 0) {
        lose();
      }
    }
  }

  private void lose() {
    if (over.compareAndSet(false, true)) {
      forget.run();
      lost.run();
    }
  }
}

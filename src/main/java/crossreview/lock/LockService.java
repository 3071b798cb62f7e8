package crossreview.lock;

import crossreview.model.ProblemException;
import crossreview.time.Clock;
import crossreview.time.Ticker;
import crossreview.time.TimerService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * Acquires the locks of session folders for one daemon. Any thread may ask.
 *
 * <p>What it hands out stays ours only while a {@link LockHeartbeatVerticle} is deployed for it.
 */
public final class LockService {
  private final LockContext lockContext;
  private final LockHolder self;
  private final TakeOverGuard guard;
  private final StaleLockDetector staleLockDetector;
  private final Set<HeldLock> held = ConcurrentHashMap.newKeySet();

  /**
   * What the lock is made of.
   *
   * @param random safe for many threads, such as {@link java.security.SecureRandom}
   * @param disk where files are touched; its threads must not be interrupted
   * @param hostDepartures whose locks are broken at once
   * @param guards the directory of the guard files, made when it is first needed
   * @param node the daemon's name for people
   */
  public record LockContext(
      LockTimings timings,
      Clock clock,
      Ticker ticker,
      TimerService timerService,
      RandomGenerator random,
      Executor disk,
      ProcessTable processes,
      HostDepartures hostDepartures,
      Path guards,
      String node) {}

  /** Blocks shortly, to ask the process table who we are. */
  public LockService(LockContext lockContext) {
    this.lockContext = lockContext;
    this.self = lockContext.processes().self(lockContext.node());
    this.guard = new TakeOverGuard(lockContext.guards());
    this.staleLockDetector = new StaleLockDetector(lockContext, self);
  }

  /**
   * Acquires the lock of a folder, waiting by timer while another process holds it; no thread
   * waits. Completes on a disk thread, or fails there with {@link ProblemException}:
   *
   * <ul>
   *   <li>{@code session_busy} after the deadline, naming the holder and its last beat;
   *   <li>{@code wrong_lock} at once when {@code .lock} is anything but an empty directory that we
   *       may enter, with what to do about it; it is never removed;
   *   <li>{@code session_not_found} when the folder is gone; it is never made;
   *   <li>{@code coarse_file_times} or {@code storage_failed} when the disk does not do its part;
   *       then no lock is left behind.
   * </ul>
   *
   * @param deadline how long to try; zero means once
   */
  public CompletionStage<HeldLock> acquire(Path sessionFolder, Duration deadline) {
    return new LockAcquisition(this, sessionFolder, deadline).start();
  }

  /** Who we are in {@code holder.json}; its token is 0. */
  public LockHolder self() {
    return self;
  }

  /** What the heartbeat touches. */
  Set<HeldLock> held() {
    return held;
  }

  /** A lock of ours that ended without being removed may be taken again at once. */
  void ended(Path sessionFolder, HeldLock lock, boolean removed) {
    held.remove(lock);
    if (!removed) {
      staleLockDetector.abandoned(sessionFolder, lock.token());
    }
  }

  LockContext parts() {
    return lockContext;
  }

  TakeOverGuard guard() {
    return guard;
  }

  StaleLockDetector sightings() {
    return staleLockDetector;
  }
}

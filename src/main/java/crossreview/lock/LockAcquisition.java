package crossreview.lock;

import crossreview.file.StorageProblems;
import crossreview.lock.LockDirectory.LockObservation;
import crossreview.lock.LockService.LockContext;
import crossreview.lock.StaleLockDetector.LockStatus;
import crossreview.lock.TakeOverGuard.TakeOverPermit;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.StorageProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;

/**
 * One attempt to get one lock, with its retries. Each step runs on a disk thread and either ends
 * the attempt or sets the timer of the next one, so its fields need no lock.
 */
final class LockAcquisition {
  private static final Duration GUARD_RETRY = Duration.ofMillis(20); // a take-over takes far less
  private static final Duration GUARD_MAX = Duration.ofSeconds(2); // then it counts as stuck

  private final LockService locks;
  private final LockContext lockContext;
  private final Path folder;
  private final LockDirectory directory;
  private final long begun;
  private final Duration deadline;
  private final CompletableFuture<HeldLock> result = new CompletableFuture<>();
  private Duration wait;

  LockAcquisition(LockService locks, Path folder, Duration deadline) {
    this.locks = locks;
    this.lockContext = locks.parts();
    this.folder = folder;
    this.directory = new LockDirectory(folder);
    this.begun = lockContext.ticker().nanos();
    this.deadline = deadline;
    this.wait = lockContext.timings().retryFirst();
  }

  /** The stage cannot be completed from outside, so no lock is lost that way. */
  CompletionStage<HeldLock> start() {
    onDisk(this::compete);
    return result.minimalCompletionStage();
  }

  private interface AcquisitionStep {
    void run() throws IOException;
  }

  private void compete() throws IOException {
    if (directory.make()) {
      own();
      return;
    }
    LockStatus lockStatus = locks.sightings().look(folder, directory);
    switch (lockStatus) {
      case ALIVE, OLD -> later();
      case GONE -> makeAgain();
      case DEAD, STALE -> takeOver(lockContext.ticker().nanos());
    }
  }

  private void makeAgain() throws IOException {
    if (directory.make()) {
      own();
    } else {
      later();
    }
  }

  private void takeOver(long since) throws IOException {
    Optional<TakeOverPermit> pass = locks.guard().enter(folder);
    boolean patient = elapsedFrom(since).compareTo(GUARD_MAX) < 0;
    if (pass.isEmpty() && patient && remaining().isPositive()) {
      after(GUARD_RETRY, () -> takeOver(since));
      return;
    }
    boolean made;
    try {
      made = breakAndMake();
    } finally {
      pass.ifPresent(TakeOverPermit::close);
    }
    if (made) {
      own();
    } else {
      later();
    }
  }

  /**
   * Looks again first: another contender of ours may have been faster. The directory is made anew,
   * because an owner that wakes up late still holds the old one open and may touch it.
   */
  private boolean breakAndMake() throws IOException {
    return switch (locks.sightings().look(folder, directory)) {
      case ALIVE, OLD -> false;
      case GONE -> directory.make();
      case DEAD, STALE -> {
        directory.remove();
        yield directory.make();
      }
    };
  }

  /** The directory was made by us a moment ago: put our token on it, and our name beside it. */
  private void own() throws IOException {
    try {
      HeldLock lock = marked();
      locks.sightings().forget(folder);
      if (locks.sightings().troubled(folder)) {
        after(lockContext.timings().settle(), () -> settled(lock));
      } else {
        hold(lock);
      }
    } catch (NoSuchFileException e) {
      // Another process removed it after an outdated check; or the folder, which the retry finds.
      later();
    }
  }

  private HeldLock marked() throws IOException {
    LockHandle open = opened();
    long beat = lockContext.ticker().nanos();
    HeldLock.LockMark lockMark = new HeldLock.LockMark(directory, open, token(open));
    HeldLock lock =
        new HeldLock(
            lockMark, lockContext, beat, (ended, removed) -> locks.ended(folder, ended, removed));
    try {
      boolean durably = !lockContext.hostDepartures().alone();
      HolderFile.write(folder, locks.self().withToken(lockMark.token()), durably);
      return lock;
    } catch (IOException | RuntimeException e) {
      lock.releaseNow();
      throw e;
    }
  }

  private LockHandle opened() throws IOException {
    try {
      return directory.open();
    } catch (IOException e) {
      directory.remove();
      throw e;
    }
  }

  private long token(LockHandle open) throws IOException {
    try {
      return open.mark(lockContext.clock().now(), LockToken.choose(lockContext.random()));
    } catch (IOException | RuntimeException e) {
      removeOwnLock(open);
      throw e;
    }
  }

  /** Removes the lock, unless the directory of another process is in its place by now. */
  private void removeOwnLock(LockHandle open) throws IOException {
    try (open) {
      LockObservation ours = open.look();
      if (directory.look().filter(ours::equals).isPresent()) {
        directory.remove();
      }
    }
  }

  /** A contender that acted on an old sight may have removed our fresh lock meanwhile. */
  private void settled(HeldLock lock) throws IOException {
    try {
      lock.verify();
      hold(lock);
    } catch (LockLostException e) {
      lock.abandon();
      later();
    }
  }

  private void hold(HeldLock lock) {
    locks.held().add(lock);
    result.complete(lock);
  }

  private void later() throws IOException {
    Duration remaining = remaining();
    if (!remaining.isPositive()) {
      String message = locks.sightings().describe(folder, directory);
      result.completeExceptionally(StorageProblem.SESSION_BUSY.exception(message));
      return;
    }
    // Without jitter contenders march in step.
    long jitter = lockContext.random().nextLong(wait.toNanos() / 5 + 1);
    Duration delay = shorter(wait.plusNanos(jitter), remaining);
    wait = shorter(wait.multipliedBy(3).dividedBy(2), lockContext.timings().retryMax());
    after(delay, this::compete);
  }

  private Duration remaining() {
    return deadline.minus(elapsedFrom(begun));
  }

  private Duration elapsedFrom(long nanos) {
    return Duration.ofNanos(lockContext.ticker().nanos() - nanos);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private void after(Duration delay, AcquisitionStep acquisitionStep) {
    lockContext.timerService().after(delay, () -> onDisk(acquisitionStep));
  }

  private void onDisk(AcquisitionStep acquisitionStep) {
    try {
      lockContext.disk().execute(() -> run(acquisitionStep));
    } catch (RejectedExecutionException e) {
      result.completeExceptionally(
          StorageProblem.SHUTTING_DOWN.exception("the daemon is stopping"));
    }
  }

  private void run(AcquisitionStep acquisitionStep) {
    try {
      acquisitionStep.run();
    } catch (IOException e) {
      result.completeExceptionally(new ProblemException(problem(e)));
    } catch (RuntimeException e) {
      result.completeExceptionally(e);
    }
  }

  private Problem problem(IOException e) {
    return Files.isDirectory(folder)
        ? StorageProblems.of("lock " + folder, e)
        : Problem.noSession(folder.getFileName().toString());
  }
}

package crossreview.lock;

import crossreview.lock.FolderLock.Parts;
import crossreview.lock.LockDirectory.Sight;
import crossreview.lock.Sightings.Verdict;
import crossreview.lock.TakeOverGuard.Pass;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
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
final class Acquisition {
  private static final Duration GUARD_RETRY = Duration.ofMillis(20); // a take-over takes far less
  private static final Duration GUARD_MAX = Duration.ofSeconds(2); // then it counts as stuck

  private final FolderLock locks;
  private final Parts parts;
  private final Path folder;
  private final LockDirectory directory;
  private final long begun;
  private final Duration deadline;
  private final CompletableFuture<HeldLock> result = new CompletableFuture<>();
  private Duration wait;

  Acquisition(FolderLock locks, Path folder, Duration deadline) {
    this.locks = locks;
    this.parts = locks.parts();
    this.folder = folder;
    this.directory = new LockDirectory(folder);
    this.begun = parts.ticker().nanos();
    this.deadline = deadline;
    this.wait = parts.timings().retryFirst();
  }

  /** The stage cannot be completed from outside, so no lock is handed to nobody. */
  CompletionStage<HeldLock> start() {
    onDisk(this::compete);
    return result.minimalCompletionStage();
  }

  private interface Step {
    void run() throws IOException;
  }

  private void compete() throws IOException {
    if (directory.make()) {
      own();
      return;
    }
    Verdict verdict = locks.sightings().look(folder, directory);
    switch (verdict) {
      case ALIVE, OLD -> later();
      case GONE -> makeAgain();
      case DEAD, STALE -> takeOver(parts.ticker().nanos());
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
    Optional<Pass> pass = locks.guard().enter(folder);
    boolean patient = elapsedFrom(since).compareTo(GUARD_MAX) < 0;
    if (pass.isEmpty() && patient && remaining().isPositive()) {
      after(GUARD_RETRY, () -> takeOver(since));
      return;
    }
    boolean made;
    try {
      made = breakAndMake();
    } finally {
      pass.ifPresent(Pass::close);
    }
    if (made) {
      own();
    } else {
      later();
    }
  }

  /** Looks again first: another contender of ours may have been faster. */
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
        after(parts.timings().settle(), () -> settled(lock));
      } else {
        hold(lock);
      }
    } catch (NoSuchFileException e) {
      // Somebody removed what we made, on an old sight; or the folder, which the retry finds.
      later();
    }
  }

  private HeldLock marked() throws IOException {
    OpenLock open = opened();
    long beat = parts.ticker().nanos();
    HeldLock.Marked marked = new HeldLock.Marked(directory, open, token(open));
    HeldLock lock = new HeldLock(marked, parts, beat, locks.held()::remove);
    try {
      HolderFile.write(folder, locks.self().withToken(marked.token()));
      return lock;
    } catch (IOException | RuntimeException e) {
      lock.releaseNow();
      throw e;
    }
  }

  private OpenLock opened() throws IOException {
    try {
      return directory.open();
    } catch (IOException e) {
      directory.remove();
      throw e;
    }
  }

  private long token(OpenLock open) throws IOException {
    try {
      return open.mark(parts.clock().now(), Token.choose(parts.random()));
    } catch (IOException | RuntimeException e) {
      giveBack(open);
      throw e;
    }
  }

  /** Removes the lock, unless somebody else's directory is in its place by now. */
  private void giveBack(OpenLock open) throws IOException {
    try (open) {
      Sight ours = open.look();
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
    } catch (LockLost e) {
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
      result.completeExceptionally(new ProblemException(Problem.conflict("session_busy", message)));
      return;
    }
    // Without jitter contenders march in step.
    long jitter = parts.random().nextLong(wait.toNanos() / 5 + 1);
    Duration delay = shorter(wait.plusNanos(jitter), remaining);
    wait = shorter(wait.multipliedBy(3).dividedBy(2), parts.timings().retryMax());
    after(delay, this::compete);
  }

  private Duration remaining() {
    return deadline.minus(elapsedFrom(begun));
  }

  private Duration elapsedFrom(long nanos) {
    return Duration.ofNanos(parts.ticker().nanos() - nanos);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private void after(Duration delay, Step step) {
    parts.timers().after(delay, () -> onDisk(step));
  }

  private void onDisk(Step step) {
    try {
      parts.disk().execute(() -> run(step));
    } catch (RejectedExecutionException e) {
      result.completeExceptionally(
          new ProblemException(Problem.unavailable("shutting_down", "the daemon is stopping")));
    }
  }

  private void run(Step step) {
    try {
      step.run();
    } catch (IOException e) {
      result.completeExceptionally(new ProblemException(problem(e)));
    } catch (RuntimeException e) {
      result.completeExceptionally(e);
    }
  }

  private Problem problem(IOException e) {
    return Files.isDirectory(folder)
        ? Problem.unavailable("storage_failed", "cannot lock " + folder + ": " + e.getMessage())
        : Problem.noSession(folder.getFileName().toString());
  }
}

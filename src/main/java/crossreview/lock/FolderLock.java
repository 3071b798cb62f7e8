package crossreview.lock;

import crossreview.lock.Sightings.Verdict;
import crossreview.model.Problem;
import crossreview.model.Refused;
import crossreview.time.Clock;
import crossreview.time.Ticker;
import crossreview.time.Timers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/** Acquires the locks of session folders for one daemon. Any thread may ask. */
public final class FolderLock {
  private static final int TOKEN_MAX = 999; // microseconds; proper-lockfile's users keep these digits

  private static final Set<OpenOption> NEW_FILE =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  private static final FileAttribute<?> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Parts parts;
  private final Holder self;
  private final TakeOverGuard guard;
  private final Sightings sightings;
  private final Set<HeldLock> held = ConcurrentHashMap.newKeySet();

  /**
   * What the lock is made of.
   *
   * @param disk where files are touched
   * @param guards the directory of the guard files
   */
  public record Parts(
      LockTimings timings,
      Clock clock,
      Ticker ticker,
      Timers timers,
      RandomGenerator random,
      Executor disk,
      ProcessTable processes,
      Path guards,
      String node) {}

  public FolderLock(Parts parts) {
    this.parts = parts;
    this.self = parts.processes().self(parts.node());
    this.guard = new TakeOverGuard(parts.guards());
    this.sightings = new Sightings(parts, self);
  }

  /** Who we are in {@code holder.json}. */
  public Holder self() {
    return self;
  }

  /** What the heartbeat touches. */
  Set<HeldLock> held() {
    return held;
  }

  LockTimings timings() {
    return parts.timings();
  }

  /**
   * Acquires the lock of a folder, waiting by timer while somebody else holds it. Fails with {@link
   * Refused}: {@code session_busy} naming the holder after the deadline, {@code wrong_lock} at once
   * when something else lies there, {@code session_not_found} when the folder is gone.
   */
  public CompletionStage<HeldLock> acquire(Path sessionFolder, Duration deadline) {
    CompletableFuture<HeldLock> result = new CompletableFuture<>();
    long until = parts.ticker().nanos() + deadline.toNanos();
    Attempt attempt = new Attempt(sessionFolder, until, result);
    parts.disk().execute(attempt::run);
    return result;
  }

  /** One acquisition with its retries. */
  private final class Attempt {
    private final Path folder;
    private final LockDirectory directory;
    private final long until;
    private final CompletableFuture<HeldLock> result;
    private Duration wait = parts.timings().retryFirst();
    private boolean sawTrouble;

    Attempt(Path folder, long until, CompletableFuture<HeldLock> result) {
      this.folder = folder;
      this.directory = new LockDirectory(folder);
      this.until = until;
      this.result = result;
    }

    void run() {
      try {
        if (directory.make() || takenOver()) {
          own();
        } else {
          later();
        }
      } catch (IOException | RuntimeException e) {
        result.completeExceptionally(translated(e));
      }
    }

    private RuntimeException translated(Exception e) {
      if (e instanceof RuntimeException bug) {
        return bug;
      }
      return Files.isDirectory(folder)
          ? new Refused(
              Problem.unavailable("storage_failed", "cannot lock " + folder + ": " + e.getMessage()))
          : new Refused(Problem.noSession(folder.getFileName().toString()));
    }

    private boolean takenOver() throws IOException {
      Verdict verdict = sightings.look(folder, directory);
      sawTrouble |= verdict != Verdict.ALIVE;
      return switch (verdict) {
        case ALIVE, GONE -> false;
        case DEAD, STALE -> guard.alone(folder, this::breakAndMake);
      };
    }

    /** Looks again inside the guard: another contender of ours may have been faster. */
    private boolean breakAndMake() throws IOException {
      Verdict again = sightings.look(folder, directory);
      if (again == Verdict.DEAD || again == Verdict.STALE) {
        directory.remove();
      }
      return again != Verdict.ALIVE && directory.make();
    }

    private void own() throws IOException {
      long token = (1 + parts.random().nextLong(TOKEN_MAX)) * 1_000;
      FileTime mtime = directory.touch(parts.clock().now(), token);
      writeHolder(folder, self.withToken(token));
      sightings.forget(folder);
      if (sawTrouble) {
        parts.timers().after(parts.timings().settle(), () -> parts.disk().execute(() -> settled(token)));
      } else {
        hold(token);
      }
      if (LockDirectory.token(mtime) != token) {
        throw new IllegalStateException("touch read back " + mtime);
      }
    }

    /** A foreign contender that acted on an old sight may have removed our fresh lock: look again. */
    private void settled(long token) {
      try {
        Optional<FileTime> mtime = directory.mtime();
        if (mtime.isPresent() && LockDirectory.token(mtime.get()) == token) {
          hold(token);
        } else {
          later();
        }
      } catch (IOException e) {
        result.completeExceptionally(translated(e));
      }
    }

    private void hold(long token) {
      HeldLock[] self = new HeldLock[1];
      self[0] = new HeldLock(parts, directory, token, () -> held.remove(self[0]));
      held.add(self[0]);
      result.complete(self[0]);
    }

    private void later() throws IOException {
      if (parts.ticker().nanos() + wait.toNanos() > until) {
        result.completeExceptionally(
            new Refused(Problem.conflict("session_busy", sightings.describe(folder, directory))));
        return;
      }
      long jitter = parts.random().nextLong(wait.toNanos() / 5 + 1);
      parts.timers().after(wait.plusNanos(jitter), () -> parts.disk().execute(this::run));
      Duration longer = wait.multipliedBy(3).dividedBy(2);
      wait = longer.compareTo(parts.timings().retryMax()) > 0 ? parts.timings().retryMax() : longer;
    }
  }

  private static void writeHolder(Path folder, Holder holder) throws IOException {
    Path temporary = folder.resolve("holder.json.tmp");
    Files.deleteIfExists(temporary);
    try (SeekableByteChannel file = Files.newByteChannel(temporary, NEW_FILE, PRIVATE)) {
      file.write(ByteBuffer.wrap(holder.toJson()));
    }
    Files.move(temporary, folder.resolve("holder.json"), StandardCopyOption.ATOMIC_MOVE);
  }
}

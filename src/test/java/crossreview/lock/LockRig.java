package crossreview.lock;

import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.testkit.FakeTime;
import crossreview.time.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Assertions;

/** One session folder on the real disk, shared by daemons that live in one faked time. */
final class LockRig {
  static final Duration PATIENCE = Duration.ofSeconds(26);
  static final long FOREIGN_TOKEN = 123_457;

  final FakeTime time = new FakeTime();
  final FakeProcessTable processes = new FakeProcessTable();
  final Path root;
  final Path folder;
  final Path lock;
  Executor disk = Runnable::run;
  Clock clock = time;
  HostDepartures hostDepartures = HostDepartures.NONE;

  LockRig(Path root) throws IOException {
    this.root = root;
    this.folder = Files.createDirectory(root.resolve("0b9f6a52-5f0e-4a4c-9d0a-0f6f7f0c2a11"));
    this.lock = folder.resolve(".lock");
  }

  LockService daemon(String node) {
    return new LockService(
        new LockService.LockContext(
            LockTimings.defaults(),
            () -> clock.now(),
            time,
            time,
            RandomGenerator.getDefault(),
            disk,
            processes,
            hostDepartures,
            root.resolve("guards"),
            node));
  }

  CompletableFuture<HeldLock> ask(LockService daemon) {
    return daemon.acquire(folder, PATIENCE).toCompletableFuture();
  }

  HeldLock take(LockService daemon) {
    CompletableFuture<HeldLock> asked = ask(daemon);
    Assertions.assertTrue(asked.isDone(), "the lock was not free");
    return asked.join();
  }

  /** Somebody else's lock, with a holder that describes it, or none at all. */
  void foreign(Instant mtime, LockHolder lockHolder) throws IOException {
    Files.createDirectory(lock);
    foreignBeat(mtime);
    if (lockHolder != null) {
      HolderFile.write(folder, lockHolder.withToken(FOREIGN_TOKEN), false);
    }
  }

  void foreignBeat(Instant mtime) {
    try {
      Files.setLastModifiedTime(lock, LockToken.stamp(mtime, FOREIGN_TOKEN));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a program does that takes our lock for stale. */
  FileTime steal() throws IOException {
    Files.delete(lock);
    Files.createDirectory(lock);
    return mtime();
  }

  FileTime mtime() throws IOException {
    return Files.getLastModifiedTime(lock, LinkOption.NOFOLLOW_LINKS);
  }

  long token() throws IOException {
    return LockToken.of(mtime());
  }

  /** The refusal that ended this; fails the test when there was none. */
  static Problem refusal(CompletableFuture<?> asked) {
    Assertions.assertTrue(asked.isDone(), "no answer yet");
    CompletionException failure = Assertions.assertThrows(CompletionException.class, asked::join);
    return Assertions.assertInstanceOf(ProblemException.class, failure.getCause()).problem();
  }
}

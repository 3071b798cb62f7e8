package crossreview.lock;

import crossreview.model.Digest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets our own contenders take over one after the other, by an OS lock on one of 256 guard files.
 *
 * <p>It saves work and proves nothing: after two seconds, or without the file, a contender goes on
 * without it. The files are made once and never deleted; each has one channel for the life of the
 * process, because closing any channel of a file drops all of the process's locks on it.
 */
final class TakeOverGuard {
  private static final Logger LOG = LoggerFactory.getLogger(TakeOverGuard.class);
  private static final long WAIT_SECONDS = 2; // longer than any take-over, shorter than a patience

  private final Path guards;
  private final ConcurrentHashMap<String, Gate> gates = new ConcurrentHashMap<>();

  TakeOverGuard(Path guards) {
    this.guards = guards;
  }

  private record Gate(Semaphore inside, Optional<FileChannel> channel) {}

  /** A take-over step. */
  @FunctionalInterface
  interface Step {
    boolean run() throws IOException;
  }

  /** Runs the step, alone among our contenders if that can be had. Blocks; a disk thread. */
  boolean alone(Path sessionFolder, Step step) throws IOException {
    String name = Digest.of(sessionFolder.getFileName().toString()).value().substring(0, 2);
    Gate gate = gates.computeIfAbsent(name, this::open);
    boolean entered = enter(gate);
    try {
      FileLock lock = entered && gate.channel().isPresent() ? gate.channel().get().tryLock() : null;
      try {
        return step.run();
      } finally {
        if (lock != null) {
          lock.release();
        }
      }
    } finally {
      if (entered) {
        gate.inside().release();
      }
    }
  }

  private static boolean enter(Gate gate) {
    try {
      return gate.inside().tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Gate open(String name) {
    try {
      Path file = guards.resolve(name);
      return new Gate(
          new Semaphore(1),
          Optional.of(
              FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)));
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("guard", name).log("take-overs go on without a guard: {}", e.getMessage());
      return new Gate(new Semaphore(1), Optional.empty());
    }
  }
}

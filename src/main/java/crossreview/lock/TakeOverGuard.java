package crossreview.lock;

import crossreview.file.FileModes;
import crossreview.model.Digest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets our own contenders take over one after the other, by an OS lock on one of 256 guard files.
 *
 * <p>It saves work and proves nothing: who waits too long continues without it. The files are made
 * once and never read or deleted; each has one channel for the life of the process, because closing
 * any channel of a file drops all locks that the process has on it. A semaphore stands in front,
 * because an OS lock belongs to the whole process and keeps none of its threads apart.
 */
final class TakeOverGuard {
  private static final Logger LOG = LoggerFactory.getLogger(TakeOverGuard.class);
  private static final Set<StandardOpenOption> FOREVER =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

  private final Path guards;
  private final ConcurrentHashMap<String, GuardFile> gates =
      new ConcurrentHashMap<>(); // at most 256

  TakeOverGuard(Path guards) {
    this.guards = guards;
  }

  /** The right to take over; closing it lets the next one in. */
  interface TakeOverPermit extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Enters if no other thread or process of ours takes over right now; never waits. Without a
   * usable guard file the pass only holds inside this process. Blocks for one system call; a disk
   * thread.
   */
  Optional<TakeOverPermit> enter(Path sessionFolder) {
    String name = Digest.of(sessionFolder.getFileName().toString()).value().substring(0, 2);
    return gates.computeIfAbsent(name, GuardFile::new).enter();
  }

  private final class GuardFile {
    private final Semaphore inside = new Semaphore(1);
    private final Path file;
    private @Nullable FileChannel channel; // opened and used by the thread inside

    GuardFile(String name) {
      file = guards.resolve(name);
    }

    Optional<TakeOverPermit> enter() {
      if (!inside.tryAcquire()) {
        return Optional.empty();
      }
      try {
        FileLock lock = channel().tryLock();
        return lock == null ? busy() : Optional.of(() -> leave(lock));
      } catch (OverlappingFileLockException e) {
        return busy(); // Another instance in this process is inside.
      } catch (IOException e) {
        LOG.atWarn()
            .addKeyValue("guard", file)
            .log("taking over without a guard: {}", e.toString());
        return Optional.of(inside::release);
      }
    }

    private Optional<TakeOverPermit> busy() {
      inside.release();
      return Optional.empty();
    }

    private FileChannel channel() throws IOException {
      FileChannel open = channel;
      if (open == null) {
        makeDirectory();
        open = FileChannel.open(file, FOREVER, FileModes.PRIVATE_FILE);
        channel = open;
      }
      return open;
    }

    /** Only the last part of the path: a data directory that vanished must not come back empty. */
    private void makeDirectory() throws IOException {
      try {
        Files.createDirectory(guards, FileModes.PRIVATE_DIRECTORY);
      } catch (FileAlreadyExistsException e) {
        LOG.atTrace().addKeyValue("guards", guards).log("guards exist");
      }
    }

    private void leave(FileLock lock) {
      try {
        lock.release();
      } catch (IOException e) {
        LOG.atWarn().addKeyValue("guard", file).log("cannot release a guard: {}", e.toString());
      } finally {
        inside.release();
      }
    }
  }
}

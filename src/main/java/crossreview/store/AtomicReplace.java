package crossreview.store;

import crossreview.journal.FilePort;
import crossreview.time.Timers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Puts a whole file in the place of another: temporary, fsync, rename, directory fsync. Any thread
 * may ask; files are touched on disk threads only, and a wait for a transient refusal is a timer.
 */
public final class AtomicReplace {
  /** What a temporary's name ends with; one that a crash left behind may be removed. */
  static final String TEMPORARY = ".tmp";

  // A virus scanner or an indexer holds a file for some milliseconds; 310 ms in all, then it is
  // real.
  private static final int RETRIES = 5;
  private static final Duration FIRST_WAIT = Duration.ofMillis(10);

  private static final AtomicLong NEXT = new AtomicLong();

  private final FilePort files;
  private final Rename rename;
  private final Timers timers;
  private final Executor disk;

  public AtomicReplace(FilePort files, Timers timers, Executor disk) {
    this(files, AtomicReplace::move, timers, disk);
  }

  AtomicReplace(FilePort files, Rename rename, Timers timers, Executor disk) {
    this.files = files;
    this.rename = rename;
    this.timers = timers;
    this.disk = disk;
  }

  /** The step that may be refused for a moment. */
  @FunctionalInterface
  interface Rename {
    void move(Path from, Path to) throws IOException;
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Replaces a file; its bytes and its name are durable when the stage completes. After a failure
   * (an {@link IOException}) the old file is there and the temporary is not.
   */
  public CompletionStage<Void> replace(Path file, byte[] bytes) {
    return place(file, bytes).thenCompose(placed -> forced(file.getParent()));
  }

  private CompletionStage<Void> forced(Path folder) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    disk.execute(() -> {
      try {
        files.forceDirectory(folder);
        done.complete(null);
      } catch (IOException | RuntimeException e) {
        done.completeExceptionally(e);
      }
    });
    return done;
  }

  /**
   * As {@link #replace}, but the name is not durable before the caller has fsynced the directory.
   */
  CompletionStage<Void> place(Path file, byte[] bytes) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Path temporary = temporary(file);
    disk.execute(() -> {
      try {
        write(temporary, bytes);
        renamed(temporary, file, 0, done);
      } catch (IOException | RuntimeException e) {
        fail(temporary, e, done);
      }
    });
    return done;
  }

  private static Path temporary(Path file) {
    String unique = ProcessHandle.current().pid() + "-" + NEXT.incrementAndGet();
    return file.resolveSibling(file.getFileName() + "." + unique + TEMPORARY);
  }

  private void write(Path temporary, byte[] bytes) throws IOException {
    try (FilePort.Channel channel = files.createNew(temporary)) {
      channel.append(ByteBuffer.wrap(bytes));
      channel.force();
    }
  }

  private void renamed(Path temporary, Path file, int tried, CompletableFuture<Void> done) {
    try {
      rename.move(temporary, file);
      done.complete(null);
    } catch (IOException | RuntimeException e) {
      if (tried == RETRIES || !transientRefusal(e)) {
        fail(temporary, e, done);
        return;
      }
      Duration wait = FIRST_WAIT.multipliedBy(1L << tried);
      Runnable again = () -> renamed(temporary, file, tried + 1, done);
      timers.after(wait, () -> disk.execute(again));
    }
  }

  /** EPERM, EACCES, EBUSY and EEXIST: somebody has one of the two files open for a moment. */
  private static boolean transientRefusal(Exception e) {
    if (e instanceof AccessDeniedException || e instanceof FileAlreadyExistsException) {
      return true;
    }
    String reason = e instanceof FileSystemException f ? String.valueOf(f.getReason()) : "";
    return reason.contains("not permitted") || reason.contains("busy");
  }

  private static void fail(Path temporary, Exception why, CompletableFuture<Void> done) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      why.addSuppressed(e); // the next owner removes it
    }
    done.completeExceptionally(why);
  }
}

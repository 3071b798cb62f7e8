package crossreview.store.disk;

import crossreview.file.DurableFiles;
import crossreview.file.StorageProblems;
import crossreview.journal.file.FilePort;
import crossreview.time.TimerService;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Puts a whole file in the place of another: a temporary beside it, then a rename. Readers see the
 * old bytes or the new ones. Any thread may ask; files are touched on disk threads only, and a wait
 * for a transient refusal is a timer, during which no thread is taken.
 *
 * <p>It lives in the store because everything that replaces files is in higher layers: blobs here,
 * views and the daemon's address further up.
 */
public final class AtomicWriter {
  /** What a temporary's name ends with; one that a crash left behind may be removed. */
  static final String TEMPORARY = ".tmp";

  // A virus scanner or an indexer holds a file for some milliseconds; 310 ms in all, then it is
  // real.
  private static final int RETRIES = 5;
  private static final Duration FIRST_WAIT = Duration.ofMillis(10);

  // Process numbers come again, so a crash may have left some of our names behind.
  private static final int NAMES_MAX = 100;

  private static final AtomicLong NEXT = new AtomicLong();

  private final SyncMode syncMode;
  private final FilePort files;
  private final RenameStep renameStep;
  private final TimerService timerService;
  private final Executor disk;

  AtomicWriter(
      SyncMode syncMode,
      FilePort files,
      RenameStep renameStep,
      TimerService timerService,
      Executor disk) {
    this.syncMode = syncMode;
    this.files = files;
    this.renameStep = renameStep;
    this.timerService = timerService;
    this.disk = disk;
  }

  /** For files that must survive a power cut: bytes and name are fsynced before it answers. */
  public static AtomicWriter durable(FilePort files, TimerService timerService, Executor disk) {
    return new AtomicWriter(
        SyncMode.BEFORE_THE_ANSWER, files, AtomicWriter::move, timerService, disk);
  }

  /**
   * For files that can be rebuilt: nothing is fsynced, so after a power cut the file may be the old
   * one, the new one, or empty.
   */
  public static AtomicWriter nonDurable(FilePort files, TimerService timerService, Executor disk) {
    return new AtomicWriter(SyncMode.BY_THE_SYSTEM, files, AtomicWriter::move, timerService, disk);
  }

  /** Who makes the bytes durable, and when. */
  enum SyncMode {
    BEFORE_THE_ANSWER,
    BY_THE_SYSTEM
  }

  /** The step that may be refused for a moment. */
  @FunctionalInterface
  interface RenameStep {
    void move(Path from, Path to) throws IOException;
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Replaces a file, or makes it, with mode 0600. After a failure (an {@link IOException}) the old
   * file is there and the temporary is not.
   */
  public CompletionStage<Void> replace(Path file, byte[] bytes) {
    CompletionStage<Void> placed = place(file, bytes);
    return switch (syncMode) {
      case BEFORE_THE_ANSWER -> placed.thenCompose(there -> forced(DurableFiles.directoryOf(file)));
      case BY_THE_SYSTEM -> placed;
    };
  }

  private CompletionStage<Void> forced(Path folder) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    onDisk(() -> force(folder, done), done);
    return done;
  }

  private void force(Path folder, CompletableFuture<Void> done) {
    try {
      files.forceDirectory(folder);
      done.complete(null);
    } catch (IOException | RuntimeException e) {
      done.completeExceptionally(e);
    }
  }

  /**
   * As {@link #replace}, but the name is not durable before the caller has fsynced the directory.
   */
  CompletionStage<Void> place(Path file, byte[] bytes) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    onDisk(() -> write(file, bytes, done), done);
    return done;
  }

  private void onDisk(Runnable step, CompletableFuture<Void> done) {
    try {
      disk.execute(step);
    } catch (RejectedExecutionException e) {
      done.completeExceptionally(new IOException("the disk threads have ended", e));
    }
  }

  private void write(Path file, byte[] bytes, CompletableFuture<Void> done) {
    Path temporary = null;
    try {
      TemporaryFile fresh = fresh(file);
      temporary = fresh.path();
      write(fresh, bytes);
      renamed(temporary, file, 0, done);
    } catch (IOException | RuntimeException e) {
      fail(temporary, e, done);
    }
  }

  /**
   * As {@link #replace} with bytes and name durable, on the calling thread, which blocks; a
   * transient refusal is not tried again.
   */
  void replaceNow(Path file, byte[] bytes) throws IOException {
    TemporaryFile fresh = fresh(file);
    try {
      try (FilePort.Channel channel = fresh.channel()) {
        channel.append(ByteBuffer.wrap(bytes));
        channel.force();
      }
      renameStep.move(fresh.path(), file);
      files.forceDirectory(DurableFiles.directoryOf(file));
    } catch (IOException | RuntimeException e) {
      clear(fresh.path(), e);
      throw e;
    }
  }

  private record TemporaryFile(Path path, FilePort.Channel channel) {}

  private TemporaryFile fresh(Path file) throws IOException {
    FileAlreadyExistsException taken = null;
    for (int attempt = 0; attempt < NAMES_MAX; attempt++) {
      String unique = ProcessHandle.current().pid() + "-" + NEXT.incrementAndGet();
      Path path = file.resolveSibling(file.getFileName() + "." + unique + TEMPORARY);
      try {
        return new TemporaryFile(path, files.createNew(path));
      } catch (FileAlreadyExistsException e) {
        taken = e;
      }
    }
    throw taken;
  }

  private void write(TemporaryFile temporaryFile, byte[] bytes) throws IOException {
    try (FilePort.Channel channel = temporaryFile.channel()) {
      channel.append(ByteBuffer.wrap(bytes));
      if (syncMode == SyncMode.BEFORE_THE_ANSWER) {
        channel.force();
      }
    }
  }

  private void renamed(Path temporary, Path file, int tried, CompletableFuture<Void> done) {
    try {
      renameStep.move(temporary, file);
      done.complete(null);
    } catch (IOException | RuntimeException e) {
      if (tried == RETRIES || !StorageProblems.isMomentary(e)) {
        fail(temporary, e, done);
        return;
      }
      Duration wait = FIRST_WAIT.multipliedBy(1L << tried);
      Runnable again = () -> renamed(temporary, file, tried + 1, done);
      try {
        // Where the disk threads end during the wait, the next owner removes the temporary.
        timerService.after(wait, () -> onDisk(again, done));
      } catch (RuntimeException over) { // no timers any more: the daemon has stopped
        e.addSuppressed(over);
        fail(temporary, e, done);
      }
    }
  }

  private static void fail(@Nullable Path temporary, Exception why, CompletableFuture<Void> done) {
    if (temporary != null) {
      clear(temporary, why);
    }
    done.completeExceptionally(why);
  }

  private static void clear(Path temporary, Exception why) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      why.addSuppressed(e); // the next owner removes it
    }
  }

  /** Removes what a crash left half-written in a folder. Blocks; for the folder's owner. */
  public static void removeTemporaries(Path folder) throws IOException {
    try (DirectoryStream<Path> temporaries = Files.newDirectoryStream(folder, "*" + TEMPORARY)) {
      for (Path temporary : temporaries) {
        Files.deleteIfExists(temporary);
      }
    }
  }
}

package crossreview.http;

import crossreview.file.StorageProblems;
import crossreview.memory.MemoryBudget;
import crossreview.memory.MemoryReservation;
import crossreview.model.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Files for large bodies while they arrive, so that a slow sender holds disk and not heap.
 *
 * <p>A file loses its name as soon as it is open: nothing is left of it after a crash, and nobody
 * else can open it. What lies in the files is counted, with a share per sender. Any thread.
 */
public final class BodySpool {
  /** Smaller bodies stay in the heap, where they are counted too. */
  public static final int SPOOLED_FROM = 1 << 20;

  /** At the most 256 files, as many as a process can spare of its descriptors. */
  private static final long DISK_BYTES = 256L * SPOOLED_FROM;

  private static final String PRIVATE_DIRECTORY = "rwx------";
  private static final String PRIVATE_FILE = "rw-------";

  private final Path dir;
  private final MemoryBudget disk;

  /**
   * @param dir made when the first large body arrives
   */
  public BodySpool(Path dir) {
    this(dir, new MemoryBudget(DISK_BYTES, DISK_BYTES / 2));
  }

  /**
   * @param disk bytes that may lie in files
   */
  BodySpool(Path dir, MemoryBudget disk) {
    this.dir = dir;
    this.disk = disk;
  }

  /** Room on the disk for the same sender, of nothing yet. */
  public MemoryReservation beside(MemoryReservation heap) {
    return heap.in(disk);
  }

  /**
   * A new file that is gone when it is closed. Fails with {@code storage_full} and the like.
   *
   * @param name of no other file in the directory
   */
  public Future<AsyncFile> open(Vertx vertx, String name) {
    OpenOptions options =
        new OpenOptions().setCreateNew(true).setDeleteOnClose(true).setPerms(PRIVATE_FILE);
    return vertx
        .fileSystem()
        .mkdirs(dir.toString(), PRIVATE_DIRECTORY)
        .compose(made -> vertx.fileSystem().open(dir.resolve(name).toString(), options))
        .recover(cause -> Future.failedFuture(problem(cause)));
  }

  /** The refusal for a file operation that failed. */
  public ProblemException problem(Throwable cause) {
    Throwable first = cause.getCause() == null ? cause : cause.getCause();
    IOException io = first instanceof IOException e ? e : new IOException(first);
    return new ProblemException(StorageProblems.of("keep a large body in " + dir, io));
  }
}

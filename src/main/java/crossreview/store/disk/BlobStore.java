package crossreview.store.disk;

import crossreview.file.FileModes;
import crossreview.file.StorageProblems;
import crossreview.journal.file.FilePort;
import crossreview.model.Digest;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.StorageProblem;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a session that are too long for a line, each in a file named by its SHA-256.
 *
 * <p>A blob is durable when its future completes: file fsync, rename, directory fsync; blobs that
 * are submitted together share the directory fsync, and one that this log made durable before costs
 * nothing. A file that merely exists is not a proof: it is written again. Any thread. How large a
 * blob may be and how many are under way is bounded by the code that accepts artifacts and answers.
 */
public final class BlobStore {
  public static final String FOLDER = "blobs";
  private static final int SHARED_MAX = 16; // so that a steady stream cannot put off the fsync
  private static final int HASH_HERE_MAX = 64 * 1024; // 0.2 ms; more is not work for an event loop

  private final Path folder;
  private final FilePort files;
  private final AtomicWriter replace;
  private final Executor disk;
  private final Consumer<Problem> noticed;
  private final Set<Digest> durable = new HashSet<>();
  private final Map<Digest, CompletableFuture<Digest>> underWay = new HashMap<>();
  private List<PendingBlob> placed = new ArrayList<>();
  private int writing;

  /**
   * @param noticed is told of every failure to store, because it may concern the whole directory
   */
  public BlobStore(
      Path sessionFolder,
      FilePort files,
      AtomicWriter replace,
      Executor disk,
      Consumer<Problem> noticed) {
    this.folder = sessionFolder.resolve(FOLDER);
    this.files = files;
    this.replace = replace;
    this.disk = disk;
    this.noticed = noticed;
  }

  private record PendingBlob(Digest digest, CompletableFuture<Digest> done) {}

  /** Stores bytes under their digest. Fails with {@code storage_failed} or {@code storage_full}. */
  public Future<Digest> put(byte[] bytes) {
    if (bytes.length <= HASH_HERE_MAX) {
      return Futures.future(put(Digest.of(bytes), bytes));
    }
    return Futures.future(
        Futures.on(disk, () -> Digest.of(bytes)).thenCompose(digest -> put(digest, bytes)));
  }

  /** Stores bytes on the calling thread, which blocks for the disk. */
  public Digest putNow(byte[] bytes) throws IOException {
    Digest digest = Digest.of(bytes);
    replace.replaceNow(folder.resolve(digest.value()), bytes);
    synchronized (this) {
      durable.add(digest);
    }
    return digest;
  }

  private CompletionStage<Digest> put(Digest digest, byte[] bytes) {
    PendingBlob pendingBlob = new PendingBlob(digest, new CompletableFuture<>());
    synchronized (this) {
      if (durable.contains(digest)) {
        return CompletableFuture.completedStage(digest);
      }
      CompletableFuture<Digest> already = underWay.putIfAbsent(digest, pendingBlob.done());
      if (already != null) {
        return already;
      }
      writing++;
    }
    replace
        .place(folder.resolve(digest.value()), bytes)
        .whenComplete((done, failure) -> placed(pendingBlob, failure));
    return pendingBlob.done();
  }

  /** The last of those that are written side by side fsyncs the directory for all of them. */
  private void placed(PendingBlob pendingBlob, @Nullable Throwable failure) {
    List<PendingBlob> due = List.of();
    synchronized (this) {
      writing--;
      if (failure == null) {
        placed.add(pendingBlob);
      }
      if (writing == 0 || placed.size() >= SHARED_MAX) {
        due = placed;
        placed = new ArrayList<>();
      }
    }
    if (failure != null) {
      end(pendingBlob, failure);
    }
    if (!due.isEmpty()) {
      Throwable shared = forced();
      due.forEach(one -> end(one, shared));
    }
  }

  private @Nullable Throwable forced() {
    try {
      files.forceDirectory(folder);
      return null;
    } catch (IOException | RuntimeException e) {
      return e;
    }
  }

  private void end(PendingBlob pendingBlob, @Nullable Throwable failure) {
    synchronized (this) {
      underWay.remove(pendingBlob.digest());
      if (failure == null) {
        durable.add(pendingBlob.digest());
      }
    }
    if (failure == null) {
      pendingBlob.done().complete(pendingBlob.digest());
    } else {
      pendingBlob.done().completeExceptionally(refusal(Futures.cause(failure)));
    }
  }

  private Throwable refusal(Throwable failure) {
    if (!(failure instanceof IOException e)) {
      return failure;
    }
    Problem problem = StorageProblems.of("store a blob", e);
    noticed.accept(problem);
    return new ProblemException(problem);
  }

  /** The bytes of a blob, checked against their digest. */
  public Future<byte[]> get(Digest digest) {
    return Futures.future(Futures.on(disk, () -> read(folder, digest)));
  }

  /**
   * Makes the folder if a crash came before it, and removes what a crash left half-written. Blocks;
   * the caller holds the session's lock, so no process writes here.
   */
  public static void removeTemporaries(Path sessionFolder) throws IOException {
    Path folder = sessionFolder.resolve(FOLDER);
    if (!Files.isDirectory(folder)) {
      Files.createDirectory(folder, FileModes.PRIVATE_DIRECTORY);
      return;
    }
    AtomicWriter.removeTemporaries(folder);
  }

  /** Blocks; a disk thread. */
  public static byte[] read(Path folder, Digest digest) {
    try {
      byte[] bytes = Files.readAllBytes(folder.resolve(digest.value()));
      if (!Digest.of(bytes).equals(digest)) {
        throw StorageProblem.BLOB_DAMAGED.exception("blobs/" + digest + " is not what was stored");
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw StorageProblem.BLOB_NOT_FOUND.exception("no text has the digest " + digest);
    } catch (IOException e) {
      throw new ProblemException(StorageProblems.of("read a blob", e));
    }
  }
}

package crossreview.store;

import crossreview.model.Digest;
import crossreview.model.Problem;
import crossreview.model.Refused;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * The texts of a session that are too long for a line, each in a file named by its SHA-256.
 *
 * <p>A blob is durable when its future completes: file fsync, rename, directory fsync; blobs that are
 * handed in together share the directory fsync. Any thread.
 */
public final class Blobs {
  static final String FOLDER = "blobs";
  private static final Set<OpenOption> NEW_FILE =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  private static final FileAttribute<?> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path folder;
  private final Executor disk;
  private final Set<Digest> durable = ConcurrentHashMap.newKeySet();
  private final List<Put> waiting = new ArrayList<>();
  private boolean scheduled;

  Blobs(Path sessionFolder, Executor disk) {
    this.folder = sessionFolder.resolve(FOLDER);
    this.disk = disk;
  }

  private record Put(Digest digest, byte[] bytes, CompletableFuture<Digest> done) {}

  /** Stores bytes under their digest. Fails with {@code storage_failed} or {@code storage_full}. */
  public Future<Digest> put(byte[] bytes) {
    Digest digest = Digest.of(bytes);
    if (durable.contains(digest)) {
      return Future.succeededFuture(digest);
    }
    Put put = new Put(digest, bytes, new CompletableFuture<>());
    boolean first;
    synchronized (this) {
      waiting.add(put);
      first = !scheduled;
      scheduled = true;
    }
    if (first) {
      disk.execute(this::writeWaiting);
    }
    return Stages.future(put.done());
  }

  private void writeWaiting() {
    List<Put> batch;
    synchronized (this) {
      batch = List.copyOf(waiting);
      waiting.clear();
      scheduled = false;
    }
    try {
      for (Put put : batch) {
        write(put);
      }
      force(folder);
      batch.forEach(put -> durable.add(put.digest()));
      batch.forEach(put -> put.done().complete(put.digest()));
    } catch (IOException e) {
      Refused refused = new Refused(StorageProblems.of("store a blob", e));
      batch.forEach(put -> put.done().completeExceptionally(refused));
    }
  }

  private void write(Put put) throws IOException {
    Path file = folder.resolve(put.digest().value());
    if (durable.contains(put.digest())) {
      return;
    }
    Path temporary = folder.resolve(put.digest().value() + ".tmp");
    Files.deleteIfExists(temporary);
    try {
      try (FileChannel channel = FileChannel.open(temporary, NEW_FILE, PRIVATE)) {
        ByteBuffer bytes = ByteBuffer.wrap(put.bytes());
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(false);
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
  }

  private static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** The bytes of a blob, checked against their digest. */
  public Future<byte[]> get(Digest digest) {
    CompletableFuture<byte[]> done = new CompletableFuture<>();
    disk.execute(
        () -> {
          try {
            done.complete(read(folder, digest));
          } catch (Refused e) {
            done.completeExceptionally(e);
          }
        });
    return Stages.future(done);
  }

  /** Blocks; a disk thread. */
  static byte[] read(Path folder, Digest digest) {
    try {
      byte[] bytes = Files.readAllBytes(folder.resolve(digest.value()));
      if (!Digest.of(bytes).equals(digest)) {
        throw new Refused(
            Problem.damaged("blob_damaged", "blobs/" + digest + " is not what was stored"));
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw new Refused(Problem.notFound("blob_not_found", "no text has the digest " + digest));
    } catch (IOException e) {
      throw new Refused(StorageProblems.of("read a blob", e));
    }
  }
}

package crossreview.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.codec.RecordCodec;
import crossreview.codec.RecordMismatchException;
import crossreview.file.DurableFiles;
import crossreview.file.FileModes;
import crossreview.file.StorageProblems;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonWriter;
import crossreview.model.ProblemException;
import crossreview.model.WebhookProblem;
import crossreview.store.disk.AtomicWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What is stored about a target, in a folder of its own:
 *
 * <pre>
 *   state.json     how far it is; written by the host that has the lock of the folder
 *   replay.json    {"id": …}  the newest request for a replay; any host writes it
 *   cursors/       positions in more sessions than state.json can name
 * </pre>
 *
 * <p>Both files are whole and durable when a method returns. Blocks for the disk.
 */
final class TargetFolder {
  private static final Duration DISK = Duration.ofSeconds(30); // a disk that is slower has failed
  private static final int LEVELS = 2; // all targets, data directory

  private final Path folder;
  private final AtomicWriter writer;

  TargetFolder(Path folder, AtomicWriter writer) {
    this.folder = folder;
    this.writer = writer;
  }

  Path path() {
    return folder;
  }

  Path cursors() {
    return folder.resolve("cursors");
  }

  WebhookState state() {
    Path file = folder.resolve("state.json");
    if (!Files.exists(file)) {
      return WebhookState.NEW;
    }
    try {
      return RecordCodec.of(WebhookState.class).read(read(file));
    } catch (RecordMismatchException e) {
      throw damaged(file, e);
    }
  }

  void save(WebhookState state) {
    write("state.json", RecordCodec.of(WebhookState.class).write(state));
  }

  /** The newest request for a replay; empty for none. */
  String replayRequest() {
    Path file = folder.resolve("replay.json");
    return Files.exists(file) ? String.valueOf(read(file).get("id")) : "";
  }

  void requestReplay(String id) {
    write("replay.json", Map.of("id", id));
  }

  /** Makes the folder; its name and that above it survive a power cut. */
  void make() {
    if (Files.isDirectory(folder)) {
      return;
    }
    try {
      Files.createDirectories(folder, FileModes.PRIVATE_DIRECTORY);
      Path above = folder;
      for (int level = 0; level < LEVELS; level++) {
        above = DurableFiles.directoryOf(above);
        DurableFiles.syncDirectory(above);
      }
    } catch (IOException e) {
      throw new ProblemException(StorageProblems.of("make " + folder, e));
    }
  }

  private void write(String name, Map<String, Object> tree) {
    make();
    Path file = folder.resolve(name);
    byte[] bytes = JsonWriter.of(tree).getBytes(UTF_8);
    try {
      writer.replace(file, bytes).toCompletableFuture().get(DISK.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      IOException cause =
          e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
      throw new ProblemException(StorageProblems.of("write " + file, cause));
    } catch (TimeoutException e) {
      throw new ProblemException(StorageProblems.of("write " + file, new IOException(e)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("the daemon stops");
    }
  }

  private static Map<String, Object> read(Path file) {
    try {
      return JsonReader.readObject(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new ProblemException(StorageProblems.of("read " + file, e));
    } catch (InvalidJsonException e) {
      throw damaged(file, e);
    }
  }

  private static ProblemException damaged(Path file, Exception e) {
    return WebhookProblem.WEBHOOK_STATE_DAMAGED.exception(
        file + " cannot be read: " + e.getMessage());
  }
}

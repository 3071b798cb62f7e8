package crossreview.forge.flow;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.codec.RecordCodec;
import crossreview.codec.RecordMismatchException;
import crossreview.file.DurableFiles;
import crossreview.file.FileModes;
import crossreview.file.StorageProblems;
import crossreview.forge.flow.PullState.PullPhase;
import crossreview.forge.http.BlockingWait;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonWriter;
import crossreview.model.ForgeProblem;
import crossreview.model.ProblemException;
import crossreview.store.disk.AtomicWriter;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What is stored about a pull request, in a folder of its own:
 *
 * <pre>
 *   wanted.json   {"id": …}  the newest event that asks for a look; any host writes it
 *   state.json    how far it is; written by who has the lock
 * </pre>
 *
 * <p>Both are whole and durable when a method returns. Blocks for the disk.
 */
final class PullBook {
  private static final Duration DISK = Duration.ofSeconds(30); // a disk that is slower has failed

  private static final int LEVELS = 4; // repository, forge, all forges, data directory

  private final Path folder;
  private final AtomicWriter writer;

  PullBook(Path folder, AtomicWriter writer) {
    this.folder = folder;
    this.writer = writer;
  }

  Path folder() {
    return folder;
  }

  /** The id of the newest event; empty for none. */
  String wanted() {
    Path file = folder.resolve("wanted.json");
    return Files.exists(file) ? String.valueOf(read(file).get("id")) : "";
  }

  void want(String id) {
    write("wanted.json", Map.of("id", id));
  }

  PullState state() {
    Path file = folder.resolve("state.json");
    if (!Files.exists(file)) {
      return PullState.NONE;
    }
    try {
      return RecordCodec.of(PullState.class).read(read(file));
    } catch (RecordMismatchException e) {
      throw damaged(file, e);
    }
  }

  /** Whether there is something to do. */
  boolean due() {
    String wanted = wanted();
    PullState state = state();
    boolean underWay = state.phase() != PullPhase.IDLE && state.phase() != PullPhase.WAITING;
    return underWay || !wanted.isEmpty() && !wanted.equals(state.seen());
  }

  PullState save(PullState state) {
    write("state.json", RecordCodec.of(PullState.class).write(state));
    return state;
  }

  private void write(String name, Map<String, Object> tree) {
    make();
    byte[] bytes = JsonWriter.of(tree).getBytes(UTF_8);
    BlockingWait.result(
        Future.fromCompletionStage(writer.replace(folder.resolve(name), bytes))
            .recover(cause -> Future.failedFuture(failed(name, cause))),
        DISK);
  }

  /** Makes the folder; its name and those above it survive a power cut. */
  private void make() {
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

  private ProblemException failed(String name, Throwable cause) {
    IOException e = cause instanceof IOException io ? io : new IOException(cause);
    return new ProblemException(StorageProblems.of("write " + folder.resolve(name), e));
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
    return ForgeProblem.PULL_STATE_DAMAGED.exception(file + " cannot be read: " + e.getMessage());
  }
}

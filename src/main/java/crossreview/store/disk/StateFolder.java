package crossreview.store.disk;

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
import crossreview.time.BlockingResult;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

/**
 * Small JSON files that are each replaced as a whole. A write is durable when its method returns,
 * the names of the folders included. All methods block for the disk, at most {@value #DISK_SECONDS}
 * s.
 */
public final class StateFolder {
  private static final int DISK_SECONDS = 30; // a disk that is slower has failed

  private final Path folder;
  private final int levels;
  private final AtomicWriter writer;
  private final Function<String, ProblemException> damaged;

  /**
   * A folder that is made at the first write.
   *
   * @param levels how many folders above it may be new too
   * @param damaged the refusal for a file that cannot be read; it gets the sentence
   */
  public StateFolder(
      Path folder, int levels, AtomicWriter writer, Function<String, ProblemException> damaged) {
    this.folder = folder;
    this.levels = levels;
    this.writer = writer;
    this.damaged = damaged;
  }

  public Path path() {
    return folder;
  }

  /**
   * What is stored under the name.
   *
   * @param none what it is while there is no such file
   * @throws ProblemException for a file that is not of this shape, or a failing disk
   */
  public <T extends Record> T read(String name, Class<T> type, T none) {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      return none;
    }
    try {
      return RecordCodec.of(type).read(JsonReader.readObject(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new ProblemException(StorageProblems.of("read " + file, e));
    } catch (InvalidJsonException | RecordMismatchException e) {
      throw damaged.apply(file + " cannot be read: " + e.getMessage());
    }
  }

  /** Replaces the file of this name. */
  public <T extends Record> void write(String name, Class<T> type, T value) {
    make();
    Path file = folder.resolve(name);
    byte[] bytes = JsonWriter.of(RecordCodec.of(type).write(value)).getBytes(UTF_8);
    BlockingResult.of(
        Future.fromCompletionStage(writer.replace(file, bytes))
            .recover(cause -> Future.failedFuture(failed(file, cause))),
        Duration.ofSeconds(DISK_SECONDS),
        bound -> failed(file, new IOException("the disk did not answer within " + bound)));
  }

  /** Makes the folder; its name and those above it survive a power cut. */
  public void make() {
    if (Files.isDirectory(folder)) {
      return;
    }
    try {
      Files.createDirectories(folder, FileModes.PRIVATE_DIRECTORY);
      Path above = folder;
      for (int level = 0; level < levels; level++) {
        above = DurableFiles.directoryOf(above);
        DurableFiles.syncDirectory(above);
      }
    } catch (IOException e) {
      throw new ProblemException(StorageProblems.of("make " + folder, e));
    }
  }

  private static ProblemException failed(Path file, Throwable cause) {
    IOException e = cause instanceof IOException io ? io : new IOException(cause);
    return new ProblemException(StorageProblems.of("write " + file, e));
  }
}

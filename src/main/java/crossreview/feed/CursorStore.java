package crossreview.feed;

import crossreview.file.DurableFiles;
import crossreview.file.FileModes;
import crossreview.file.StorageProblems;
import crossreview.model.Digest;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.RequestProblem;
import crossreview.model.SessionId;
import crossreview.store.disk.Futures;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Positions in more sessions than a short token can name, each in a file that is named by the
 * digest of its content and never changes. Any thread; files are touched on disk threads.
 *
 * <pre>
 *   cursors/0123456789abcdef0123456789abcdef     one line for each session: its id, a space, a seq
 * </pre>
 */
public final class CursorStore {
  /** The oldest are removed beyond these: consumers that went away long ago. */
  private static final int FILES_MAX = 1_000;

  private static final int NAME_CHARS = 32;
  private static final AtomicLong NEXT = new AtomicLong();

  private final Path folder;
  private final Executor disk;
  private final Consumer<Problem> storageFaults;

  /**
   * @param storageFaults hears why a position could not be kept
   */
  public CursorStore(Path folder, Executor disk, Consumer<Problem> storageFaults) {
    this.folder = folder;
    this.disk = disk;
    this.storageFaults = storageFaults;
  }

  /** Keeps positions durably; completes with the name under which they are found again. */
  Future<String> save(Map<SessionId, Long> heads) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(heads)
        .forEach((id, seq) -> text.append(id.value()).append(' ').append(seq).append('\n'));
    byte[] bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
    String name = Digest.of(bytes).value().substring(0, NAME_CHARS);
    return Futures.future(Futures.on(disk, () -> write(name, bytes)));
  }

  private String write(String name, byte[] bytes) {
    try {
      Files.createDirectories(folder, FileModes.PRIVATE_DIRECTORY);
      Path file = folder.resolve(name);
      String unique = name + "." + ProcessHandle.current().pid() + "-" + NEXT.incrementAndGet();
      if (DurableFiles.create(file, bytes, folder.resolve(unique))) {
        prune();
      }
      return name;
    } catch (IOException e) {
      Problem problem = StorageProblems.of("keep the position of a consumer", e);
      storageFaults.accept(problem);
      throw new ProblemException(problem);
    }
  }

  private void prune() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = new ArrayList<>(all.toList());
    }
    if (files.size() > FILES_MAX) {
      Map<Path, FileTime> ages = new HashMap<>();
      for (Path file : files) {
        ages.put(file, Files.getLastModifiedTime(file));
      }
      files.sort(Comparator.comparing(ages::get));
      for (Path file : files.subList(0, files.size() - FILES_MAX)) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** What was kept under a name; refused with {@code bad_cursor} when it is not there. */
  Future<Map<SessionId, Long>> load(String name) {
    return Futures.future(Futures.on(disk, () -> read(name)));
  }

  private Map<SessionId, Long> read(String name) {
    Map<SessionId, Long> heads = new TreeMap<>();
    try {
      for (String line : Files.readAllLines(folder.resolve(name), StandardCharsets.US_ASCII)) {
        int space = line.indexOf(' ');
        heads.put(new SessionId(line.substring(0, space)), Long.valueOf(line.substring(space + 1)));
      }
      return Collections.unmodifiableMap(heads);
    } catch (NoSuchFileException e) {
      throw RequestProblem.BAD_CURSOR.exception("the position " + name + " is not kept any more");
    } catch (IOException e) {
      throw new ProblemException(StorageProblems.of("read the position of a consumer", e));
    }
  }
}

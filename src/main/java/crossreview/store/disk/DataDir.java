package crossreview.store.disk;

import crossreview.file.DurableFiles;
import crossreview.file.FileModes;
import crossreview.file.StorageProblems;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonWriter;
import crossreview.model.AccessProblem;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.StorageProblem;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The data directory: its folders, its format, its identity. All methods block; a disk thread. */
public final class DataDir {
  /** The version of the directory's layout that this build writes and the highest it opens. */
  public static final int FORMAT = 1;

  private final Path root;
  private final String storeId;

  /** Names this opening among those of other hosts, whose processes may have the same number. */
  private final String opener;

  private DataDir(Path root, String storeId, String opener) {
    this.root = root;
    this.storeId = storeId;
    this.opener = opener;
  }

  /**
   * Refuses, with {@code private_file_refused}, a directory that others than its owner can enter:
   * they could read what is reviewed, or become the operator. One that is missing is made private.
   */
  public static void requirePrivate(Path root) {
    try {
      Optional<String> open = Files.exists(root) ? FileModeCheck.fault(root) : Optional.empty();
      if (open.isPresent()) {
        throw AccessProblem.PRIVATE_FILE_REFUSED.exception(
            "the data directory " + root + " " + open.get());
      }
    } catch (IOException e) {
      throw new ProblemException(StorageProblems.of("use the data directory " + root, e));
    }
  }

  /**
   * Refuses, with {@code newer_format} or {@code format_damaged}, a directory that this version
   * cannot read, before anything in it is changed. One that is missing or empty is fine.
   */
  public static void requireKnownFormat(Path root) {
    try {
      readFormat(root);
    } catch (NoSuchFileException e) {
      return; // it will get the format of this version
    } catch (IOException e) {
      throw new ProblemException(StorageProblems.of("use the data directory " + root, e));
    }
  }

  /** The identity of a directory; refused as by {@link #requireKnownFormat}. */
  public static String storeIdOf(Path root) throws IOException {
    return readFormat(root);
  }

  /**
   * Opens the directory, making what is missing. Refused with {@code storage_failed} and the like
   * when it cannot be written, and with {@code newer_format} when a later version made it.
   *
   * @param newStoreId the identity of a directory that has none yet, drawn at random; it also tells
   *     this opening from those of other hosts
   */
  public static DataDir open(Path root, String newStoreId) {
    requireKnownFormat(root);
    try {
      Files.createDirectories(root, FileModes.PRIVATE_DIRECTORY);
      for (String name : List.of("sessions", "guards", "keys")) {
        Files.createDirectories(root.resolve(name), FileModes.PRIVATE_DIRECTORY);
      }
      Map<String, Object> format = new LinkedHashMap<>();
      format.put("format", FORMAT);
      format.put("store_id", newStoreId);
      String opener = ProcessHandle.current().pid() + "-" + newStoreId;
      writeNew(root.resolve("format.json"), JsonWriter.bytes(format), opener);
      DataDir dir = new DataDir(root, readFormat(root), opener);
      dir.probe();
      return dir;
    } catch (IOException e) {
      throw new ProblemException(StorageProblems.of("use the data directory " + root, e));
    }
  }

  /**
   * Makes the file if it is not there. It is born whole: written under another name and then linked
   * to its own, which only one of several starters can do.
   */
  private static void writeNew(Path file, byte[] bytes, String opener) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return; // another process was first, and its file counts
    }
    DurableFiles.create(
        file, bytes, file.resolveSibling(file.getFileName() + "." + opener + ".tmp"));
  }

  private static String readFormat(Path root) throws IOException {
    Path file = root.resolve("format.json");
    try {
      Map<String, Object> format = JsonReader.readObject(Files.readAllBytes(file));
      if (!(format.get("format") instanceof Long version) || version > FORMAT) {
        throw StorageProblem.NEWER_FORMAT.exception(
            file + " says format " + format.get("format") + ", this version reads " + FORMAT);
      }
      return String.valueOf(format.get("store_id"));
    } catch (InvalidJsonException e) {
      throw StorageProblem.FORMAT_DAMAGED.exception(file + " " + e.getMessage());
    }
  }

  /** Makes sure that the directory is still the one that was opened. */
  void checkSame() throws IOException {
    try {
      if (!readFormat(root).equals(storeId)) {
        throw StorageProblem.STORE_CHANGED.exception(
            root + " is not the directory that was opened");
      }
    } catch (NoSuchFileException e) {
      throw StorageProblem.STORE_CHANGED.exception(root + " does not exist any more");
    }
  }

  /** Makes sure that it is still the same directory and that a file can be made durable in it. */
  public void probe() throws IOException {
    checkSame();
    Path file = root.resolve("probe-" + opener + ".tmp");
    Files.deleteIfExists(file);
    try {
      DurableFiles.writeNew(file, new byte[4096]); // a block, so that a full disk is noticed
    } finally {
      Files.deleteIfExists(file);
    }
  }

  public Path root() {
    return root;
  }

  public String storeId() {
    return storeId;
  }

  public Path guards() {
    return root.resolve("guards");
  }

  public Path keys() {
    return root.resolve("keys");
  }

  Path sessions() {
    return root.resolve("sessions");
  }

  /** The folder of a session; ids are canonical, so nothing from outside becomes a path. */
  public Path session(SessionId id) {
    return sessions().resolve(id.value());
  }

  /**
   * Makes a session's folders; false when the session's folder was there. The name is durable when
   * {@link #forceSessions} returned.
   */
  public boolean make(SessionId id) throws IOException {
    try {
      Files.createDirectory(session(id), FileModes.PRIVATE_DIRECTORY);
    } catch (FileAlreadyExistsException e) {
      return false;
    }
    Files.createDirectory(session(id).resolve(BlobStore.FOLDER), FileModes.PRIVATE_DIRECTORY);
    return true;
  }

  void forceSessions() throws IOException {
    DurableFiles.syncDirectory(sessions());
  }

  /** When a session's journal was last written, as its files say; empty when it has none. */
  public Optional<FileTime> lastWritten(SessionId id) throws IOException {
    FileTime last = null;
    try (DirectoryStream<Path> lines = Files.newDirectoryStream(session(id), "events-*.ndjson")) {
      for (Path file : lines) {
        FileTime written = Files.getLastModifiedTime(file);
        last = last == null || written.compareTo(last) > 0 ? written : last;
      }
    }
    return Optional.ofNullable(last);
  }

  /** The ids that have a folder. */
  public List<SessionId> ids() throws IOException {
    try (Stream<Path> folders = Files.list(sessions())) {
      return folders
          .flatMap(folder -> SessionId.parse(folder.getFileName().toString()).stream())
          .toList();
    }
  }
}

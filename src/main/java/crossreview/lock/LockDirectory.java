package crossreview.lock;

import crossreview.model.Problem;
import crossreview.model.Refused;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;

/** The directory {@code .lock} and its mtime. All methods block. */
final class LockDirectory {
  static final String NAME = ".lock";
  private static final long MILLI = 1_000_000;

  private final Path path;

  LockDirectory(Path sessionFolder) {
    path = sessionFolder.resolve(NAME);
  }

  Path path() {
    return path;
  }

  /** Whether it is ours now. */
  boolean make() throws IOException {
    try {
      Files.createDirectory(
          path,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      return true;
    } catch (FileAlreadyExistsException e) {
      checkShape();
      return false;
    }
  }

  /** The mtime, or empty when there is no lock. */
  Optional<FileTime> mtime() throws IOException {
    try {
      return Optional.of(attributes().lastModifiedTime());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private BasicFileAttributes attributes() throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Sets the mtime to a time that carries the token, and reads it back.
   *
   * @throws Refused when the file system does not keep the token's digits
   */
  FileTime touch(Instant now, long token) throws IOException {
    FileTime stamp = FileTime.from(carrying(now, token));
    BasicFileAttributeView view =
        Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    view.setTimes(stamp, null, null);
    FileTime back = attributes().lastModifiedTime();
    if (token(back) != token) {
      throw new Refused(
          Problem.unavailable(
              "coarse_file_times",
              "the file system of " + path + " keeps no microseconds; it cannot hold a lock"));
    }
    return back;
  }

  static Instant carrying(Instant now, long token) {
    long nanos = now.getNano() / MILLI * MILLI + token;
    return Instant.ofEpochSecond(now.getEpochSecond(), nanos);
  }

  /** The digits below the millisecond. */
  static long token(FileTime mtime) {
    return mtime.toInstant().getNano() % MILLI;
  }

  void remove() throws IOException {
    Files.deleteIfExists(path); // rmdir: fails when anything lies inside
  }

  /** Refuses whatever is no empty directory, with what to do about it; it is never removed. */
  void checkShape() throws IOException {
    BasicFileAttributes shape;
    try {
      shape = attributes();
    } catch (NoSuchFileException e) {
      return; // released meanwhile
    }
    if (shape.isRegularFile()) {
      throw wrong(
          "detected a pre-v4.1.0 lock file at "
              + path
              + ": stop every process that uses this data directory, remove that file by hand, and"
              + " start again");
    }
    if (!shape.isDirectory()) {
      throw wrong(path + " is no directory; look who put it there and remove it by hand");
    }
    if (occupied()) {
      throw wrong(path + " must be empty, but something lies inside; remove that by hand");
    }
  }

  private boolean occupied() throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
      return entries.iterator().hasNext();
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static Refused wrong(String message) {
    return new Refused(Problem.conflict("wrong_lock", message));
  }
}

package crossreview.lock;

import crossreview.file.FileModes;
import crossreview.model.ProblemException;
import crossreview.model.StorageProblem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.Optional;

/** The directory {@code .lock} of one session folder, by its path. All methods block. */
final class LockDirectory {
  static final String NAME = ".lock";

  private final Path path;

  LockDirectory(Path sessionFolder) {
    path = sessionFolder.resolve(NAME);
  }

  Path path() {
    return path;
  }

  /**
   * One look at the lock.
   *
   * @param key the file system's identity of the directory (device and inode); null where it has
   *     none
   */
  record LockObservation(FileTime mtime, Object key) {
    static LockObservation of(BasicFileAttributes attributes) {
      return new LockObservation(attributes.lastModifiedTime(), attributes.fileKey());
    }

    boolean carries(long token, Object ownKey) {
      return LockToken.of(mtime) == token && Objects.equals(key, ownKey);
    }
  }

  /** Creates the lock; false when it exists. Anything but an empty directory is refused. */
  boolean make() throws IOException {
    try {
      Files.createDirectory(path, FileModes.PRIVATE_DIRECTORY);
      return true;
    } catch (FileAlreadyExistsException e) {
      checkShape();
      return false;
    }
  }

  /** What is there now; empty when there is no lock. */
  Optional<LockObservation> look() throws IOException {
    try {
      return Optional.of(LockObservation.of(attributes()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Opens the directory that was just made. */
  LockHandle open() throws IOException {
    return LockHandle.of(path);
  }

  /**
   * Removes the empty directory; one that is gone already is fine. This is rmdir itself, which
   * cannot remove a file or a link that appears there at the same moment.
   */
  void remove() throws IOException {
    try (DirectoryStream<Path> folder = Files.newDirectoryStream(path.getParent())) {
      if (folder instanceof SecureDirectoryStream<Path> secure) {
        secure.deleteDirectory(path.getFileName());
      } else if (attributesIfThere().filter(BasicFileAttributes::isDirectory).isPresent()) {
        Files.delete(path);
      }
    } catch (NoSuchFileException e) {
      return; // Another process removed the lock, or the whole folder.
    }
  }

  private Optional<BasicFileAttributes> attributesIfThere() throws IOException {
    try {
      return Optional.of(attributes());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private BasicFileAttributes attributes() throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private void checkShape() throws IOException {
    Optional<BasicFileAttributes> there = attributesIfThere();
    if (there.isEmpty()) {
      return; // It was released meanwhile.
    }
    BasicFileAttributes shape = there.get();
    if (shape.isRegularFile()) {
      throw legacyFile();
    }
    if (!shape.isDirectory()) {
      String kind = shape.isSymbolicLink() ? "a symbolic link" : "neither a file nor a directory";
      throw wrong(path + " is " + kind + ", expected an empty directory or nothing");
    }
    checkEmpty();
  }

  private void checkEmpty() throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
      for (Path entry : entries) {
        throw wrong(path + " must be empty, but contains \"" + entry.getFileName() + "\"");
      }
    } catch (AccessDeniedException e) {
      throw wrong(path + " cannot be entered: it belongs to another user");
    } catch (NoSuchFileException e) {
      return; // It was released meanwhile.
    }
  }

  /** The words that people and scripts know from older programs, and what to do. */
  private ProblemException legacyFile() {
    return StorageProblem.WRONG_LOCK.exception(
        "detected a pre-v4.1.0 lock file at "
            + path
            + ": stop all processes that use this data directory, remove this file by hand,"
            + " then start again");
  }

  private static ProblemException wrong(String fault) {
    return StorageProblem.WRONG_LOCK.exception(
        fault + "; find out which program created it, stop that program, and remove it by hand");
  }
}

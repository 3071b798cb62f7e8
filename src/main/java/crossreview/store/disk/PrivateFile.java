package crossreview.store.disk;

import crossreview.model.AccessProblem;
import crossreview.model.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * A small file that only its owner may read (0600). Blocking: not for event loops.
 *
 * <p>A new one is born whole: its bytes are written and synced under another name first and then
 * linked to the real one, which only one of several racing starters can do. A crash leaves at most
 * the other name behind.
 */
public final class PrivateFile {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final int BYTES_MAX = 1024 * 1024; // some thousand tokens

  private final Path path;

  public PrivateFile(Path path) {
    this.path = path;
  }

  public boolean exists() {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Makes the file unless it is there.
   *
   * @param unique part of the temporary name, different for each starter
   * @return whether this call made it
   */
  public boolean create(byte[] bytes, String unique) throws IOException {
    Path born = path.resolveSibling("." + path.getFileName() + "." + unique);
    try {
      write(born, bytes);
      Files.createLink(path, born);
      syncFolder();
      return true;
    } catch (FileAlreadyExistsException e) {
      return false; // somebody else was first; theirs counts
    } finally {
      Files.deleteIfExists(born);
    }
  }

  /**
   * Puts other bytes in its place, all at once.
   *
   * @param unique part of the temporary name, different for each writer
   */
  public void replace(byte[] bytes, String unique) throws IOException {
    Path born = path.resolveSibling("." + path.getFileName() + "." + unique);
    try {
      write(born, bytes);
      Files.move(born, path, StandardCopyOption.ATOMIC_MOVE);
      syncFolder();
    } finally {
      Files.deleteIfExists(born);
    }
  }

  private static void write(Path to, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            to,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }

  private void syncFolder() throws IOException {
    try (FileChannel folder = FileChannel.open(path.getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  /** The bytes; refused when anybody but the owner may read them or when it is no plain file. */
  public byte[] read() throws IOException {
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      if (!exists()) {
        throw new NoSuchFileException(path.toString());
      }
      throw refused("is not a regular file; remove it or point data_dir elsewhere");
    }
    Optional<String> open = FileModeCheck.faultOfLink(path);
    if (open.isPresent()) {
      throw refused(open.get());
    }
    if (Files.size(path) > BYTES_MAX) {
      throw refused("has more than " + BYTES_MAX + " bytes");
    }
    return Files.readAllBytes(path);
  }

  public ProblemException refused(String why) {
    return AccessProblem.PRIVATE_FILE_REFUSED.exception(path + " " + why);
  }
}

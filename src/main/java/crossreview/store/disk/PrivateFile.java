package crossreview.store.disk;

import crossreview.file.DurableFiles;
import crossreview.model.AccessProblem;
import crossreview.model.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A small file that only its owner may read (0600). Blocking: not for event loops.
 *
 * <p>A new one is born whole: its bytes are written and synced under another name first and then
 * linked to the real one, which only one of several racing starters can do. A crash leaves at most
 * the other name after.
 */
public final class PrivateFile {
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
    return DurableFiles.create(path, bytes, temporary(unique));
  }

  /**
   * Puts other bytes in its place, all at once.
   *
   * @param unique part of the temporary name, different for each writer
   */
  public void replace(byte[] bytes, String unique) throws IOException {
    DurableFiles.replace(path, bytes, temporary(unique));
  }

  private Path temporary(String unique) {
    return path.resolveSibling("." + path.getFileName() + "." + unique);
  }

  /** The bytes; refused when others than the owner may read them or when it is not a plain file. */
  public byte[] read() throws IOException {
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      if (!exists()) {
        throw new NoSuchFileException(path.toString());
      }
      throw refused("is not a regular file; remove it or set another data_dir");
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

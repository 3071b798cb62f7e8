package crossreview.lock;

import crossreview.model.ProblemException;
import crossreview.model.StorageProblem;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/**
 * The directory {@code .lock} that we made, held open.
 *
 * <p>Touching goes through the open descriptor. So a heartbeat needs no new one when the process
 * has run out of them; it can never touch a directory that another process made in the place of
 * ours; and the file system cannot give our inode number to another directory while we look at it.
 * Where the platform has no descriptors for directories the path stands in, and the token alone
 * decides.
 */
final class LockHandle implements Closeable {
  private final Path path;
  private final DirectoryStream<Path> descriptor;
  private final BasicFileAttributeView view;
  private final Object key;

  private LockHandle(Path path, DirectoryStream<Path> descriptor, BasicFileAttributeView view)
      throws IOException {
    this.path = path;
    this.descriptor = descriptor;
    this.view = view;
    this.key = view.readAttributes().fileKey();
  }

  static LockHandle of(Path path) throws IOException {
    DirectoryStream<Path> stream = Files.newDirectoryStream(path);
    try {
      return new LockHandle(path, stream, viewOf(path, stream));
    } catch (IOException | RuntimeException e) {
      stream.close();
      throw e;
    }
  }

  private static BasicFileAttributeView viewOf(Path path, DirectoryStream<Path> stream) {
    return stream instanceof SecureDirectoryStream<Path> secure
        ? secure.getFileAttributeView(BasicFileAttributeView.class)
        : Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
  }

  /** The identity of the directory; null where the file system has none. */
  Object key() {
    return key;
  }

  /**
   * Writes the token into the mtime for the first time.
   *
   * @return the token as the file system keeps it: whole, or cut to microseconds
   * @throws ProblemException when the file system keeps less
   */
  long mark(Instant now, long token) throws IOException {
    touch(now, token);
    long kept = LockToken.of(view.readAttributes().lastModifiedTime());
    if (kept != token && kept != LockToken.toMicros(token)) {
      throw StorageProblem.COARSE_FILE_TIMES.exception(
          "the file system of "
              + path
              + " does not store microseconds in file times, which sessions need");
    }
    return kept;
  }

  /** Sets the mtime to now, carrying the token. */
  void touch(Instant now, long token) throws IOException {
    view.setTimes(LockToken.stamp(now, token), null, null);
  }

  /** What is open. */
  LockDirectory.LockObservation look() throws IOException {
    BasicFileAttributes attributes = view.readAttributes();
    return LockDirectory.LockObservation.of(attributes);
  }

  @Override
  public void close() throws IOException {
    descriptor.close();
  }
}

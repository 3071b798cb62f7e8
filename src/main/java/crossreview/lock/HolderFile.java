package crossreview.lock;

import crossreview.file.FileModes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.Set;

/**
 * The file {@code holder.json} beside the lock. All methods block.
 *
 * <p>Nothing inside {@code .lock} may ever change, so the holder is written beside it, and the
 * token ties the two together: a file left by an earlier holder describes nothing. It is fsynced
 * where other daemons can work on the data directory: a lock whose holder a power cut took would
 * wait there to become stale. Alone, such a lock is known to be dead, and nothing waits for a disk.
 */
final class HolderFile {
  private static final int BYTES_MAX = 4096; // ours have some 300 bytes; what is longer is not ours
  private static final Set<OpenOption> IN_PLACE =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

  private HolderFile() {}

  /**
   * Writes the file in place, mode 0600. Only the holder of the lock writes. A reader that finds
   * half of it, or two holders that overwrite each other, make a file that describes nothing.
   *
   * <p>The old text is removed first, so that no process reads the new token with an old process
   * number. One byte stays: ext4 writes a file that was emptied to the disk when it is closed.
   */
  static void write(Path sessionFolder, LockHolder lockHolder, boolean durably) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(lockHolder.toJson());
    try (FileChannel file =
        FileChannel.open(path(sessionFolder), IN_PLACE, FileModes.PRIVATE_FILE)) {
      file.truncate(1);
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      if (durably) {
        file.force(true);
      }
    }
  }

  /**
   * The holder of the lock with this mtime; empty when the file is not there or speaks of another.
   */
  static Optional<LockHolder> read(Path sessionFolder, FileTime mtime) throws IOException {
    Path path = path(sessionFolder);
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(BYTES_MAX);
      return LockHolder.fromJson(bytes)
          .filter(lockHolder -> lockHolder.token() == LockToken.of(mtime));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static Path path(Path sessionFolder) {
    return sessionFolder.resolve("holder.json");
  }
}

package crossreview.daemon;

import crossreview.model.ClusterProblem;
import crossreview.model.ProblemException;
import crossreview.process.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The Unix domain socket at which programs on this machine reach the daemon.
 *
 * <p>It is in the data directory, which only the owner can enter (0700): no other user can listen
 * there, so a program that connects may send its token. Where the path would be longer than the
 * system allows, it is in a new private directory of the user's session or among the temporary
 * files, and {@code daemon.json} says where. Blocking.
 */
final class LocalSocket {
  /** sun_path holds 108 bytes on Linux and 104 on macOS, a zero included. */
  private static final int PATH_BYTES_MAX = 100;

  private final Path path;
  private final @Nullable Path madeFolder; // null when it is in the data directory

  private LocalSocket(Path path, @Nullable Path madeFolder) {
    this.path = path;
    this.madeFolder = madeFolder;
  }

  /**
   * Chooses the place, and removes what a crash left there.
   *
   * @param suffix tells the socket from those of other daemons on the same directory; empty for a
   *     daemon that has the directory for itself
   */
  static LocalSocket in(Path dataDir, String suffix) {
    String name = "daemon" + suffix + ".sock";
    Path path = dataDir.toAbsolutePath().resolve(name);
    try {
      if (path.toString().getBytes(StandardCharsets.UTF_8).length > PATH_BYTES_MAX) {
        return elsewhere();
      }
      Files.deleteIfExists(path);
      return new LocalSocket(path, null);
    } catch (IOException e) {
      throw unusable(path, e);
    }
  }

  /** One in a new private directory: some network file systems hold no sockets. */
  static LocalSocket elsewhere() {
    try {
      Path folder =
          Files.createTempDirectory(
              Environment.ofProcess().runtimeDirectory(), "crossreview-"); // mode 0700
      return new LocalSocket(folder.resolve("daemon.sock"), folder);
    } catch (IOException e) {
      throw unusable(Path.of("a temporary directory"), e);
    }
  }

  Path path() {
    return path;
  }

  /** Closes the file itself to others too, once the socket is bound; returns where it is. */
  Path restricted() throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    return path;
  }

  /** Removes it when no process listens there any more; returns whether it existed. */
  boolean remove() throws IOException {
    boolean removed = Files.deleteIfExists(path);
    if (madeFolder != null) {
      Files.deleteIfExists(madeFolder);
    }
    return removed;
  }

  private static ProblemException unusable(Path path, IOException e) {
    return ClusterProblem.CANNOT_LISTEN.exception(
        "cannot listen at " + path + ": " + e.getMessage());
  }
}

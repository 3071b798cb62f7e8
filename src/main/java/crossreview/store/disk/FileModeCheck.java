package crossreview.store.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * Checks that a file or a directory is accessible to its owner only, as OpenSSH does for keys.
 *
 * <p>The reader checks, independent of the writer: a copy, a backup or an editor may have widened
 * its mode since. An access control list is seen as well, since Linux shows its mask as the mode of
 * the group. Blocking.
 */
public final class FileModeCheck {
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rwx------");

  private FileModeCheck() {}

  /**
   * Why others than the owner can read, change or enter what a path names, with the command that
   * fixes it; empty when they cannot. The sentence continues after the path. Symbolic links are
   * followed.
   */
  public static Optional<String> fault(Path path) throws IOException {
    return fault(path, Files.getPosixFilePermissions(path));
  }

  /** The same for a path that must not be a symbolic link. */
  static Optional<String> faultOfLink(Path path) throws IOException {
    return fault(path, Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
  }

  private static Optional<String> fault(Path path, Set<PosixFilePermission> modes) {
    if (OWNER.containsAll(modes)) {
      return Optional.empty();
    }
    boolean folder = Files.isDirectory(path);
    return Optional.of(
        "has mode "
            + PosixFilePermissions.toString(modes)
            + ", expected "
            + (folder ? "rwx------; run: chmod 700 " : "rw-------; run: chmod 600 ")
            + path);
  }
}

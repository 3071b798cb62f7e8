package crossreview.cli.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.cli.option.GlobalOptions;
import crossreview.model.CliProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The file in which the service manager looks for the unit. A file that was not written here is
 * never changed. Blocks.
 *
 * @param path of the unit
 */
record UnitFile(Path path) {
  private static final Path SYSTEM = Path.of("/etc/systemd/system");
  private static final int BYTES_MAX = 1 << 20; // a unit, not some other file

  /**
   * @param root below which a unit of the system is kept: {@code /}, or the root of an image
   */
  static UnitFile of(boolean system, Path root, CliContext cliContext) {
    Path folder =
        system
            ? root.resolve(SYSTEM.toString().substring(1))
            : configuration(cliContext).resolve("systemd/user");
    return new UnitFile(folder.resolve(ServiceUnit.NAME));
  }

  /** XDG_CONFIG_HOME, as systemd reads it; a relative one counts as none. */
  private static Path configuration(CliContext cliContext) {
    Path usual = cliContext.home().resolve(".config");
    String named = cliContext.variables().getOrDefault("XDG_CONFIG_HOME", "");
    return !named.isEmpty() && Path.of(named).isAbsolute() ? Path.of(named) : usual;
  }

  /** Writes the unit, or replaces one that was written here. */
  void write(String text) {
    try {
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !own()) {
        throw new CliException(
            CliProblem.FILE_EXISTS,
            shown() + " was not written by crossreview and is kept: move it away");
      }
      Files.createDirectories(path.getParent());
      Path fresh = path.resolveSibling(ServiceUnit.NAME + ".crossreview-new");
      Files.writeString(fresh, text, UTF_8);
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
      Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Removes it; false where there is none. */
  boolean remove() {
    try {
      if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        return false;
      }
      if (!own()) {
        throw new CliException(
            CliProblem.FILE_EXISTS, shown() + " was not written by crossreview and is kept");
      }
      Files.delete(path);
      return true;
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private boolean own() throws IOException {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
        && Files.size(path) <= BYTES_MAX
        && ServiceUnit.isOwn(new String(Files.readAllBytes(path), UTF_8));
  }

  String shown() {
    return JsonNode.safe(path.toString());
  }

  private CliException unwritable(IOException e) {
    return new CliException(
        CliProblem.CANNOT_WRITE, "cannot write " + shown() + ": " + GlobalOptions.reason(e));
  }
}

package crossreview.cli.hook;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.git.GitProgram;
import crossreview.model.CliProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * The folder in which git looks for hooks, also where {@code core.hooksPath} names another one. A
 * hook that is there is kept beside, runs first, and comes back when ours is removed; a file that
 * is not ours is never changed. Blocks.
 */
final class GitHookFolder {
  private static final int SCRIPT_BYTES_MAX = 1 << 20; // a hook, not some other file

  private final Path folder;

  private GitHookFolder(Path folder) {
    this.folder = folder;
  }

  /** What was done, for people. */
  record HookChange(boolean changed, String sentence) {}

  /**
   * The folder of the repository around a directory.
   *
   * @throws CliException {@code no_repository}
   */
  static GitHookFolder around(Path directory) {
    GitProgram.GitOutput output = GitProgram.in(directory).run("rev-parse", "--git-path", "hooks");
    if (!output.success()) {
      throw new CliException(CliProblem.NO_REPOSITORY, "this is not a git repository");
    }
    return new GitHookFolder(directory.resolve(output.line()).toAbsolutePath().normalize());
  }

  /** Writes the script, and keeps a hook that is there. */
  HookChange install(GitHookScript script, String program, List<String> options) {
    Path file = folder.resolve(script.hook());
    try {
      Files.createDirectories(folder);
      String kept = "";
      if (exists(file) && !own(file)) {
        kept = "; the hook that was there runs first, as " + keep(script, file);
      }
      Path fresh = folder.resolve(script.hook() + ".crossreview-new");
      Files.writeString(fresh, script.text(program, options), UTF_8);
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
      return new HookChange(true, "installed " + shown(file) + kept);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private String keep(GitHookScript script, Path file) throws IOException {
    Path kept = folder.resolve(script.kept());
    if (exists(kept)) {
      throw new CliException(
          CliProblem.FILE_EXISTS,
          shown(file)
              + " is not of crossreview, and "
              + shown(kept)
              + " exists already: move one of them away");
    }
    Files.move(file, kept);
    return kept.getFileName().toString();
  }

  /** Removes our script and puts the earlier hook back. */
  HookChange uninstall(GitHookScript script) {
    Path file = folder.resolve(script.hook());
    Path kept = folder.resolve(script.kept());
    try {
      if (!exists(file) && !exists(kept)) {
        return new HookChange(false, "there is no " + shown(file));
      }
      if (exists(file) && !own(file)) {
        String rest = exists(kept) ? "; the earlier one stays in " + shown(kept) : "";
        return new HookChange(false, shown(file) + " is not of crossreview and is kept" + rest);
      }
      Files.deleteIfExists(file);
      if (!exists(kept)) {
        return new HookChange(true, "removed " + shown(file));
      }
      Files.move(kept, file);
      return new HookChange(true, "removed; " + shown(file) + " is the earlier hook again");
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static boolean exists(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean own(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        || Files.size(file) > SCRIPT_BYTES_MAX) {
      return false;
    }
    return GitHookScript.isOwn(new String(Files.readAllBytes(file), UTF_8));
  }

  private static String shown(Path file) {
    return JsonNode.safe(file.toString());
  }

  private static CliException unwritable(Path file, IOException e) {
    return new CliException(
        CliProblem.CANNOT_WRITE, "cannot write " + shown(file) + ": " + JsonNode.safe("" + e));
  }
}

package crossreview.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.file.DurableFiles;
import crossreview.git.GitProgram.GitOutput;
import crossreview.model.CliProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A bare repository in a temporary directory that borrows the objects of another one.
 *
 * <p>It has no settings, no attributes and no hooks, so that a diff made here depends on the two
 * trees alone. Trees of an index or a work tree are written here, not to the repository. Blocks.
 */
public final class ScratchRepository implements AutoCloseable {
  /** The form of every diff; the rest are git's own defaults, which nothing here changes. */
  private static final List<String> DIFF =
      List.of(
          "diff-tree",
          "-r",
          "-p",
          "-M",
          "-l1000", // git's own default; above it renames are shown as removed and added
          "--full-index",
          "--no-color",
          "--no-ext-diff",
          "--no-textconv",
          "--src-prefix=a/",
          "--dst-prefix=b/",
          "--unified=3",
          "--inter-hunk-context=0",
          "--ignore-submodules=none",
          "--submodule=short");

  /** What a pattern of git means otherwise. */
  private static final Pattern GLOB = Pattern.compile("[*?\\[\\]\\\\]");

  private final Path directory;
  private final GitProgram git;

  private ScratchRepository(GitProgram program, Path directory) {
    this.directory = directory;
    this.git =
        program.isolated(
            directory,
            Map.of(
                "GIT_DIR", directory.toString(),
                "GIT_CONFIG_GLOBAL", "/dev/null",
                "GIT_CONFIG_SYSTEM", "/dev/null",
                "GIT_CONFIG_NOSYSTEM", "1",
                "GIT_ATTR_NOSYSTEM", "1"));
  }

  /** One that borrows the objects of a repository. */
  public static ScratchRepository beside(GitRepository source) {
    return create(source.git(), source.objects() + "\n", source.objectFormat());
  }

  /** One that borrows nothing. */
  static ScratchRepository alone(GitProgram program) {
    return create(program, "", "sha1");
  }

  private static ScratchRepository create(GitProgram program, String borrowed, String format) {
    try {
      Path directory = Files.createTempDirectory("crossreview-git-");
      Files.createDirectories(directory.resolve("refs"));
      Path info = Files.createDirectories(directory.resolve("objects/info"));
      Files.writeString(info.resolve("alternates"), borrowed, UTF_8);
      Files.writeString(directory.resolve("HEAD"), "ref: refs/heads/none\n", UTF_8);
      Files.writeString(directory.resolve("config"), config(format), UTF_8);
      return new ScratchRepository(program, directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String config(String objectFormat) {
    return objectFormat.equals("sha1")
        ? "[core]\n\trepositoryformatversion = 0\n\tbare = true\n"
        : "[core]\n\trepositoryformatversion = 1\n\tbare = true\n[extensions]\n\tobjectformat = "
            + objectFormat
            + "\n";
  }

  /** The tree without a file. */
  String emptyTree() {
    return checked(git.run("hash-object", "-w", "-t", "tree", "/dev/null")).line();
  }

  /** Where a copy of an index can be. */
  Path index() {
    return directory.resolve("index");
  }

  /** Where objects are written. */
  Path objects() {
    return directory.resolve("objects");
  }

  /** The paths that differ between two trees. */
  List<String> files(String before, String after, List<String> paths) {
    List<String> names = List.of("diff-tree", "-r", "-z", "--name-only", "--no-renames");
    return checked(run(names, before, after, paths)).parts();
  }

  /** What {@code diff-tree --raw -z} says of each changed file, in its parts. */
  List<String> changes(SelectedChange change, List<String> paths) {
    List<String> raw =
        List.of("diff-tree", "-r", "-z", "--raw", "-M", "-l1000", "--no-abbrev", "--full-index");
    return checked(run(raw, change.before().tree(), change.after().tree(), paths)).parts();
  }

  GitOutput run(List<String> arguments, byte[] input) {
    return git.run(arguments, input);
  }

  /** The unified diff between two trees, which can be empty. */
  public byte[] diff(SelectedChange change, List<String> paths) {
    return checked(run(DIFF, change.before().tree(), change.after().tree(), paths)).bytes();
  }

  /** The diff that creates files of a directory, from nothing. */
  byte[] created(Path around, List<Path> places) {
    GitProgram files = git.within(around);
    for (Path place : places) {
      List<String> add = new ArrayList<>(List.of("-c", "core.bare=false", "add"));
      if (Files.isRegularFile(place)) {
        add.add("-f"); // it was named, so that no .gitignore leaves it out
      }
      add.addAll(List.of("--", ":(literal)" + around.relativize(place)));
      checked(files.run(add.toArray(String[]::new)));
    }
    String tree = checked(files.run("write-tree")).line();
    return checked(run(DIFF, emptyTree(), tree, List.of())).bytes();
  }

  /** The tree that a diff makes of another tree, or empty where it does not apply. */
  Optional<String> applied(String tree, byte[] diff) {
    return applied(tree, diff, List.of());
  }

  /**
   * The same, where the diff is not applied to some paths. The tree is the index afterwards.
   *
   * @param without paths, each at most as long as git's arguments may be
   */
  Optional<String> applied(String tree, byte[] diff, List<String> without) {
    try {
      Path patch = Files.write(directory.resolve("patch"), diff);
      checked(git.run("read-tree", tree));
      List<String> apply = new ArrayList<>(List.of("apply", "--cached", "--whitespace=nowarn"));
      without.forEach(path -> apply.add("--exclude=" + GLOB.matcher(path).replaceAll("\\\\$0")));
      apply.add(patch.toString());
      boolean fits = git.run(apply, new byte[0]).success();
      return fits ? Optional.of(checked(git.run("write-tree")).line()) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the files of the index into a directory, links as files. */
  void checkOut(Path target) {
    List<String> command =
        List.of(
            "-c",
            "core.bare=false",
            "-c",
            "core.symlinks=false",
            "checkout-index",
            "--all",
            "--force",
            "--quiet");
    checked(git.within(target).run(command, new byte[0]));
  }

  private GitOutput run(List<String> command, String before, String after, List<String> paths) {
    List<String> whole = new ArrayList<>(command);
    whole.addAll(List.of(before, after, "--"));
    whole.addAll(paths);
    return git.run(whole.toArray(String[]::new));
  }

  static GitOutput checked(GitOutput output) {
    if (!output.success()) {
      throw CliProblem.BAD_RANGE.exception("git: " + output.error());
    }
    return output;
  }

  @Override
  public void close() {
    try {
      DurableFiles.deleteTree(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

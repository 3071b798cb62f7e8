package crossreview.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.model.CliProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads a change from the repository around a directory. Blocks. */
public final class ChangeReader {
  private final GitProgram git;
  private final Path directory;

  public ChangeReader(GitProgram git, Path directory) {
    this.git = git;
    this.directory = directory;
  }

  /**
   * The change and its unified diff.
   *
   * @param files the files that it modifies, whole, as far as they are read
   */
  public record ReadChange(SelectedChange change, byte[] diff, List<WholeFile> files) {}

  /**
   * Reads a change.
   *
   * @param paths files and directories, seen from the directory, to which it is narrowed; empty for
   *     all of it
   * @throws crossreview.model.ProblemException a code of {@link CliProblem}, with git's reason;
   *     {@code empty_diff} with what was compared
   */
  public ReadChange read(ChangeSelection selection, List<String> paths) {
    return read(selection, paths, false);
  }

  /** The same with the files that the change modifies, whole. */
  public ReadChange readWithFiles(ChangeSelection selection, List<String> paths) {
    return read(selection, paths, true);
  }

  private ReadChange read(ChangeSelection selection, List<String> paths, boolean whole) {
    GitRepository repository = GitRepository.around(git, directory);
    List<String> narrowed = paths.stream().map(path -> fromTop(repository, path)).toList();
    try (ScratchRepository scratch = ScratchRepository.beside(repository)) {
      SelectedChange change = new SelectionResolver(repository, scratch).resolve(selection);
      byte[] diff = scratch.diff(change, narrowed);
      if (diff.length == 0) {
        String where = paths.isEmpty() ? "" : " in " + String.join(", ", paths);
        throw CliProblem.EMPTY_DIFF.exception(
            change.sentence() + ", and there is no difference" + where + ": nothing to review");
      }
      return new ReadChange(
          change, diff, whole ? new ChangedFiles(scratch).read(change, narrowed) : List.of());
    }
  }

  /** Whether a diff, applied to the tree before a change, gives exactly the tree after it. */
  public boolean gives(SelectedChange change, String diff) {
    GitRepository repository = GitRepository.around(git, directory);
    try (ScratchRepository scratch = ScratchRepository.beside(repository)) {
      return scratch
          .applied(change.before().tree(), diff.getBytes(UTF_8))
          .filter(change.after().tree()::equals)
          .isPresent();
    }
  }

  /** A pattern of git's own ({@code :(glob)…}) stays as it is. */
  private String fromTop(GitRepository repository, String path) {
    if (path.startsWith(":")) {
      return path;
    }
    Path top = repository.top().orElse(directory);
    Path place = real(directory).resolve(path).normalize();
    if (!place.startsWith(top)) {
      throw CliProblem.PATH_OUTSIDE.exception(
          "\"" + path + "\" is not in the repository at " + top);
    }
    String below = top.relativize(place).toString();
    return below.isEmpty() ? "." : below;
  }

  private static Path real(Path directory) {
    try {
      return directory.toRealPath();
    } catch (IOException e) {
      throw CliProblem.CANNOT_READ.exception("cannot read " + directory + ": " + e.getMessage());
    }
  }
}

package crossreview.git;

import crossreview.model.CliProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Several files, or directories, as a diff that creates them. Blocks. */
public final class FileSnapshot {
  private final GitProgram git;
  private final Path directory;

  public FileSnapshot(GitProgram git, Path directory) {
    this.git = git;
    this.directory = directory;
  }

  /**
   * The diff, with paths from the directory that holds all of them.
   *
   * @param names files, taken as they are, and directories, without what their {@code .gitignore}
   *     leaves out
   */
  public byte[] read(List<String> names) {
    List<Path> places = names.stream().map(this::place).toList();
    Path around =
        places.stream().map(FileSnapshot::folder).reduce(FileSnapshot::common).orElseThrow();
    try (ScratchRepository scratch = ScratchRepository.alone(git)) {
      byte[] diff = scratch.created(around, places);
      if (diff.length == 0) {
        throw CliProblem.EMPTY_DIFF.exception(
            "there is no file to review in " + String.join(", ", names));
      }
      return diff;
    }
  }

  private Path place(String name) {
    Path place = directory.resolve(name).toAbsolutePath().normalize();
    if (!Files.isReadable(place)) {
      throw CliProblem.CANNOT_READ.exception(
          "cannot read " + name + (Files.exists(place) ? "" : ": there is no such file"));
    }
    return place;
  }

  private static Path folder(Path place) {
    Path parent = place.getParent();
    return Files.isDirectory(place) || parent == null ? place : parent;
  }

  private static Path common(Path one, Path two) {
    for (Path common = one; common != null; common = common.getParent()) {
      if (two.startsWith(common)) {
        return common;
      }
    }
    throw new IllegalArgumentException(one + " and " + two + " have different roots");
  }
}

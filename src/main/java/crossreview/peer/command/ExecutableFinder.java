package crossreview.peer.command;

import crossreview.peer.HealthStatus;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks for a program as starting it would. Blocks for the disk. */
public final class ExecutableFinder {
  private static final String NO_GROUP =
      "; without setsid and kill only its known child processes get signals";

  private ExecutableFinder() {}

  /** Whether it could be started; nothing is. */
  static HealthStatus check(CommandSpec spec) {
    String name = spec.commandDialogue().program().getFirst();
    Optional<Path> found = find(name, spec.environment().getOrDefault("PATH", ""));
    if (found.isEmpty()) {
      String where = name.contains("/") ? "" : " on the PATH that it is given";
      return new HealthStatus(false, null, 0, "no program " + name + where);
    }
    String group = ProcessGroup.available() ? "" : NO_GROUP;
    String note = "is " + found.get() + ", " + spec.programSandbox().note() + group;
    return new HealthStatus(spec.programSandbox().refusal().isEmpty(), null, 0, note);
  }

  /**
   * The file that a name is started from.
   *
   * @param path folders, as in the variable PATH
   */
  public static Optional<Path> find(String name, String path) {
    try {
      return name.contains("/")
          ? Optional.of(Path.of(name)).filter(ExecutableFinder::runs)
          : Stream.of(path.split(":"))
              .filter(folder -> !folder.isEmpty())
              .map(folder -> Path.of(folder, name))
              .filter(ExecutableFinder::runs)
              .findFirst();
    } catch (InvalidPathException e) {
      return Optional.empty(); // then nothing can be called so
    }
  }

  private static boolean runs(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }
}

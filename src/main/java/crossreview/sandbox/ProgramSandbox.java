package crossreview.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The sandbox of one program, or the reason why it has none.
 *
 * @param dataDir what it never sees
 */
public record ProgramSandbox(SandboxPolicy policy, SandboxSupport support, Path dataDir) {
  /** The working folder inside, which has the same name in each call, so it can be trusted once. */
  public static final String WORK = "/review";

  /** Whether the program runs in it. */
  public boolean used() {
    return policy.mode() != SandboxMode.OFF && support.bwrap() != null;
  }

  /** Why the program must not be started. */
  public Optional<String> refusal() {
    return policy.mode() == SandboxMode.REQUIRED && !used()
        ? Optional.of(
            "it may only run in a sandbox (\"sandbox\": \"required\"), but " + support.reason())
        : Optional.empty();
  }

  /** What people must know about a program that runs without one although it could have one. */
  public Optional<String> warning() {
    return policy.mode() == SandboxMode.AUTO && !used()
        ? Optional.of("runs without a sandbox, because " + support.reason() + "; " + OPEN)
        : Optional.empty();
  }

  private static final String OPEN =
      "it can read and change whatever the daemon's user can, the data directory included";

  /** One clause for people. */
  public String note() {
    String off = policy.mode() == SandboxMode.OFF ? "runs without a sandbox, as set; " + OPEN : "";
    String outside = refusal().or(this::warning).orElse(off);
    return used() ? "runs in a sandbox (" + support.bwrap() + ")" : outside;
  }

  /**
   * The whole command line. Blocks for the disk.
   *
   * @param environment all that the program gets
   * @param call the folder of this call; folders are made in it
   * @param time what the call may take
   */
  public List<String> line(
      List<String> program, Map<String, String> environment, Path call, Duration time)
      throws IOException {
    List<String> limited = ProgramLimits.of(time, used());
    limited.addAll(program);
    Path bwrap = support.bwrap();
    if (!used() || bwrap == null) {
      return limited;
    }
    String home = environment.get("HOME");
    List<String> line =
        SandboxArguments.of(
            bwrap,
            policy,
            new SandboxArguments.SandboxFolders(
                call.resolve("work"),
                Files.createDirectory(call.resolve("tmp")),
                Files.createDirectory(call.resolve("home")),
                home == null || !home.startsWith("/") ? null : Path.of(home),
                programs(program.getFirst(), environment.getOrDefault("PATH", "")),
                Files.exists(dataDir) ? dataDir.toRealPath() : dataDir));
    line.addAll(limited);
    return line;
  }

  /**
   * What must be seen to start it: the folders of its path, the folder of its file behind all
   * links, and for a package of Node.js the packages beside it.
   */
  private List<Path> programs(String name, String path) {
    Set<Path> shown = new LinkedHashSet<>();
    List<String> folders = new ArrayList<>(List.of(path.split(":")));
    folders.removeIf(folder -> !folder.startsWith("/"));
    folders.forEach(folder -> folder(folder).ifPresent(shown::add));
    Stream<String> files =
        name.contains("/") ? Stream.of(name) : folders.stream().map(folder -> folder + "/" + name);
    files.flatMap(file -> behind(file).stream()).findFirst().ifPresent(shown::add);
    shown.removeIf(this::covers);
    return List.copyOf(shown);
  }

  private static Optional<Path> folder(String folder) {
    try {
      return Optional.of(Path.of(folder).normalize());
    } catch (InvalidPathException e) {
      return Optional.empty(); // no program is found there either
    }
  }

  private static Optional<Path> behind(String file) {
    try {
      Path real = Path.of(file).toRealPath();
      for (Path up = real.getParent(); up != null; up = up.getParent()) {
        if (up.endsWith("node_modules")) {
          return Optional.of(up);
        }
      }
      return Optional.ofNullable(real.getParent());
    } catch (IOException | InvalidPathException e) {
      return Optional.empty(); // it is not there: starting it says so
    }
  }

  /** Not the root, and nothing in the data directory or around it. */
  private boolean covers(Path shown) {
    return shown.getParent() == null || dataDir.startsWith(shown) || shown.startsWith(dataDir);
  }
}

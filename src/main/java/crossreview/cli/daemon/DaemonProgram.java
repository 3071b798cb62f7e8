package crossreview.cli.daemon;

import crossreview.cli.CliException;
import crossreview.model.CliProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What started this process, to start it once more. */
public final class DaemonProgram {
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private DaemonProgram() {}

  /** The words before {@code serve}, in a session of their own where that can be had. */
  static List<String> words() {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(SETSID)) {
      command.add(SETSID.toString()); // a terminal that closes, or an ending host, ends it not
    }
    Path jar = jar().toAbsolutePath();
    Optional<Path> launcher = launcher();
    if (launcher.isPresent()) {
      command.add(launcher.get().toString()); // it knows how to start quickly
    } else {
      command.add(ProcessHandle.current().info().command().orElse("java"));
      command.addAll(List.of("-Xmx256m", "-Xlog:disable", "-jar", jar.toString()));
    }
    return command;
  }

  /** The script that starts this program, where the distribution has one beside its jar. */
  public static Optional<Path> launcher() {
    return started()
        .map(jar -> jar.toAbsolutePath().resolveSibling("../bin/crossreview").normalize())
        .filter(Files::isExecutable);
  }

  /** The jar that this process was started from. */
  private static Path jar() {
    return started()
        .orElseThrow(() ->
            new CliException(
                CliProblem.DAEMON_NOT_STARTED,
                "this program was not started from its jar, so it cannot start the daemon; start it"
                    + " with: crossreview serve"));
  }

  private static Optional<Path> started() {
    List<String> arguments =
        List.of(ProcessHandle.current().info().arguments().orElse(new String[0]));
    int at = arguments.indexOf("-jar");
    return at < 0 || at + 1 == arguments.size()
        ? Optional.empty()
        : Optional.of(Path.of(arguments.get(at + 1)));
  }
}

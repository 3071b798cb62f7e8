package crossreview.cli.daemon;

import crossreview.cli.CliException;
import crossreview.model.CliProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What started this process, to start it once more. */
final class DaemonProgram {
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private DaemonProgram() {}

  /** The words before {@code serve}, in a session of their own where that can be had. */
  static List<String> words() {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(SETSID)) {
      command.add(SETSID.toString()); // a terminal that closes, or an ending host, ends it not
    }
    Path jar = jar().toAbsolutePath();
    Path launcher = jar.resolveSibling("../bin/crossreview").normalize();
    if (Files.isExecutable(launcher)) {
      command.add(launcher.toString()); // it knows how to start quickly
    } else {
      command.add(ProcessHandle.current().info().command().orElse("java"));
      command.addAll(List.of("-Xmx256m", "-Xlog:disable", "-jar", jar.toString()));
    }
    return command;
  }

  /** The jar that this process was started from. */
  private static Path jar() {
    List<String> arguments =
        List.of(ProcessHandle.current().info().arguments().orElse(new String[0]));
    int at = arguments.indexOf("-jar");
    if (at < 0 || at + 1 == arguments.size()) {
      throw new CliException(
          CliProblem.DAEMON_NOT_STARTED,
          "this program was not started from its jar, so it cannot start the daemon; start it with:"
              + " crossreview serve");
    }
    return Path.of(arguments.get(at + 1));
  }
}

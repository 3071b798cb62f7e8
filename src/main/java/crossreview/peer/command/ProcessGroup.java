package crossreview.peer.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program and what it started. With {@code setsid} it leads a process group of its own and the
 * whole group gets the signal; without it only the descendants that are known do. A child that
 * makes a session of its own escapes both, but not the end of its sandbox. Blocks.
 */
final class ProcessGroup {
  private static final Path SETSID = Path.of("/usr/bin/setsid");
  private static final Path KILL = Path.of("/bin/kill");
  private static final int KILL_SECONDS = 5; // it only makes one system call

  private final Process process;
  private final boolean sandboxed;

  ProcessGroup(Process process, boolean sandboxed) {
    this.process = process;
    this.sandboxed = sandboxed;
  }

  /** Whether a whole group can be signalled on this machine. */
  static boolean available() {
    return Files.isExecutable(SETSID) && Files.isExecutable(KILL);
  }

  /** The command line that starts a program as the leader of its group. */
  static List<String> leading(List<String> program) {
    if (!available()) {
      return program;
    }
    List<String> line = new ArrayList<>(List.of(SETSID.toString(), "--wait"));
    line.addAll(program);
    return line;
  }

  /** Sends TERM to all processes; not to the sandbox, with which the others are killed at once. */
  void terminate() {
    if (sandboxed) {
      process.descendants().forEach(ProcessHandle::destroy);
    } else {
      signal("TERM");
    }
  }

  /** Kills all processes. */
  void kill() {
    signal("KILL");
  }

  private void signal(String name) {
    List<ProcessHandle> known = new ArrayList<>(process.descendants().toList());
    known.add(process.toHandle());
    if (available()) {
      signalGroup(name);
    }
    for (ProcessHandle each : known) {
      if (name.equals("KILL")) {
        each.destroyForcibly();
      } else {
        each.destroy();
      }
    }
  }

  private void signalGroup(String name) {
    try {
      Process kill =
          new ProcessBuilder(KILL.toString(), "-" + name, "--", "-" + process.pid())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      kill.waitFor(KILL_SECONDS, TimeUnit.SECONDS);
    } catch (IOException e) {
      return; // the descendants that are known get the signal all the same
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

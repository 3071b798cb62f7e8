package crossreview.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The limits of the kernel under which a program and each of its children run. */
final class ProgramLimits {
  private static final Path PRLIMIT = Path.of("/usr/bin/prlimit"); // of util-linux, as setsid is
  private static final long MEMORY = 8L << 30; // of one process; agents take about one GiB
  private static final long FILE = 1L << 30; // of one file; the longest answer is a sixteenth
  private static final int PROCESSES = 2_048; // threads included, of which an agent has hundreds

  private ProgramLimits() {}

  /**
   * What goes before the program. Its processors times its time is all that a program can use; one
   * that outlives its call ends by that.
   *
   * @param alone whether the processes are counted apart from those of the daemon's user
   */
  static List<String> of(Duration time, boolean alone) {
    List<String> line = new ArrayList<>();
    if (!Files.isExecutable(PRLIMIT)) {
      return line;
    }
    long cpu = (time.toSeconds() + 1) * Runtime.getRuntime().availableProcessors();
    line.addAll(List.of(PRLIMIT.toString(), "--core=0", "--cpu=" + cpu));
    line.addAll(List.of("--data=" + MEMORY, "--fsize=" + FILE));
    if (alone) {
      line.add("--nproc=" + PROCESSES);
    }
    line.add("--");
    return line;
  }
}

package crossreview.lock;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process table of Linux, after proc(5). On other systems it only knows this process, and then
 * no process is ever proved dead.
 */
public final class LinuxProcessTable implements ProcessTable {
  private static final Logger LOG = LoggerFactory.getLogger(LinuxProcessTable.class);

  // Fields of /proc/pid/stat, counted from the state, which follows the name in parentheses.
  private static final int STATE = 0;
  private static final int THREADS = 17;
  private static final int START_TIME = 19;

  private final Path root;

  public LinuxProcessTable() {
    this(Path.of("/"));
  }

  /** A machine whose {@code /proc} and {@code /etc} lie below another root. */
  LinuxProcessTable(Path root) {
    this.root = root;
  }

  @Override
  public LockHolder self(String node) {
    ProcessHandle self = ProcessHandle.current();
    String started =
        stat(self.pid())
            .map(fields -> fields[START_TIME])
            .or(() -> self.info().startInstant().map(Instant::toString))
            .orElse("");
    String machineId = text("etc/machine-id");
    String bootId = text("proc/sys/kernel/random/boot_id");
    return new LockHolder(node, machineId, bootId, pidNamespace(), self.pid(), started, 0);
  }

  @Override
  public boolean isDead(long pid, String started) {
    if (started.isEmpty() || !seesOthers()) {
      return false;
    }
    try {
      String[] fields = fields(Files.readString(statFile(pid), ISO_8859_1));
      return ended(fields) || !fields[START_TIME].equals(started);
    } catch (NoSuchFileException e) {
      return true;
    } catch (IOException e) {
      LOG.atDebug()
          .addKeyValue("pid", pid)
          .log("cannot read the state of a process: {}", e.getMessage());
      return endedWhileRead(e);
    }
  }

  /** What can be said of a process from here, for certain or not at all. */
  public enum ProcessState {
    ALIVE,
    /** Its number is free, belongs to a later process, or the machine was started anew. */
    ENDED,
    /** Another machine or pid namespace, or a system that does not tell. */
    UNKNOWN
  }

  /** The state of the process that a record names. */
  public ProcessState state(LockHolder recorded) {
    LockHolder self = self(recorded.node());
    if (fate(self, recorded) != HolderFate.UNKNOWN) {
      return ProcessState.ENDED;
    }
    if (recorded.started().isEmpty()
        || !self.bootId().equals(recorded.bootId())
        || !self.pidNamespace().equals(recorded.pidNamespace())) {
      return ProcessState.UNKNOWN;
    }
    return started(recorded.pid())
        .map(
            started -> started.equals(recorded.started()) ? ProcessState.ALIVE : ProcessState.ENDED)
        .orElse(
            isDead(recorded.pid(), recorded.started()) ? ProcessState.ENDED : ProcessState.UNKNOWN);
  }

  /** When a process that runs was started; empty for one that has ended, or cannot be seen. */
  private Optional<String> started(long pid) {
    return stat(pid)
        .filter(fields -> !ended(fields))
        .map(fields -> fields[START_TIME])
        .or(() ->
            seesOthers()
                ? Optional.empty()
                : ProcessHandle.of(pid)
                    .flatMap(process -> process.info().startInstant())
                    .map(Instant::toString));
  }

  /** With {@code hidepid} the processes of others look gone; then pid 1 is hidden as well. */
  private boolean seesOthers() {
    return Files.exists(statFile(1));
  }

  /** Killed and not yet collected by its parent; as long as one thread runs it is alive. */
  private static boolean ended(String[] fields) {
    boolean zombie = fields[STATE].equals("Z") || fields[STATE].equals("X");
    return zombie && Long.parseLong(fields[THREADS]) <= 1;
  }

  /** ESRCH, the answer of a file that was opened just before its process ended. */
  private static boolean endedWhileRead(IOException e) {
    return String.valueOf(e.getMessage()).contains("No such process");
  }

  @Override
  public Instant booted() {
    return text("proc/stat")
        .lines()
        .filter(line -> line.startsWith("btime "))
        .map(line -> Instant.ofEpochSecond(Long.parseLong(line.substring(6).strip())))
        .findFirst()
        .orElse(Instant.MIN);
  }

  private Optional<String[]> stat(long pid) {
    String text = text("proc/" + pid + "/stat");
    return text.isEmpty() ? Optional.empty() : Optional.of(fields(text));
  }

  /** The fields after the name, which may itself contain blanks and parentheses. */
  private static String[] fields(String stat) {
    return stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
  }

  private Path statFile(long pid) {
    return root.resolve("proc/" + pid + "/stat");
  }

  private String pidNamespace() {
    try {
      return Files.readSymbolicLink(root.resolve("proc/self/ns/pid")).toString();
    } catch (IOException | UnsupportedOperationException e) {
      return unknown("proc/self/ns/pid", e);
    }
  }

  private String text(String file) {
    try {
      return Files.readString(root.resolve(file), ISO_8859_1).strip();
    } catch (IOException e) {
      return unknown(file, e);
    }
  }

  private static String unknown(String file, Exception e) {
    LOG.atDebug().addKeyValue("file", file).log("this machine does not report: {}", e.getMessage());
    return "";
  }
}

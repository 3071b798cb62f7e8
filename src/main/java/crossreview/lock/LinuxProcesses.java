package crossreview.lock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * The process table of Linux (proc(5): boot id, pid namespace, start time in clock ticks since boot);
 * elsewhere what the JDK knows, and then nobody is ever proved dead.
 */
public final class LinuxProcesses implements ProcessTable {
  private static final Path PROC = Path.of("/proc");
  private static final int FIELDS_AFTER_NAME = 19; // starttime is field 22, the name is field 2

  @Override
  public Holder self(String node) {
    long pid = ProcessHandle.current().pid();
    return new Holder(
        node,
        text(Path.of("/etc/machine-id")).orElseGet(() -> bootId()),
        bootId(),
        namespace(),
        pid,
        startOf(pid).orElse(""),
        0);
  }

  private static String bootId() {
    return text(PROC.resolve("sys/kernel/random/boot_id")).orElse("");
  }

  private static String namespace() {
    try {
      return Files.readSymbolicLink(PROC.resolve("self/ns/pid")).toString();
    } catch (IOException | UnsupportedOperationException e) {
      return ""; // without it no process is ever proved dead
    }
  }

  @Override
  public Optional<String> startOf(long pid) {
    if (!Files.isDirectory(PROC.resolve("self"))) {
      return ProcessHandle.of(pid).flatMap(p -> p.info().startInstant()).map(Instant::toString);
    }
    return text(PROC.resolve(pid + "/stat")).map(LinuxProcesses::startTicks);
  }

  private static String startTicks(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
    return fields[FIELDS_AFTER_NAME];
  }

  private static Optional<String> text(Path file) {
    try {
      String text = Files.readString(file).strip();
      return text.isEmpty() ? Optional.empty() : Optional.of(text);
    } catch (IOException e) {
      return Optional.empty(); // a process that is gone, or a machine without this file
    }
  }
}

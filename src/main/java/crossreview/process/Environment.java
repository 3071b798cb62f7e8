package crossreview.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What the process was given by its surroundings; read here and nowhere else. */
public record Environment(Path home, Path workingDirectory, Map<String, String> variables) {

  public static Environment ofProcess() {
    return new Environment(
        home(System.getenv("HOME")),
        Path.of(System.getProperty("user.dir")),
        Map.copyOf(System.getenv()));
  }

  /** HOME, as every shell has it; the JVM alone asks the list of users instead. */
  private static Path home(String variable) {
    boolean given = variable != null && Path.of(variable).isAbsolute();
    return Path.of(given ? variable : System.getProperty("user.home"));
  }

  /**
   * Where sockets are made that the next login does not need: what the system made for this user's
   * session (XDG_RUNTIME_DIR), else among the temporary files.
   */
  public Path runtimeDirectory() {
    String named = variables.getOrDefault("XDG_RUNTIME_DIR", "");
    return named.startsWith("/") && Files.isWritable(Path.of(named)) ? Path.of(named) : temporary();
  }

  /** Where files are made that nobody needs for long. */
  public static Path temporary() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  /** The machine's name as it calls itself; no name service is asked. */
  public static String node() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      return "localhost"; // a machine without that file; the holder's pid still tells processes
      // apart
    }
  }
}

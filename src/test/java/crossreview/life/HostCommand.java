package crossreview.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of the machine that a test needs: it has to succeed, and what it said is returned. */
final class HostCommand {
  private static final int PATIENCE_SECONDS = 600; // a mirror of packages may be slow

  private HostCommand() {}

  static String run(String... command) throws IOException, InterruptedException {
    return with(Map.of(), command);
  }

  /** The same with more variables. */
  static String with(Map<String, String> variables, String... command)
      throws IOException, InterruptedException {
    Path said = Files.createTempFile("host-command", ".out");
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(variables);
      builder.redirectInput(Path.of("/dev/null").toFile());
      Process process = builder.redirectOutput(said.toFile()).start();
      boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly();
      }
      String text = Files.readString(said);
      assertTrue(ended, () -> List.of(command) + " does not end: " + text);
      assertEquals(0, process.exitValue(), () -> List.of(command) + ": " + text);
      return text;
    } finally {
      Files.delete(said);
    }
  }
}

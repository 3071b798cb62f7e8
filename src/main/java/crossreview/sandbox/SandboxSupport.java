package crossreview.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether programs can be started in a sandbox on this machine.
 *
 * @param bwrap null if they cannot
 * @param reason why not, as a clause; empty if they can
 */
public record SandboxSupport(@Nullable Path bwrap, String reason) {
  private static final List<Path> PLACES =
      List.of(Path.of("/usr/bin/bwrap"), Path.of("/usr/local/bin/bwrap"), Path.of("/bin/bwrap"));
  private static final int SECONDS = 10; // it takes milliseconds; a machine that swaps takes more
  private static final int REASON_BYTES = 300;

  /** Looks for bubblewrap and starts {@code true} inside it. Blocks for some milliseconds. */
  public static SandboxSupport find() {
    return PLACES.stream()
        .filter(Files::isExecutable)
        .findFirst()
        .map(SandboxSupport::tried)
        .orElse(new SandboxSupport(null, "bubblewrap (/usr/bin/bwrap) is not installed"));
  }

  /** What a trial says about this program. */
  static SandboxSupport tried(Path bwrap) {
    Path folder = null;
    try {
      folder = Files.createTempDirectory("crossreview-sandbox-");
      String failure = failure(bwrap, folder);
      return failure.isEmpty()
          ? new SandboxSupport(bwrap, "")
          : new SandboxSupport(null, bwrap + " does not work here: " + failure);
    } catch (IOException e) {
      return new SandboxSupport(null, bwrap + " cannot be started: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new SandboxSupport(null, "the trial of " + bwrap + " was interrupted");
    } finally {
      remove(folder);
    }
  }

  /** The same words as for a real program, so that what fails then fails now. */
  private static String failure(Path bwrap, Path folder) throws IOException, InterruptedException {
    SandboxPolicy policy = new SandboxPolicy(SandboxMode.AUTO, List.of(), List.of(), false);
    List<String> prefix =
        SandboxArguments.of(
            bwrap,
            policy,
            new SandboxArguments.SandboxFolders(folder, folder, folder, null, List.of(), folder));
    Process process =
        new ProcessBuilder(Stream.concat(prefix.stream(), Stream.of("true")).toList())
            .redirectErrorStream(true)
            .start();
    boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly();
      return "no answer within " + SECONDS + " s";
    }
    String said =
        new String(process.getInputStream().readNBytes(REASON_BYTES), StandardCharsets.UTF_8);
    return process.exitValue() == 0 ? "" : "exit code " + process.exitValue() + ", " + said.strip();
  }

  private static void remove(@Nullable Path folder) {
    try {
      if (folder != null) {
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      return; // an empty folder among the temporary files
    }
  }
}

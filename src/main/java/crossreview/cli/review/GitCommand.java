package crossreview.cli.review;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.model.CliProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Runs git in a folder, each time for at most a minute. Blocks. */
final class GitCommand {
  /** What is read of an output; the daemon has the real limit of a text, this bounds memory. */
  static final int BYTES_MAX = 64 << 20;

  private static final int SECONDS_MAX = 60;
  private static final int ERROR_BYTES_MAX = 2_000;

  private final Path directory;
  private final String program;

  /**
   * @param program the name or path of git
   */
  GitCommand(Path directory, String program) {
    this.directory = directory;
    this.program = program;
  }

  /**
   * How git ended.
   *
   * @param success whether it ended in time, within the bound and with exit code 0
   * @param error what it said on stderr, without control characters, and not empty without success
   */
  record GitOutput(boolean success, byte[] bytes, String error) {
    String line() {
      return new String(bytes, UTF_8).strip();
    }
  }

  /**
   * @throws CliException {@code no_git} or {@code interrupted}
   */
  GitOutput run(String... arguments) {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    try {
      Process git = new ProcessBuilder(command).directory(directory.toFile()).start();
      git.getOutputStream().close();
      // A git that hangs is ended, and with it the reads below.
      Executor late = CompletableFuture.delayedExecutor(SECONDS_MAX, TimeUnit.SECONDS);
      late.execute(git::destroyForcibly);
      byte[] out = git.getInputStream().readNBytes(BYTES_MAX + 1);
      byte[] err = git.getErrorStream().readNBytes(ERROR_BYTES_MAX);
      boolean over = git.waitFor(SECONDS_MAX, TimeUnit.SECONDS) && out.length <= BYTES_MAX;
      git.destroy();
      String said = JsonNode.safe(new String(err, UTF_8).strip());
      boolean success = over && git.exitValue() == 0;
      return new GitOutput(
          success, out, said.isEmpty() ? "gave nothing within a minute and 64 MiB" : said);
    } catch (IOException e) {
      throw new CliException(CliProblem.NO_GIT, "git cannot be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException(CliProblem.INTERRUPTED, "interrupted");
    }
  }
}

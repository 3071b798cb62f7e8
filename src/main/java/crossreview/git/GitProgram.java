package crossreview.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.model.CliProblem;
import crossreview.model.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs git in a directory, each time for at most a minute. Blocks. */
public final class GitProgram {
  /** What is read of an output; the daemon has the real limit of a text, this bounds memory. */
  public static final int BYTES_MAX = 64 << 20;

  private static final int SECONDS_MAX = 60;
  private static final int ERROR_BYTES_MAX = 2_000;

  /** Variables by which a caller such as a hook says where its repository is. */
  private static final Set<String> PLACES =
      Set.of(
          "GIT_DIR",
          "GIT_WORK_TREE",
          "GIT_COMMON_DIR",
          "GIT_INDEX_FILE",
          "GIT_OBJECT_DIRECTORY",
          "GIT_ALTERNATE_OBJECT_DIRECTORIES",
          "GIT_CEILING_DIRECTORIES",
          "GIT_CONFIG_GLOBAL",
          "GIT_CONFIG_SYSTEM",
          "GIT_CONFIG_NOSYSTEM",
          "GIT_EXEC_PATH");

  private final String program;
  private final Path directory;
  private final Map<String, String> variables;
  private final Set<String> inherited;

  private GitProgram(
      String program, Path directory, Map<String, String> variables, Set<String> inherited) {
    this.program = program;
    this.directory = directory;
    this.variables = variables;
    this.inherited = inherited;
  }

  /** The git of this machine. */
  public static GitProgram in(Path directory) {
    return of("git", directory);
  }

  /**
   * @param program the name or path of git
   */
  public static GitProgram of(String program, Path directory) {
    return new GitProgram(program, directory, Map.of(), PLACES);
  }

  /** The same program in another directory, with these variables beside those of the process. */
  public GitProgram at(Path other, Map<String, String> more) {
    return new GitProgram(program, other, more, PLACES);
  }

  /** The same program with a work tree. */
  GitProgram within(Path workTree) {
    Map<String, String> more = new HashMap<>(variables);
    more.put("GIT_WORK_TREE", workTree.toString());
    return new GitProgram(program, workTree, more, inherited);
  }

  /** The same program, to which nothing but a place of objects comes from outside. */
  GitProgram isolated(Path other, Map<String, String> more) {
    return new GitProgram(program, other, more, Set.of("GIT_ALTERNATE_OBJECT_DIRECTORIES"));
  }

  /**
   * How git ended.
   *
   * @param success whether it ended in time, within the bound and with exit code 0
   * @param error what it said on stderr, in one line and not empty without success
   */
  public record GitOutput(boolean success, byte[] bytes, String error) {
    public String line() {
      return new String(bytes, UTF_8).strip();
    }

    /** The parts of an output of {@code -z}. */
    List<String> parts() {
      String text = new String(bytes, UTF_8);
      return text.isEmpty() ? List.of() : List.of(text.split("\0"));
    }
  }

  /**
   * @throws ProblemException {@code no_git} or {@code interrupted}
   */
  public GitOutput run(String... arguments) {
    return run(List.of(arguments), new byte[0]);
  }

  /** Runs git with an input that fits into a pipe (4 KiB are safe). */
  GitOutput run(List<String> arguments, byte[] input) {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("GIT_") && !inherited.contains(name));
    environment.put("LC_ALL", "C");
    environment.put("GIT_OPTIONAL_LOCKS", "0");
    environment.put("GIT_TERMINAL_PROMPT", "0");
    environment.put("GIT_NO_REPLACE_OBJECTS", "1"); // a push sends the commit itself
    environment.putAll(variables);
    try {
      return finished(builder.start(), input);
    } catch (IOException e) {
      throw CliProblem.NO_GIT.exception("git cannot be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CliProblem.INTERRUPTED.exception("interrupted");
    }
  }

  private static GitOutput finished(Process git, byte[] input)
      throws IOException, InterruptedException {
    // A git that hangs is ended, and with it the reads below.
    Executor late = CompletableFuture.delayedExecutor(SECONDS_MAX, TimeUnit.SECONDS);
    late.execute(git::destroyForcibly);
    try (var in = git.getOutputStream()) {
      in.write(input);
    }
    // Beside the output, for a git that warns about each of many files would wait for a reader.
    FutureTask<byte[]> errors = new FutureTask<>(() -> errors(git.getErrorStream()));
    Thread.ofVirtual().name("git-errors").start(errors);
    byte[] out = git.getInputStream().readNBytes(BYTES_MAX + 1);
    String said = said(errors); // before the process is destroyed, which closes its streams
    boolean over = out.length <= BYTES_MAX && git.waitFor(SECONDS_MAX, TimeUnit.SECONDS);
    boolean success = over && git.exitValue() == 0;
    git.destroyForcibly();
    return new GitOutput(
        success, out, said.isEmpty() ? "gave nothing within a minute and 64 MiB" : said);
  }

  private static byte[] errors(InputStream stream) throws IOException {
    byte[] first = stream.readNBytes(ERROR_BYTES_MAX);
    stream.transferTo(OutputStream.nullOutputStream());
    return first;
  }

  /** A program that git left behind may hold the stream open; it is not waited for. */
  private static String said(FutureTask<byte[]> errors) throws InterruptedException {
    try {
      String text = new String(errors.get(1, TimeUnit.SECONDS), UTF_8).strip();
      return text.replaceAll("\\p{C}+", " ");
    } catch (ExecutionException | TimeoutException e) {
      return "";
    }
  }
}

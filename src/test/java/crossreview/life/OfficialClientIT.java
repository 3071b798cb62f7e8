package crossreview.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonReader;
import crossreview.testkit.McpTools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The official TypeScript client drives a whole review, over HTTP, over the older HTTP with SSE and
 * over stdio: the newest, and one of a revision without structured content, which sends no version
 * header.
 */
class OfficialClientIT {
  private static final Path SCRIPT = McpTools.HOME.resolve("client.mjs");

  @TempDir private Path home;

  @BeforeAll
  static void install() throws Exception {
    McpTools.install();
    Files.copy(
        Path.of("src/test/resources/mcp/client.mjs"), SCRIPT, StandardCopyOption.REPLACE_EXISTING);
  }

  @ParameterizedTest
  @CsvSource({"@modelcontextprotocol/sdk, true", "former-sdk, false"})
  void itDrivesAWholeReviewEitherWay(String sdk, boolean structured) throws Exception {
    Path data = home.resolve("data");
    try (DaemonProcess daemon = DaemonProcess.start(home, data)) {
      reviewed(structured, sdk, "http", daemon.url() + "/mcp", daemon.token());
      reviewed(structured, sdk, "sse", daemon.url() + "/sse", daemon.token());
      String program = Path.of("target/crossreview/bin/crossreview").toAbsolutePath().toString();
      reviewed(structured, sdk, "stdio", program, "stdio", "--data-dir", data.toString());
      daemon.program().terminate();
      daemon.program().exit();
    }
  }

  private static void reviewed(boolean structured, String... how) throws Exception {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(McpTools.NODE.toString(), SCRIPT.toString()));
    command.addAll(List.of(how));
    McpTools.Ran ran = McpTools.run(command);
    assertEquals(0, ran.code(), ran.said());
    Map<String, Object> said = JsonReader.readObject(ran.said().strip());
    assertEquals(structured, said.get("structured"), ran.said());
    assertEquals(true, said.get("converged"), ran.said());
    assertEquals("unanimous", said.get("state"), ran.said());
    assertEquals("one plan \n", said.get("final"), "byte for byte");
    assertEquals("text/markdown", said.get("report"));
    assertEquals(true, said.get("wrong"));
    assertTrue((Long) said.get("progress") > 0, ran.said());
    assertEquals(12L, said.get("tools"), ran.said());
  }
}

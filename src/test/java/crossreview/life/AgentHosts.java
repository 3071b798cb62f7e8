package crossreview.life;

import crossreview.testkit.NodePackages;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The real programs of three vendors, and one model for all of them that needs no account. Their
 * settings are below a home that belongs to the test.
 */
final class AgentHosts implements AutoCloseable {
  private static final Path MODEL = Path.of("src/test/resources/mcp/model.mjs").toAbsolutePath();
  private static final Path PRODUCT = Path.of("target/crossreview/bin").toAbsolutePath();

  private final Path programs;
  private final Process model;
  private final String modelUrl;

  private AgentHosts(Path programs, Process model, String modelUrl) {
    this.programs = programs;
    this.model = model;
    this.modelUrl = modelUrl;
  }

  /** Installs what is not there and starts the model; without network the test is skipped. */
  static AgentHosts open(Path log) throws IOException, InterruptedException {
    NodePackages packages =
        NodePackages.install(
            "hosts",
            "@google/gemini-cli@0.61.0",
            "@anthropic-ai/claude-code@2.1.332",
            "@openai/codex@0.171.0");
    Path programs = Files.createDirectories(packages.home().resolve("bin"));
    link(programs.resolve("node"), NodePackages.node());
    link(programs.resolve("gemini"), packages.file(".bin/gemini"));
    link(programs.resolve("codex"), packages.file(".bin/codex"));
    link(programs.resolve("claude"), packages.file("@anthropic-ai/claude-code-linux-x64/claude"));
    link(programs.resolve("crossreview"), PRODUCT.resolve("crossreview"));
    Process model =
        new ProcessBuilder(NodePackages.node().toString(), MODEL.toString(), log.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader said = model.inputReader(StandardCharsets.UTF_8);
    return new AgentHosts(programs, model, said.readLine());
  }

  private static void link(Path link, Path to) throws IOException {
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, to);
  }

  /** Where they are, before everything else on the path. */
  Path programs() {
    return programs;
  }

  /** Logs all of them in, to the model, as a person would once in a home. */
  void logIn(Path home) throws IOException {
    write(
        home.resolve(".claude/settings.json"),
        """
        {"env": {"ANTHROPIC_BASE_URL": "%s", "ANTHROPIC_AUTH_TOKEN": "mock",
                 "CLAUDE_CODE_MAX_RETRIES": "0"}}
        """);
    write(
        home.resolve(".codex/config.toml"),
        """
        model = "gpt-5"
        model_provider = "mock"
        [model_providers.mock]
        name = "mock"
        base_url = "%s/v1"
        wire_api = "responses"
        request_max_retries = 0
        stream_max_retries = 0
        """);
    write(home.resolve(".gemini/.env"), "GEMINI_API_KEY=mock\nGOOGLE_GEMINI_BASE_URL=%s\n");
    write(
        home.resolve(".gemini/settings.json"),
        "{\"security\": {\"auth\": {\"selectedType\": \"gemini-api-key\"}}}");
  }

  private void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text.replace("%s", modelUrl));
  }

  /** Runs a line of a shell in an empty folder, as a person of this home. */
  NodePackages.Ran shell(Path home, Map<String, String> more, String line)
      throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("HOME", home.toString());
    environment.put("PATH", programs + ":" + System.getenv("PATH"));
    Path folder = Files.createTempDirectory(home, "work");
    return NodePackages.run(folder, environment, 90, new ArrayList<>(List.of("sh", "-c", line)));
  }

  @Override
  public void close() {
    model.destroyForcibly();
  }
}

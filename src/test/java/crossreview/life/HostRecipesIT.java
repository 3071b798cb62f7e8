package crossreview.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import crossreview.json.JsonWriter;
import crossreview.testkit.NodePackages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The recipes of {@code docs/hosts.md}, taken from its text, with the real hosts: each connects,
 * and its model starts a review, which the daemon then has in the name of the agent's token.
 */
class HostRecipesIT {
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final String ORDER = "CALL ask_peers {'task': 'TASK', 'draft': 'a plan'} END";

  @TempDir private static Path home;
  private static AgentHosts hosts;
  private static DaemonProcess daemon;
  private static String token;

  /** A row of the table: the host, where it has its settings, and the pieces of code in it. */
  private record Recipe(String host, String where, List<String> code) {
    String text() {
      return String.join("\n", code);
    }

    boolean stdio() {
      return !text().contains("http");
    }
  }

  @BeforeAll
  static void start() throws Exception {
    hosts = AgentHosts.open(home.resolve("model.log"));
    daemon = DaemonProcess.start(home, home.resolve(".local/share/crossreview"));
    hosts.logIn(home);
    String create = "crossreview token create my-agent --role caller > ~/.my-agent.token";
    assertTrue(document().contains(create));
    assertEquals(0, hosts.shell(home, Map.of(), create).code());
    token = Files.readString(home.resolve(".my-agent.token")).strip();
  }

  @AfterAll
  static void close() {
    if (hosts != null) {
      hosts.close();
    }
    if (daemon != null) {
      daemon.close();
    }
  }

  private static String document() throws Exception {
    return Files.readString(Path.of("docs/hosts.md"));
  }

  private static List<Recipe> recipes(String host) throws Exception {
    List<Recipe> recipes = new ArrayList<>();
    String last = "";
    for (String line : document().lines().filter(text -> text.startsWith("| ")).toList()) {
      String[] cells = line.split("\\|");
      last = cells[1].isBlank() ? last : cells[1].strip();
      if (last.equals(host)) {
        List<String> code = CODE.matcher(cells[3]).results().map(found -> found.group(1)).toList();
        recipes.add(new Recipe(last, cells[2].strip(), code));
      }
    }
    return recipes;
  }

  private static String here(String recipe) {
    return recipe
        .replace("http://127.0.0.1:7433", daemon.url())
        .replace("Bearer …", "Bearer " + token);
  }

  /** Who the review that a host began belongs to. */
  private static Object petitioner(String task, NodePackages.Ran ran) throws Exception {
    Map<?, ?> listed = daemon.get("/sessions?limit=50");
    return JsonTree.list(listed, "/sessions").stream()
        .filter(session -> task.equals(JsonTree.at(session, "/task")))
        .map(session -> JsonTree.at(session, "/petitioner"))
        .findFirst()
        .orElseThrow(() -> new AssertionError(task + " was not begun: " + ran.said()));
  }

  private static void begins(Recipe recipe, String task, String command) throws Exception {
    String line = command.replace("ORDER", "\"" + ORDER.replace("TASK", task) + "\"");
    NodePackages.Ran ran = hosts.shell(home, Map.of("CROSSREVIEW_TOKEN", token), line);
    assertEquals(recipe.stdio() ? "local-agent" : "my-agent", petitioner(task, ran), ran.said());
  }

  @Test
  void claudeCode() throws Exception {
    List<Recipe> recipes = recipes("Claude Code");
    assertEquals(3, recipes.size());
    for (Recipe recipe : recipes) {
      String add = here(recipe.code().getFirst()).replace("mcp add", "mcp add --scope user");
      NodePackages.Ran added = hosts.shell(home, Map.of(), add);
      assertEquals(0, added.code(), added.said());
      String task = "claude " + recipes.indexOf(recipe);
      begins(recipe, task, "claude -p ORDER --allowedTools mcp__crossreview__ask_peers");
      hosts.shell(home, Map.of(), "claude mcp remove --scope user crossreview");
    }
  }

  @Test
  void codex() throws Exception {
    List<Recipe> recipes = recipes("Codex CLI");
    assertEquals(2, recipes.size());
    Path settings = home.resolve(".codex/config.toml");
    String before = Files.readString(settings);
    for (Recipe recipe : recipes) {
      Files.writeString(settings, before + here(recipe.text()) + "\n");
      String task = "codex " + recipes.indexOf(recipe);
      begins(recipe, task, "codex exec --skip-git-repo-check ORDER");
    }
  }

  @Test
  void gemini() throws Exception {
    List<Recipe> recipes = recipes("Gemini CLI");
    assertEquals(2, recipes.size());
    Path settings = home.resolve(".gemini/settings.json");
    String before = Files.readString(settings);
    for (Recipe recipe : recipes) {
      Map<String, Object> all = new LinkedHashMap<>(JsonReader.readObject(before));
      all.putAll(JsonReader.readObject(here(recipe.text())));
      Files.writeString(settings, JsonWriter.of(all));
      String task = "gemini " + recipes.indexOf(recipe);
      begins(recipe, task, "gemini --skip-trust --approval-mode yolo -p ORDER");
    }
  }
}

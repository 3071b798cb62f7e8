package crossreview.life;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.json.JsonTree;
import crossreview.testkit.ProgramProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings of {@code docs/peers.md}, as they are there, with the real agents on the panel. */
class AgentPeersIT {
  private static final List<String> AGENTS = List.of("claude", "codex", "gemini");

  @TempDir private static Path home;
  private static AgentHosts hosts;
  private static DaemonProcess daemon;

  @BeforeAll
  static void start() throws Exception {
    hosts = AgentHosts.open(home.resolve("model.log"));
    hosts.logIn(home);
    String document = Files.readString(Path.of("docs/peers.md"));
    String settings = document.substring(document.indexOf("```json\n") + "```json\n".length());
    Path file = home.resolve("settings.json");
    Files.writeString(file, settings.substring(0, settings.indexOf("```")));
    String path = "export PATH=" + hosts.programs() + ":$PATH";
    daemon =
        DaemonProcess.startAfter(path, home, home.resolve("data"), "--config", file.toString());
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

  private static String reviewed(String text) throws Exception {
    Map<String, Object> review =
        Map.of("task", "Is the plan sound?", "draft", text, "label", "plan.md");
    Map<?, ?> begun = daemon.post("/rounds", null, review);
    String session = JsonTree.text(begun, "/session_id").orElseThrow();
    Map<?, ?> poll = Map.of();
    while (!Boolean.FALSE.equals(poll.get("running"))) {
      poll = daemon.get("/sessions/" + session + "/poll?wait_ms=20000");
    }
    return session;
  }

  @Test
  void eachAgentRunsInTheSandbox() throws Exception {
    ProgramProcess doctor =
        ProgramProcess.with(home)
            .run("doctor", "--config", home.resolve("settings.json").toString());

    for (String agent : AGENTS) {
      doctor.line(line -> line.startsWith("peer " + agent + " runs in a sandbox"));
    }
  }

  @Test
  void eachAgentOfTheDocumentVotes() throws Exception {
    Map<?, ?> read = daemon.get("/sessions/" + reviewed("a sound plan\n"));

    Map<String, Object> votes = new TreeMap<>();
    JsonTree.list(read, "/rounds/0/votes")
        .forEach(vote ->
            votes.put(JsonTree.text(vote, "/peer").orElseThrow(), JsonTree.at(vote, "/status")));
    for (String agent : AGENTS) {
      assertEquals("READY", votes.get(agent), read.toString());
    }
  }

  @Test
  void anAgentWhoseKeyIsRefusedIsExcusedForIt() throws Exception {
    Map<?, ?> read = daemon.get("/sessions/" + reviewed("a plan, ANSWER 401\n"));

    Map<String, Object> excused = new TreeMap<>();
    JsonTree.list(read, "/rounds/0/excused")
        .forEach(each ->
            excused.put(
                JsonTree.text(each, "/peer").orElseThrow(), JsonTree.at(each, "/failure_class")));
    assertEquals(Map.of("claude", "auth", "codex", "auth", "gemini", "auth"), excused);
  }
}

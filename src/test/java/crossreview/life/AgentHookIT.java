package crossreview.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.testkit.GitSandbox;
import crossreview.testkit.NodePackages.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hook of {@code docs/hooks.md} in the real agents, which want to stop. */
class AgentHookIT {
  private static final int CALLS = 20;
  private static final long MILLIS_MAX = 300;

  @TempDir private static Path home;
  private static AgentHosts hosts;
  private static DaemonProcess daemon;
  private static GitSandbox shop;

  @BeforeAll
  static void start() throws Exception {
    hosts = AgentHosts.open(home.resolve("model.log"));
    daemon = DaemonProcess.start(home, home.resolve(".local/share/crossreview"));
    hosts.logIn(home);
    shop = GitSandbox.init(home.resolve("shop"));
    shop.write("notes.md", "# Notes\n").commit("base");
    shop.git("remote", "add", "origin", "https://git.example.org/acme/shop.git");
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

  @BeforeEach
  void aBranchThatWasNotApproved() throws Exception {
    shop.git("checkout", "-q", "-B", "topic", "main");
    shop.write("run.js", "const a = 1;\ndebugger;\n").commit("a breakpoint");
    Ran ran = run("crossreview review --new --branch main");
    assertEquals(1, ran.code(), ran.said());
  }

  private static Ran run(String line) throws Exception {
    return hosts.shell(home, Map.of(), "cd ~/shop && " + line);
  }

  /**
   * How often a model was asked since a point of its log, with the words of the hook or without.
   */
  private static long asked(int since, boolean held) throws Exception {
    return Files.readAllLines(home.resolve("model.log")).stream()
        .skip(since)
        .filter(line -> line.contains("\"held\":" + held))
        .filter(line -> !line.contains("\"names\":[]")) // a question beside the work, for a title
        .count();
  }

  private static int logged() throws Exception {
    Path log = home.resolve("model.log");
    return Files.exists(log) ? Files.readAllLines(log).size() : 0;
  }

  private static String installed(String agent) throws Exception {
    String line = "crossreview hook install " + agent;
    assertTrue(Files.readString(Path.of("docs/hooks.md")).contains(line));
    Ran ran = run(line);
    assertEquals(0, ran.code(), ran.said());
    return ran.said();
  }

  @ParameterizedTest
  @CsvSource({
    "claude-code, claude -p hello",
    "codex, codex exec --dangerously-bypass-hook-trust hello",
    "gemini, gemini --skip-trust --approval-mode yolo -p hello",
  })
  void anAgentWithAnOpenBlockerIsSentBackOnceAndThenLetGo(String agent, String command)
      throws Exception {
    installed(agent);
    int before = logged();

    Ran ran = run(command);

    assertEquals(0, ran.code(), ran.said());
    assertEquals(1, asked(before, false), ran.said());
    assertEquals(1, asked(before, true), ran.said());
    assertTrue(ran.said().contains("READY"), ran.said());

    assertEquals(0, run("crossreview hook uninstall " + agent).code());
    int later = logged();
    run(command);
    assertEquals(0, asked(later, true), "the hook is gone");
  }

  @Test
  void anApprovedBranchAndOneThatWasNotReviewedHoldNobody() throws Exception {
    installed("claude-code");
    shop.git("checkout", "-q", "-B", "other", "main");
    int before = logged();
    assertEquals(0, run("claude -p hello").code());
    shop.write("notes.md", "# Notes\none more\n").commit("a line");
    assertEquals(0, run("crossreview review --branch main").code());
    assertEquals(0, run("claude -p hello").code());

    assertEquals(0, asked(before, true));
    assertEquals(2, asked(before, false));
  }

  @Test
  void theAnswerComesWithoutAJvm() throws Exception {
    installed("codex");
    String hook = Path.of("target/crossreview/bin/agent-hook").toAbsolutePath().toString();
    String call = hook + " stop ~/.local/share/crossreview < ../input.json";
    Files.writeString(home.resolve("input.json"), "{\"stop_hook_active\": false}");
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < CALLS; i++) {
      long start = System.nanoTime();
      Ran ran = run("PATH=/usr/bin:/bin; " + call);
      fastest = Math.min(fastest, (System.nanoTime() - start) / 1_000_000);
      assertEquals(2, ran.code(), ran.said());
      assertTrue(ran.said().contains("BLOCKING f1 defect of hygiene"), ran.said());
      assertFalse(ran.said().contains("xr_"), ran.said());
    }
    assertTrue(fastest <= MILLIS_MAX, fastest + " ms");
  }

  @Test
  void aDaemonThatIsGoneHoldsNobodyAndIsSaid() throws Exception {
    installed("claude-code");
    Path data = home.resolve(".local/share/crossreview");
    daemon.close();
    Ran ran = run("echo '{}' | '" + programs() + "/agent-hook' stop " + data);
    assertEquals(1, ran.code(), ran.said());
    assertTrue(ran.said().contains("the agent was not held"), ran.said());
    assertEquals(0, run("claude -p hello").code());
    daemon = DaemonProcess.start(home, data);
  }

  private static String programs() {
    return Path.of("target/crossreview/bin").toAbsolutePath().toString();
  }
}

package crossreview.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.testkit.FakeTime;
import crossreview.testkit.GitSandbox;
import crossreview.testkit.NodePackages;
import crossreview.testkit.NodePackages.Ran;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * When the script {@code agent-hook} holds an agent whose branch has an open blocker, and how
 * often.
 */
class AgentHoldTest {
  private static final Path SCRIPT = Path.of("src/main/bin/agent-hook").toAbsolutePath();
  private static final String REPORT =
      """
      crossreview result
      verdict: Not approved after 1 round

      BLOCKING f1 defect of ada
      at src/till.py:11
      | it counts wrong
      | at other.py:3

      BLOCKING f2 defect of bob
      at src/shop.py:7
      | it sells nothing

      ADVICE f3 defect of bob
      at src/till.py:12
      | a name
      """;

  @TempDir Path home;
  private Path data;
  private GitSandbox shop;
  private ServerSocketChannel socket;
  private CommandLineFixture line;

  @BeforeEach
  void aDaemonWithAnOpenReview() throws Exception {
    data = Files.createDirectory(home.resolve("data"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    socket.bind(UnixDomainSocketAddress.of(data.resolve("s")));
    file(data.resolve("daemon.json"), "{\"socket\":\"" + data.resolve("s") + "\"}", "rw-------");
    file(data.resolve("agent.token"), "xr_secret\n", "rw-------");
    file(home.resolve("report"), REPORT, "rw-------");
    answer(1);
    later(0);
    file(
        home.resolve("curl"),
        "#!/bin/sh\ncase $* in */output*) cat '"
            + home
            + "/report' ;; *) cat '"
            + home
            + "/row' ;; esac\n",
        "rwx------");
    shop = GitSandbox.init(home.resolve("shop"));
    shop.write("a.txt", "a\n").commit("base");
    line = new CommandLineFixture(shop.top());
  }

  @AfterEach
  void close() throws Exception {
    socket.close();
  }

  /** What the script takes for the time, in seconds after that of the commands. */
  private void later(long seconds) throws Exception {
    long now = new FakeTime().now().getEpochSecond() + seconds;
    file(home.resolve("date"), "#!/bin/sh\necho " + now + "\n", "rwx------");
  }

  private void answer(int round) throws Exception {
    String row =
        "{\"sessions\":[{\"session_id\":\"0a-1\",\"state\":\"open\",\"round\":" + round + "}]}";
    file(home.resolve("row"), row, "rw-------");
  }

  private static void file(Path file, String text, String modes) throws Exception {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(modes));
  }

  private Ran hook(String event, String input) throws Exception {
    Path said = Files.writeString(home.resolve("input.json"), input);
    String path = home + ":" + System.getenv("PATH");
    String words = SCRIPT + " " + event + " " + data + " < " + said;
    return NodePackages.run(shop.top(), Map.of("PATH", path), 20, List.of("sh", "-c", words));
  }

  private static String command(String text) {
    return "{\"tool_name\": \"Bash\",\n \"tool_input\": {\"command\": \"" + text + "\"}}";
  }

  private String edit(String file) {
    return "{\"tool_input\": {\"file_path\": \"" + shop.top().resolve(file) + "\"}}";
  }

  @ParameterizedTest
  @CsvSource({
    "git commit -m x, 2",
    "cd a && git -C /tmp/b -c user.name=x push origin topic, 2",
    "git log --grep commit, 0",
    "make test, 0",
  })
  void onlyACommitOrPushIsHeld(String text, int code) throws Exception {
    Ran ran = hook("pre-commit", command(text));

    assertEquals(code, ran.code(), ran.said());
    assertEquals(code == 2, ran.said().contains("BLOCKING f1"), ran.said());
  }

  @Test
  void aCommitIsHeldOnceForEachStateOfTheReview() throws Exception {
    assertEquals(2, hook("pre-commit", command("git commit -am x")).code());
    assertEquals(0, hook("pre-commit", command("git commit -am x")).code());
    answer(2);
    assertEquals(2, hook("pre-commit", command("git commit -am x")).code());
    assertEquals(0, hook("pre-commit", command("git push")).code());
    assertEquals(2, hook("stop", "{}").code(), "to stop is another question");
  }

  @Test
  void anEditShowsWhatBlocksInThatFileOnce() throws Exception {
    Ran ran = hook("post-edit", edit("src/till.py"));

    assertEquals(2, ran.code(), ran.said());
    assertTrue(ran.said().contains("BLOCKING f1"), ran.said());
    assertFalse(ran.said().contains("f2") || ran.said().contains("f3"), ran.said());
    assertEquals(0, hook("post-edit", edit("src/till.py")).code());
    assertEquals(2, hook("post-edit", edit("src/shop.py")).code());
    assertEquals(0, hook("post-edit", edit("other.py")).code(), "a quoted place is no place");
    assertEquals(0, hook("post-edit", "{}").code());
  }

  @Test
  void whereItCannotBeKeptThatAnAgentWasHeldItIsNotHeld() throws Exception {
    Files.createDirectories(shop.top().resolve(".git/crossreview-said.new/x"));

    assertEquals(0, hook("pre-commit", command("git commit")).code());
  }

  @Test
  void aSnoozeLetsAgentsGoUntilItEnds() throws Exception {
    assertEquals(0, line.run("snooze", "2h"), line::said);
    assertTrue(line.out().contains("the gate is as strict as before"), line::said);
    assertEquals(0, hook("stop", "{}").code());
    assertEquals(0, hook("pre-commit", command("git commit")).code());
    later(7_199);
    assertEquals(0, hook("stop", "{}").code());
    later(7_200);
    assertEquals(2, hook("stop", "{}").code());

    later(0);
    assertEquals(0, line.run("snooze", "off"), line::said);
    assertEquals(2, hook("stop", "{}").code());
    Path file = shop.top().resolve(".git/crossreview-snooze");
    Files.writeString(file, "1000 *\nnonsense\n99999999999999999999999 other\n");
    assertEquals(
        2, hook("stop", "{}").code(), "what is over, or not a line of it, counts for nothing");
  }

  @Test
  void aSnoozeOfABranchIsNotOneOfOthers() throws Exception {
    assertEquals(0, line.run("snooze", "--branch", "30m"), line::said);
    assertEquals(0, hook("stop", "{}").code());
    shop.git("checkout", "-q", "-b", "other");
    assertEquals(2, hook("stop", "{}").code());
    shop.git("checkout", "-q", "--detach");
    assertEquals(2, line.run("snooze", "--branch", "1h"), line::said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"8d", "0m", "2", "h2", "2w", "", "99999d"})
  void anythingElseIsNotATime(String time) {
    assertEquals(2, line.run("snooze", time), line::said);
    assertTrue(line.err().contains("30m, 2h or 1d"), line::said);
    assertTrue(Files.notExists(shop.top().resolve(".git/crossreview-snooze")));
  }
}

package crossreview.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code agent-hook} calls a repository what the command line calls it. */
class AgentHookNameTest {
  private static final Path SCRIPT = Path.of("src/main/bin/agent-hook").toAbsolutePath();

  @TempDir Path home;
  private Path data;
  private GitSandbox shop;
  private ServerSocketChannel socket;

  @BeforeEach
  void aDaemonThatAnswersNothing() throws Exception {
    data = Files.createDirectory(home.resolve("data"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    socket.bind(UnixDomainSocketAddress.of(data.resolve("s")));
    secret(
        "daemon.json", "{\"url\":\"http://x\",\"socket\":\"" + data.resolve("s") + "\",\"pid\":1}");
    secret("agent.token", "xr_secret\n");
    Path curl = home.resolve("curl");
    Files.writeString(curl, "#!/bin/sh\nprintf '%s\\n' \"$@\" > '" + home + "/asked'\necho '{}'\n");
    Files.setPosixFilePermissions(curl, PosixFilePermissions.fromString("rwx------"));
    shop = GitSandbox.init(home.resolve("shop"));
    shop.write("a.txt", "a\n").commit("base");
  }

  @AfterEach
  void close() throws Exception {
    socket.close();
  }

  private void secret(String name, String text) throws Exception {
    Path file = Files.write(data.resolve(name), text.getBytes(UTF_8));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private Ran stop(String input) throws Exception {
    Path said = Files.writeString(home.resolve("input.json"), input);
    String path = home + ":" + System.getenv("PATH");
    String line = SCRIPT + " stop " + data + " < " + said;
    return NodePackages.run(shop.top(), Map.of("PATH", path), 20, List.of("sh", "-c", line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://git.example.org/acme/shop.git",
        "https://user:pass@git.example.org:8443//acme/shop/",
        "ssh://git@git.example.org:29418/acme/shop.git/",
        "git@git.example.org:acme/shop.git",
        "git.example.org:/acme/shop",
        "git@git.example.org:acme/deep/shop.git",
        "/srv/git/shop.git",
        "../shop.git",
        "file:///srv/git/shop.git",
        "c:/acme/shop",
        "https://git.example.org/acme/a b+c.git",
      })
  void theNameIsTheSame(String url) throws Exception {
    shop.git("remote", "add", "origin", url);
    String name = new RemoteName(GitRepository.around(GitProgram.in(shop.top()), shop.top())).get();

    Ran ran = stop("{}");

    assertEquals(0, ran.code(), ran.said());
    List<String> asked = Files.readAllLines(home.resolve("asked"));
    assertTrue(asked.contains("repository=" + name), name + " in " + asked);
    assertTrue(asked.contains("branch=main"), asked.toString());
    assertTrue(asked.stream().noneMatch(word -> word.contains("xr_")), asked.toString());
  }

  @Test
  void anAgentThatWasHeldOnceIsLetGoUnasked() throws Exception {
    Ran ran = stop("{\"a\": \"\\\"\", \"stop_hook_active\" : true}");

    assertEquals(0, ran.code(), ran.said());
    assertTrue(Files.notExists(home.resolve("asked")));
    stop("{\"last_assistant_message\": \"\\\"stop_hook_active\\\":true\"}");
    assertTrue(Files.exists(home.resolve("asked")), "a message of the agent decides nothing");
  }

  @Test
  void whatOthersCouldHaveWrittenIsNotAsked() throws Exception {
    for (String name : List.of("agent.token", "daemon.json", "")) {
      Path file = data.resolve(name);
      var before = Files.getPosixFilePermissions(file);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x---"));

      Ran ran = stop("{}");

      assertEquals(1, ran.code(), ran.said());
      assertTrue(ran.said().contains("others can read or write " + data), ran.said());
      assertTrue(Files.notExists(home.resolve("asked")));
      Files.setPosixFilePermissions(file, before);
    }
  }

  @Test
  void withoutADaemonTheAgentGoesOnAndPeopleSeeWhy() throws Exception {
    socket.close();
    Files.delete(data.resolve("s"));

    Ran ran = stop("{}");

    assertEquals(1, ran.code(), ran.said());
    assertTrue(ran.said().contains("no daemon runs on "), ran.said());
    assertTrue(ran.said().contains("the agent was not held"), ran.said());
  }
}

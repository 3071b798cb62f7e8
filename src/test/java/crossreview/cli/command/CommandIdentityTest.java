package crossreview.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.testkit.EndedProcess;
import crossreview.testkit.GitSandbox;
import crossreview.testkit.RecordingServer;
import crossreview.testkit.UnixSocketServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every command with every option that says who acts: the option is honoured or refused. And a
 * token goes to nobody but the daemon of the data directory, or the server that was named.
 */
class CommandIdentityTest {
  private static final String ID = AskingCommands.ID;

  /** Commands that work on the files of this machine. */
  private static final List<String> LOCAL =
      List.of(
          ("serve;start;stop;restart;status;logs;doctor;export "
                  + ID
                  + ";import change.txt;backup backup;restore backup --data-dir new;config"
                  + " check;token create eve --role caller;token rotate eve;token revoke eve;token"
                  + " list;peers list;peers probe;verify .")
              .split(";"));

  /** Commands that neither ask a daemon nor read the data directory: they have no such option. */
  private static final Set<String> WITHOUT =
      Set.of(
          "completion manual demo help init verify-receipt token peers config hook git snooze service install uninstall"
              .split(" "));

  private static Path repository;

  private static final String INITIALIZE =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{}}\n";

  @TempDir Path home;
  private Path data;
  private Path socket;
  private CommandLineFixture line;

  static List<String> asking() {
    return AskingCommands.ALL;
  }

  static List<String> local() {
    return LOCAL;
  }

  @BeforeAll
  static void repository(@TempDir Path folder) {
    GitSandbox made = GitSandbox.init(folder);
    made.write("a.txt", "a\n").commit("base");
    made.git("checkout", "-q", "-b", "topic");
    made.write("a.txt", "b\n").commit("change");
    repository = folder.resolve(".git");
  }

  @BeforeEach
  void files() throws IOException {
    Files.writeString(home.resolve(".git"), "gitdir: " + repository + "\n");
    data = home.resolve("data");
    socket = data.resolve("daemon.sock");
    Files.createDirectory(data);
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    Files.writeString(home.resolve("change.txt"), "a change\n");
    Files.writeString(home.resolve("policy.json"), "{\"rule\":\"unanimous\"}");
    secret(data.resolve("operator.token"), "xr_operator");
    secret(data.resolve("agent.token"), "xr_agent");
    secret(home.resolve("mine.token"), "xr_mine");
    line = new CommandLineFixture(home).reading(INITIALIZE);
  }

  private static void secret(Path file, String content) throws IOException {
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private void daemonAt(String url) throws IOException {
    secret(
        data.resolve("daemon.json"),
        "{\"url\":\"%s\",\"pid\":%d,\"socket\":\"%s\"}".formatted(url, EndedProcess.pid(), socket));
  }

  private int run(String command, String... options) {
    return line.run(
        Stream.concat(Stream.of(command.split(" ")), Stream.of(options)).toArray(String[]::new));
  }

  @Test
  void theTablesNameEveryCommand() {
    line.run("--help");
    Set<String> known =
        line.out()
            .lines()
            .filter(text -> text.matches("  [a-z][a-z-]*(, [a-z-]+)* .*"))
            .map(text -> text.strip().split("[, ]")[0])
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> tried = new TreeSet<>(WITHOUT);
    Stream.concat(AskingCommands.ALL.stream(), LOCAL.stream())
        .forEach(each -> tried.add(each.split(" ")[0]));

    known.removeAll(tried);
    assertEquals(Set.of(), known);
  }

  /** The daemon was killed, its file is still there, and another program has taken its port. */
  @ParameterizedTest
  @MethodSource("asking")
  void aStrangerAtTheDaemonsPortIsSentNothing(String command) throws IOException {
    try (RecordingServer stranger = RecordingServer.answering("{}")) {
      daemonAt(stranger.url());

      int exit = run(command, "--data-dir", data.toString());

      assertEquals(List.of(), stranger.received());
      if (!command.equals("mcp") && !command.equals("stdio")) {
        assertEquals(5, exit, line::said);
      }
      assertTrue(line.said().contains("has ended"), line::said);
      assertTrue(line.said().contains("crossreview serve"), line::said);
      assertTrue(!line.said().contains("xr_"), line::said);
    }
  }

  @ParameterizedTest
  @MethodSource("asking")
  void aTokenFileSaysWhoActsAtTheDaemonOfThisMachine(String command) throws IOException {
    try (UnixSocketServer daemon = daemon()) {
      run(command, "--data-dir", data.toString(), "--token-file", "mine.token");

      assertTrue(daemon.received().contains("Bearer xr_mine\r\n"), daemon.received());
      assertTrue(!daemon.received().contains("xr_operator"), daemon.received());
      assertTrue(!daemon.received().contains("xr_agent"), daemon.received());
    }
  }

  private UnixSocketServer daemon() throws IOException {
    daemonAt("http://127.0.0.1:1");
    return new UnixSocketServer(socket, "HTTP/1.1 200 OK\r\n\r\n{}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mcp", "stdio"})
  void whatAnAgentStartsActsAsACallerUnlessItIsToldOtherwise(String command) throws IOException {
    try (UnixSocketServer daemon = daemon()) {
      run(command, "--data-dir", data.toString());
      assertTrue(daemon.received().contains("Bearer xr_agent\r\n"), daemon.received());
      assertTrue(!daemon.received().contains("xr_operator"), daemon.received());

      run(command, "--data-dir", data.toString(), "--as-operator");
      assertTrue(daemon.received().contains("Bearer xr_operator\r\n"), daemon.received());
    }
  }

  @ParameterizedTest
  @MethodSource("asking")
  void aSettingForADaemonThatRunsIsRefusedBeforeAnythingIsSent(String command) throws IOException {
    try (UnixSocketServer daemon = daemon()) {
      run(command, "--data-dir", data.toString(), "--set", "limits.max_rounds=2");

      assertTrue(line.said().contains("--set limits.max_rounds=2 has no effect"), line::said);
      assertTrue(!daemon.received().contains("Bearer"), daemon.received());
    }
  }

  @ParameterizedTest
  @MethodSource("asking")
  void aServerIsAskedWithTheTokenThatWasNamed(String command) throws IOException {
    try (RecordingServer server = RecordingServer.answering("{}")) {
      run(command, "--server", server.url(), "--token-file", "mine.token");

      assertTrue(!server.received().isEmpty(), line::said);
      assertTrue(
          server.received().stream().allMatch(head -> head.contains("[Bearer xr_mine]")),
          () -> String.join("\n", server.received()));
    }
  }

  /** An answer that is not the daemon's is never taken for an empty list, or for success. */
  @ParameterizedTest
  @MethodSource("asking")
  void aServerThatIsNotADaemonIsNamed(String command) throws IOException {
    for (String answer : List.of("{}", "[]", "null", "<html>")) {
      try (RecordingServer server = RecordingServer.answering(answer)) {
        int exit = run(command, "--server", server.url(), "--token-file", "mine.token");

        assertTrue(line.said().contains("is not a crossreview daemon"), answer + line.said());
        if (!command.equals("mcp") && !command.equals("stdio")) {
          assertEquals(5, exit, line::said);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("asking")
  void aServerWithoutATokenFileIsRefused(String command) throws IOException {
    run(command, "--server", "http://127.0.0.1:1");

    assertTrue(line.said().contains("--server needs --token-file"), line::said);
  }

  @ParameterizedTest
  @MethodSource("asking")
  void aServerAndADataDirectoryAtOnceAreRefused(String command) throws IOException {
    try (RecordingServer server = RecordingServer.answering("{}")) {
      for (List<String> local :
          List.of(
              List.of("--data-dir", data.toString()),
              List.of("--config", "policy.json"),
              List.of("--set", "data_dir=" + data))) {
        run(
            command,
            "--server",
            server.url(),
            "--token-file",
            "mine.token",
            local.get(0),
            local.get(1));

        assertTrue(line.said().contains("use one or the other"), line::said);
      }
      assertEquals(List.of(), server.received());
    }
  }

  @ParameterizedTest
  @MethodSource("local")
  void whereNobodyIsAskedAnOptionThatSaysWhoActsIsRefused(String command) {
    for (List<String> option :
        List.of(List.of("--token-file", "mine.token"), List.of("--server", "http://127.0.0.1:1"))) {
      assertEquals(2, run(command, option.get(0), option.get(1)), line::said);

      assertTrue(line.err().contains("omit them"), line::said);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--token-file mine.token", "--server http://127.0.0.1:1"})
  void twoCallersAtOnceAreRefused(String option) {
    assertEquals(2, run("mcp --as-operator " + option), line::said);

    assertTrue(line.err().contains("--as-operator uses the operator's token"), line::said);
  }

  @Test
  void aDaemonElsewhereIsNotStarted() {
    assertEquals(2, run("mcp --start --server http://127.0.0.1:1 --token-file mine.token"));

    assertTrue(line.err().contains("--start starts the daemon of this machine"), line::said);
  }

  @ParameterizedTest
  @MethodSource("asking")
  void aTokenFileThatOthersCanReadIsRefusedBeforeAnythingIsSent(String command) throws IOException {
    for (String mode : List.of("rw-rw-rw-", "rw-r--r--")) {
      Files.setPosixFilePermissions(
          home.resolve("mine.token"), PosixFilePermissions.fromString(mode));
      try (RecordingServer server = RecordingServer.answering("{}")) {
        run(command, "--server", server.url(), "--token-file", "mine.token");

        assertEquals(List.of(), server.received());
        assertTrue(line.said().contains("run: chmod 600 "), line::said);
      }
    }
  }
}

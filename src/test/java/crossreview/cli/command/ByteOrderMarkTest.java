package crossreview.cli.command;

import static java.nio.charset.StandardCharsets.UTF_16;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.testkit.EndedProcess;
import crossreview.testkit.RecordingServer;
import crossreview.testkit.UnixSocketServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What editors and hosts on other systems put before a text: byte order marks. */
class ByteOrderMarkTest {
  private static final String INITIALIZE =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{}}\n";

  @TempDir Path home;
  private Path data;
  private CommandLineFixture line;

  @BeforeEach
  void files() throws IOException {
    data = Files.createDirectory(home.resolve("data"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    secret(data.resolve("agent.token"), "xr_agent");
    line = new CommandLineFixture(home);
  }

  private static void secret(Path file, String content) throws IOException {
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private int run(String command) {
    return line.run(command.split(" "));
  }

  @Test
  void aByteOrderMarkBeforeATokenIsDroppedAndNeverShown() throws IOException {
    secret(home.resolve("mine.token"), "\ufeffxr_mine\r\n");
    try (RecordingServer server = RecordingServer.answering("{\"sessions\":[]}")) {
      assertEquals(0, run("sessions --token-file mine.token --server " + server.url()), line::said);

      assertTrue(server.received().getFirst().contains("[Bearer xr_mine]"), line::said);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mcp", "stdio"})
  void aByteOrderMarkBeforeAMessageIsDropped(String command) throws IOException {
    line.reading("\ufeff" + INITIALIZE);
    Path socket = data.resolve("daemon.sock");
    secret(
        data.resolve("daemon.json"),
        "{\"url\":\"u\",\"pid\":%d,\"socket\":\"%s\"}".formatted(EndedProcess.pid(), socket));
    try (UnixSocketServer daemon = new UnixSocketServer(socket, "HTTP/1.1 200 OK\r\n\r\n{}")) {
      run(command + " --data-dir " + data);

      assertTrue(daemon.received().endsWith("\r\n\r\n" + INITIALIZE.strip()), daemon.received());
    }
  }

  @Test
  void aByteOrderMarkBeforeSettingsIsDropped() throws IOException {
    Files.writeString(home.resolve("s.json"), "\ufeff{\"http\":{\"port\":8001}}");

    assertEquals(0, run("config check --config s.json"), line::said);
    assertTrue(line.out().contains("8001"), line::said);
  }

  @Test
  void settingsInUtf16AreNamedAsThat() throws IOException {
    Files.write(home.resolve("s.json"), "{}".getBytes(UTF_16));

    assertEquals(2, run("config check --config s.json"));
    assertTrue(line.err().contains("it is UTF-16; save it as UTF-8"), line::said);
  }
}

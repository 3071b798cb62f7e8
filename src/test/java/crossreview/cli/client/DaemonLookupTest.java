package crossreview.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.cli.CliException;
import crossreview.testkit.EndedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What names the daemon of a data directory, and what is not believed. */
class DaemonLookupTest {
  private static final long OWN = ProcessHandle.current().pid();

  @TempDir Path data;
  private Path token;

  @BeforeEach
  void token() throws IOException {
    token = file("operator.token", "xr_secret\n");
  }

  private Path file(String name, String content) throws IOException {
    Path file = Files.writeString(data.resolve(name), content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  private void daemon(String name, long pid, String more) throws IOException {
    file(
        name,
        "{\"url\":\"http://h:1\",\"pid\":%d,\"socket\":\"%s.sock\"%s}"
            .formatted(pid, data.resolve(name), more));
  }

  private Path socket() {
    return DaemonLookup.find(data, token, "crossreview serve").socket().getFileName();
  }

  private CliException refused() {
    CliException refused =
        assertThrows(CliException.class, () -> DaemonLookup.find(data, token, "crossreview serve"));
    assertTrue(!refused.getMessage().contains("secret"), refused.getMessage());
    return refused;
  }

  @Test
  void theDaemonIsWhereItsFileSays() throws IOException {
    daemon("daemon.json", OWN, "");

    DaemonAddress.LocalAddress found = DaemonLookup.find(data, token, "crossreview serve");

    assertEquals(data.resolve("daemon.json.sock"), found.socket());
    assertEquals(OWN, found.pid());
    assertEquals("http://h:1", found.display());
    assertTrue(!found.toString().contains("secret"), found.toString());
  }

  @Test
  void withoutAFileItSaysHowToStartADaemon() {
    CliException refused = refused();

    assertEquals("daemon_not_running", refused.code());
    assertEquals(5, refused.exitCode());
    assertTrue(refused.getMessage().contains("crossreview serve"), refused.getMessage());
  }

  @Test
  void aProcessThatHasEndedIsNamed() throws IOException {
    long pid = EndedProcess.pid();
    daemon("daemon.json", pid, "");

    String absence = DaemonLookup.find(data, token, "crossreview serve").absence();

    assertTrue(absence.contains("process " + pid + ", which started there, has ended"), absence);
    assertTrue(absence.endsWith("Start one: crossreview serve"), absence);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "daemon.json"})
  void whatOthersCanReadOrWriteIsRefusedWithTheRemedy(String name) throws IOException {
    daemon("daemon.json", OWN, "");
    Path path = data.resolve(name);
    boolean folder = Files.isDirectory(path);
    String mode = folder ? "rwxr-xr-x" : "rw-rw-rw-";
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));

    CliException refused = refused();

    assertEquals(5, refused.exitCode());
    String command = "run: chmod " + (folder ? "700 " : "600 ");
    assertTrue(refused.getMessage().contains(command + data), refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-rw-rw-", "rw-r--r--", "rw-r-----", "rw-----w-"})
  void aTokenFileThatOthersCanReadOrWriteIsRefusedWithTheRemedy(String mode) throws IOException {
    daemon("daemon.json", OWN, "");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString(mode));

    CliException refused = refused();

    assertEquals(4, refused.exitCode());
    assertTrue(refused.getMessage().endsWith("run: chmod 600 " + token), refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "two words", "xr_é", "xr_a\nxr_b"})
  void aTokenFileThatHoldsSomethingElseIsRefusedAndNotShown(String content) throws IOException {
    daemon("daemon.json", OWN, "");
    file("operator.token", content);

    CliException refused = refused();

    assertEquals("bad_token_file", refused.code());
    assertEquals(4, refused.exitCode());
    assertTrue(!refused.getMessage().contains("xr_"), refused.getMessage());
  }

  @Test
  void aByteOrderMarkBeforeATokenIsDropped() throws IOException {
    daemon("daemon.json", OWN, "");
    file("operator.token", "\ufeffxr_secret\r\n");

    assertEquals(OWN, DaemonLookup.find(data, token, "crossreview serve").pid());
  }

  @Test
  void aSocketInAFolderThatOthersCanEnterIsRefused() throws IOException {
    Path folder = Files.createDirectory(data.resolve("open"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.createFile(folder.resolve("s"));
    file("daemon.json", "{\"url\":\"u\",\"pid\":1,\"socket\":\"" + folder.resolve("s") + "\"}");

    CliException refused = refused();

    assertTrue(refused.getMessage().endsWith("run: chmod 700 " + folder), refused.getMessage());
  }

  @Test
  void aDaemonOfAVersionWithoutASocketIsAskedToBeReplaced() throws IOException {
    file("daemon.json", "{\"url\":\"http://127.0.0.1:1\",\"pid\":1,\"version\":\"1\"}");

    assertEquals("daemon_too_old", refused().code());
  }

  @Test
  void amongTheHostsOfADirectoryTheOneOfThisMachineThatRunsIsAsked() throws IOException {
    String here = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    daemon("daemon-a.json", OWN, ",\"boot_id\":\"other\"");
    assertEquals("daemon_elsewhere", refused().code());

    daemon("daemon-b.json", EndedProcess.pid(), ",\"boot_id\":\"" + here + "\"");
    assertEquals(Path.of("daemon-b.json.sock"), socket(), "the only one of this machine");

    daemon("daemon-c.json", OWN, ",\"boot_id\":\"" + here + "\"");
    assertEquals(Path.of("daemon-c.json.sock"), socket(), "the one that runs");

    daemon("daemon.json", OWN, "");
    assertEquals(Path.of("daemon.json.sock"), socket(), "one that has the directory for itself");
  }
}

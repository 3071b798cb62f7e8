package crossreview.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.lock.LinuxProcessTable;
import crossreview.lock.LockHolder;
import crossreview.testkit.EndedProcess;
import crossreview.testkit.UnixSocketServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** start, stop, restart, status and logs where no daemon of ours runs. */
class DaemonCommandsTest {
  @TempDir Path home;
  private Path data;
  private CommandLineFixture line;
  private Process foreign;

  @BeforeEach
  void files() throws IOException {
    data = home.resolve("data");
    Files.createDirectory(
        data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    line = new CommandLineFixture(home);
    foreign = new ProcessBuilder("sleep", "60").start();
  }

  @AfterEach
  void end() throws InterruptedException {
    foreign.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
  }

  private void secret(String name, String content) throws IOException {
    Path file = data.resolve(name);
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  /** A daemon.json that names a process of this machine. */
  private void daemon(long pid, String started, String boot) throws IOException {
    LockHolder self = new LinuxProcessTable().self("");
    secret("operator.token", "xr_operator");
    secret(
        "daemon.json",
        """
        {"url":"http://127.0.0.1:1","socket":"%s","pid":%d,"started":"%s","machine_id":"%s",
         "boot_id":"%s","pid_namespace":"%s"}
        """
            .formatted(
                data.resolve("daemon.sock"),
                pid,
                started,
                self.machineId(),
                boot.isEmpty() ? self.bootId() : boot,
                self.pidNamespace()));
  }

  private int run(String command) {
    return line.run((command + " --data-dir " + data).split(" "));
  }

  @Test
  void whereNothingRunsStopHasNothingToDoAndStatusIsThree() {
    assertEquals(0, run("stop"), line::said);
    assertTrue(line.out().contains("nothing to stop"), line::said);
    assertEquals(3, run("status"), line::said);
    assertTrue(line.out().contains("not running"), line::said);
    assertTrue(line.out().contains("crossreview start --data-dir " + data), line::said);
  }

  @Test
  void aDaemonThatWasKilledIsNotRunningAndThereIsNothingToStop() throws IOException {
    daemon(EndedProcess.pid(), "1", "");

    assertEquals(3, run("status"), line::said);
    assertTrue(line.out().contains("ended without stopping"), line::said);
    assertEquals(0, run("stop"), line::said);
  }

  @Test
  void aLaterProcessWithTheNumberOfTheDaemonIsLeftAlone() throws IOException {
    daemon(foreign.pid(), "1", "");

    assertEquals(3, run("status"), line::said);
    assertEquals(0, run("stop --now"), line::said);
    assertTrue(foreign.isAlive());
  }

  @Test
  void afterARebootNothingRuns() throws IOException {
    String here = new LinuxProcessTable().self("").machineId();
    daemon(foreign.pid(), "1", "another-boot");

    // Without an id of the machine nobody knows whether it was started anew, or is another one.
    assertEquals(here.isEmpty() ? 4 : 3, run("status"), line::said);
    run("stop --now");
    assertTrue(foreign.isAlive());
  }

  @Test
  void aProcessThatCannotBeToldIsNotStopped() throws IOException {
    daemon(foreign.pid(), "", "");

    assertEquals(4, run("status"), line::said);
    assertEquals(5, run("stop"), line::said);
    assertTrue(line.err().contains("cannot tell whether process " + foreign.pid()), line::said);
    assertEquals(5, run("restart"), line::said);
    assertTrue(foreign.isAlive());
  }

  @Test
  void aDaemonThatDoesNotAnswerIsUnknown() throws IOException {
    daemon(ProcessHandle.current().pid(), new LinuxProcessTable().self("").started(), "");

    assertEquals(4, run("status --json"), line::said);
    assertTrue(line.out().contains("\"state\":\"unknown\""), line::said);
    assertTrue(line.out().contains("does not answer"), line::said);
  }

  @Test
  void aDaemonThatOthersCouldHaveWrittenIsUnknownAndNotStopped() throws IOException {
    daemon(foreign.pid(), "1", "");
    Files.setPosixFilePermissions(
        data.resolve("daemon.json"), PosixFilePermissions.fromString("rw-rw-rw-"));

    assertEquals(4, run("status"), line::said);
    assertEquals(5, run("stop"), line::said);
    assertTrue(line.err().contains("daemon.json"), line::said);
  }

  @Test
  void aDaemonInTheForegroundIsNotRestarted() throws IOException {
    daemon(ProcessHandle.current().pid(), new LinuxProcessTable().self("").started(), "");

    assertEquals(5, run("restart"), line::said);
    assertTrue(line.err().contains("not started by crossreview start"), line::said);
  }

  @Test
  void aDaemonThatRunsIsNotStartedAgain() throws IOException {
    daemon(ProcessHandle.current().pid(), new LinuxProcessTable().self("").started(), "");
    try (UnixSocketServer there =
        new UnixSocketServer(data.resolve("daemon.sock"), "HTTP/1.1 200 OK\r\n\r\n{}")) {
      assertEquals(0, run("start"), line::said);

      assertTrue(line.out().startsWith("runs already: http://127.0.0.1:1"), line::said);
      assertTrue(there.received().contains("/livez"), there::received);
    }
  }

  @Test
  void mistakesInTheSettingsStartNothing() {
    assertEquals(2, run("start --set http.prt=1"), line::said);
    assertTrue(line.err().contains("http.prt"), line::said);
    assertTrue(Files.notExists(data.resolve("start.json")));
  }

  @Test
  void withoutALogItSaysWhereToLook() {
    assertEquals(2, run("logs"), line::said);
    assertTrue(line.err().contains("stderr"), line::said);
    assertEquals(2, run("logs -n -1"), line::said);
    assertEquals(2, run("logs -n 100001"), line::said);
  }

  @Test
  void theEndOfTheLogIsPrintedWithoutControlCharacters() throws IOException {
    Files.createDirectory(data.resolve("log"));
    Files.writeString(data.resolve("log/crossreview.log"), "one\ntwo\u001b[31m\nthree\n");

    assertEquals(0, run("logs -n 2"), line::said);

    assertEquals(2, line.out().lines().count(), line::said);
    assertTrue(line.out().endsWith("three\n"), line::said);
    assertTrue(!line.out().contains("\u001b"), line::said);
  }
}

package crossreview.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.testkit.DatagramInbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledOnOs(OS.LINUX)
class ServiceNotifierTest {
  private static final int PATIENCE_SECONDS = 20;

  @TempDir private Path dir;

  private static ServiceNotifier manager(String socket) {
    return ServiceNotifier.of(Map.of("NOTIFY_SOCKET", socket), 7);
  }

  @Test
  void eachWordArrivesAtThePathThatTheManagerNamed() throws IOException {
    String path = dir.resolve("notify").toString();
    try (DatagramInbox inbox = new DatagramInbox(path, PATIENCE_SECONDS)) {
      ServiceNotifier manager = manager(path);

      manager.ready("listens at\nhttp://127.0.0.1:7433");
      manager.alive();
      manager.stopping();

      assertEquals("READY=1\nSTATUS=listens at http://127.0.0.1:7433", inbox.next());
      assertEquals("WATCHDOG=1", inbox.next());
      assertEquals("STOPPING=1", inbox.next());
    }
  }

  @Test
  void anAbstractNameIsAnAddressToo() throws IOException {
    String name = "@crossreview-" + ProcessHandle.current().pid() + "-" + dir.getFileName();
    try (DatagramInbox inbox = new DatagramInbox(name, PATIENCE_SECONDS)) {
      manager(name).alive();

      assertEquals("WATCHDOG=1", inbox.next());
    }
  }

  @Test
  void aManagerThatIsGoneIsAnErrorAndNotAWait() {
    ServiceNotifier manager = manager(dir.resolve("nobody").toString());

    IOException refused = assertThrows(IOException.class, manager::alive);

    assertTrue(refused.getMessage().contains("nobody"), refused.getMessage());
  }

  @Test
  void aNameThatIsTooLongForASocketIsNotCut() {
    ServiceNotifier manager = manager("/" + "x".repeat(107));

    assertThrows(IOException.class, manager::alive);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "vsock:2:1234", "relative"})
  void withoutAManagerNothingIsSaid(String socket) throws IOException {
    ServiceNotifier manager = manager(socket);

    manager.ready("x");
    manager.alive();
    manager.stopping();

    assertEquals(Optional.empty(), manager.heartbeat());
  }

  @ParameterizedTest
  @CsvSource({
    "60000000, 7, PT30S",
    "60000000, '', PT30S",
    "60000000, 8, ",
    "0, 7, ",
    "-5, 7, ",
    "soon, 7, ",
    "9223372036854775807, 7, ",
  })
  void aHeartbeatIsTwiceAsOftenAsTheWatchdogOfThisProcessAsks(
      String microseconds, String pid, Duration period) {
    Map<String, String> variables = new HashMap<>();
    variables.put("NOTIFY_SOCKET", "/run/notify");
    variables.put("WATCHDOG_USEC", microseconds);
    variables.put("WATCHDOG_PID", pid);

    assertEquals(Optional.ofNullable(period), ServiceNotifier.of(variables, 7).heartbeat());
  }
}

package crossreview.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.testkit.DatagramInbox;
import crossreview.testkit.ProgramProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The daemon under a service manager, and the units that are written for systemd. */
class ServiceIT {
  private static final int PATIENCE_SECONDS = 60;
  private static final String EXPOSURE_MAX = "--threshold=35"; // 3.5, in tenths

  @TempDir Path home;

  private String analyze(String... arguments) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("systemd-analyze").directory(home.toFile());
    builder.command().addAll(List.of(arguments));
    builder.environment().put("XDG_RUNTIME_DIR", home.toString()); // a user's manager needs one
    Path out = home.resolve("analyze.out");
    Process process = builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
    assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
    String said = Files.readString(out);
    assertEquals(0, process.exitValue(), said);
    return said;
  }

  /** The unit that a distribution at this place installs for itself. */
  private Path installed(String scope) throws Exception {
    String[] words =
        ("service install --print --data-dir /srv/reviews " + scope).strip().split(" ");
    try (ProgramProcess program = ProgramProcess.with(home).run(words)) {
      assertEquals(0, program.exit(), program::said);
      Path unit = Files.createDirectory(home.resolve("units")).resolve("crossreview.service");
      return Files.writeString(unit, String.join("\n", program.out()) + "\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--system --program /bin/true", ""})
  void systemdFindsNothingWrongWithTheUnits(String scope) throws Exception {
    Path unit = installed(scope);

    String said = analyze("verify", scope.isEmpty() ? "--user" : "--system", unit.toString());

    assertEquals("", said);
  }

  @Test
  void theUnitOfAMachineIsLittleExposed() throws Exception {
    Path unit = installed("--system --program /bin/true");

    String said = analyze("security", "--offline=true", EXPOSURE_MAX, unit.toString());

    assertTrue(said.contains("Overall exposure level"), said);
  }

  @Test
  void theDaemonSaysThatItIsReadyThatItLivesAndThatItStops() throws Exception {
    String socket = home.resolve("notify").toString();
    try (DatagramInbox inbox = new DatagramInbox(socket, PATIENCE_SECONDS);
        ProgramProcess daemon =
            ProgramProcess.with(home)
                .runAfter(
                    "export NOTIFY_SOCKET=" + socket + " WATCHDOG_USEC=200000",
                    "serve",
                    "--set",
                    "http.port=0")) {
      String ready = inbox.next();
      assertTrue(ready.startsWith("READY=1\nSTATUS=listens at http://127.0.0.1:"), ready);
      daemon.line(line -> line.startsWith("crossreview listens at "));
      for (int beat = 0; beat < 3; beat++) {
        assertEquals("WATCHDOG=1", inbox.next());
      }

      daemon.terminate();

      String word = inbox.next();
      while (word.equals("WATCHDOG=1")) {
        word = inbox.next();
      }
      assertEquals("STOPPING=1", word);
      assertEquals(0, daemon.exit(), daemon::said);
    }
  }
}

package crossreview.cli.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.cli.CliContext;
import crossreview.cli.CliContextFixture;
import crossreview.cli.CliException;
import crossreview.cli.option.GlobalOptions;
import crossreview.model.CliProblem;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonLauncherTest {
  @TempDir Path home;

  private DaemonLauncher launcher(long free) {
    CliContext context =
        CliContextFixture.of(
            home,
            Map.of(),
            InputStream.nullInputStream(),
            new PrintStream(PrintStream.nullOutputStream()),
            new PrintStream(PrintStream.nullOutputStream()));
    return new DaemonLauncher(
        new GlobalOptions(),
        context,
        () -> {
          throw new CliException(CliProblem.DAEMON_NOT_RUNNING, "none");
        },
        folder -> free);
  }

  @Test
  void onAFullDiskNothingIsStartedAndItSaysHowMuchIsMissing() {
    CliException refused = assertThrows(CliException.class, () -> launcher(5 << 20).launch());

    assertEquals("storage_full", refused.code());
    assertTrue(refused.getMessage().contains("5120 KiB are free"), refused.getMessage());
    assertTrue(refused.getMessage().contains("Free some space"), refused.getMessage());
    assertTrue(Files.notExists(home.resolve(".local/share/crossreview/start.json")));
  }

  @Test
  void aStartThatFailedIsExplainedInTheWordsOfTheDaemon() throws Exception {
    StartOutput output = StartOutput.in(home);
    Files.writeString(
        output.file(), "2026 WARN something\ncrossreview: cannot listen on 127.0.0.1:1: in use\n");
    assertEquals("cannot listen on 127.0.0.1:1: in use", output.reason());

    Files.writeString(output.file(), "Error occurred during initialization of VM\n\u001b[31m\n");
    assertTrue(output.reason().startsWith("Error occurred during"), output.reason());
    assertTrue(!output.reason().contains("\u001b"), output.reason());

    assertTrue(StartOutput.in(home).reason().contains("without a word"));
  }
}

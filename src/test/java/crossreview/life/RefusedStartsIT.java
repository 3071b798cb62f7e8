package crossreview.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.testkit.ProgramProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts through the command line that are refused for good. */
class RefusedStartsIT {
  @TempDir private Path home;

  @Test
  void aStartThatIsRefusedLeavesNoSessionBehind() throws Exception {
    Path large =
        Files.writeString(home.resolve("large.txt"), ("a line ".repeat(20) + "\n").repeat(35_000));
    Path empty = Files.writeString(home.resolve("empty.md"), "");
    Path good = Files.writeString(home.resolve("good.txt"), "A plan without a flaw.\n");
    try (DaemonProcess daemon = DaemonProcess.start(home, home.resolve("data"))) {
      for (String mode : List.of("review", "ship", "circular")) {
        refused("review", "--mode", mode, large.toString());
      }
      refused("review", empty.toString());
      refused("review", "--panel", "nobody", good.toString());
      refused("review", "--mode", "ship", "--max-rounds", "100", good.toString());
      for (String start : List.of("run_until_unanimous", "session_start_unanimous")) {
        refused("call", start, "task=t", "initial_draft=@" + large);
        refused("call", start, "task=t", "initial_draft=x", "evidence=@" + large);
        refused("call", start, "task=t", "initial_draft=x", "panel=nobody");
      }
      refused("call", "ask_peers", "task=t", "draft=@" + large);

      assertEquals(List.of(), daemon.get("/sessions?limit=100").get("sessions"));
    }
  }

  private void refused(String... arguments) throws Exception {
    String[] all =
        Stream.concat(
                Arrays.stream(arguments), Stream.of("--data-dir", home.resolve("data").toString()))
            .toArray(String[]::new);
    try (ProgramProcess programProcess = ProgramProcess.with(home).run(all)) {
      int exit = programProcess.exit();
      assertTrue(exit == 2 || exit == 3, () -> exit + " " + programProcess.said());
    }
  }
}

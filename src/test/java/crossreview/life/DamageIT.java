package crossreview.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One session whose journal was altered while no daemon ran. */
class DamageIT {
  @TempDir Path home;

  @Test
  void aDamagedSessionIsReadOnlyAndHidesNoOther() throws Exception {
    Path data = home.resolve("data");
    String broken;
    String whole;
    Path file;
    try (DaemonProcess daemon = DaemonProcess.start(home, data)) {
      broken = open(daemon, "broken");
      whole = open(daemon, "whole");
      file = daemon.folder(broken).resolve("events-000001.ndjson");
      daemon.program().terminate();
      assertEquals(0, daemon.program().exit(), daemon.program()::said);
    }
    Files.writeString(
        file, Files.readString(file).replace("\"task\":\"broken\"", "\"task\":\"brokem\""));

    try (DaemonProcess daemon = DaemonProcess.start(home, data)) {
      IOException refused =
          assertThrows(IOException.class, () -> daemon.submit(broken, "k", "a text\n"));
      assertTrue(refused.getMessage().contains("events-000001.ndjson"), refused.getMessage());
      assertTrue(refused.getMessage().contains("damaged"), refused.getMessage());

      daemon.submit(whole, "k", "a text\n");
      List<?> listed = (List<?>) daemon.get("/sessions").get("sessions");
      assertEquals(2, listed.size());
      Map<?, ?> proof = daemon.post("/sessions/" + broken + "/verify", null, Map.of());
      assertEquals(false, proof.get("ok"));
    }
  }

  private static String open(DaemonProcess daemon, String task) throws Exception {
    return (String) daemon.post("/sessions", task, Map.of("task", task)).get("session_id");
  }
}

package crossreview.life;

import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon whose data directory is away for a while, in the middle of its work. */
class DiskAwayIT {
  /** Locks of a living process become stale after two minutes; a restart takes less than this. */
  private static final Duration SOON = Duration.ofSeconds(20);

  private static final Duration AWAY = Duration.ofSeconds(10); // two heartbeats at least

  @TempDir Path home;

  @Test
  void afterItsReturnEverySessionIsWritableAndTheRunEndsWithinSeconds() throws Exception {
    Path data = home.resolve("data");
    Path away = home.resolve("away");
    try (DaemonProcess daemon =
        DaemonProcess.start(home, data, "--config", settings().toString())) {
      List<String> open = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        open.add(opened(daemon, "k" + i));
      }
      String running = opened(daemon, "r");
      daemon.post("/sessions/" + running + "/runs", "run", Map.of("mode", "review"));

      Files.move(data, away);
      LockSupport.parkNanos(AWAY.toNanos());
      Files.move(away, data);
      long back = System.nanoTime();

      for (String session : open) {
        submitted(daemon, session, back);
      }
      while (List.of("running", "paused")
          .contains(daemon.get("/sessions/" + running).get("state"))) {
        assertTrue(
            since(back).compareTo(SOON) < 0,
            () -> "no end within " + SOON + ": " + daemon.program().said());
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
      System.out.println("everything worked " + since(back).toMillis() + " ms after the return");
    }
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  private static String opened(DaemonProcess daemon, String key) throws Exception {
    String session = (String) daemon.post("/sessions", key, Map.of("task", "t")).get("session_id");
    daemon.submit(session, key + "-a", "a plan\n");
    return session;
  }

  /** Tries until it is taken; refusals mean that the daemon has not recovered yet. */
  private static void submitted(DaemonProcess daemon, String session, long back) throws Exception {
    while (true) {
      try {
        daemon.submit(session, session, "another plan\n");
        return;
      } catch (IOException refused) {
        assertTrue(since(back).compareTo(SOON) < 0, refused::getMessage);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      }
    }
  }

  /** One of the peers takes longer than the disk is away. */
  private Path settings() throws IOException {
    List<String> program = List.of("sh", "-c", "cat >/dev/null; sleep 4; echo nothing to say");
    Map<String, Object> slow =
        Map.of("id", "slow", "kind", "command", "program", program, "family", "x", "call_usd", "0");
    Map<String, Object> secrets = Map.of("id", "secrets", "kind", "builtin");
    Map<String, Object> hygiene = Map.of("id", "hygiene", "kind", "builtin");
    Map<String, Object> settings =
        Map.of(
            "peers",
            List.of(secrets, hygiene, slow),
            "panels",
            Map.of("builtin", Map.of("peers", List.of("secrets", "hygiene", "slow"))),
            "default_panel",
            "builtin");
    return Files.writeString(home.resolve("config.json"), JsonWriter.of(settings));
  }
}

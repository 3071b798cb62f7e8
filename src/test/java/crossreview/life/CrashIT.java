package crossreview.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonWriter;
import crossreview.testkit.ProgramProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon that is killed in the middle of its work, and started again. */
class CrashIT {
  private static final int CYCLES = 3;
  private static final int SESSIONS = 20; // of each cycle
  private static final Path CHANGE = Path.of("src/main/resources/demo/change.diff");

  @TempDir Path home;
  private Path data;
  private String diff;

  /** What was acknowledged to a client: the session, and its lines as they were told. */
  private final Map<String, List<String>> told = new ConcurrentHashMap<>();

  /** Sessions whose run was acknowledged. */
  private final Map<String, Boolean> started = new ConcurrentHashMap<>();

  @BeforeEach
  void material() throws IOException {
    data = home.resolve("data");
    diff = Files.readString(CHANGE);
  }

  @Test
  void whatWasAcknowledgedIsThereAndEveryRunEndsAfterTheRestart() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);

    for (int cycle = 0; cycle < CYCLES; cycle++) {
      killedInTheMiddle("c" + cycle + "-", random);

      try (DaemonProcess daemon = DaemonProcess.start(home, data)) {
        for (String session : started.keySet()) {
          daemon.becomes(session, "unanimous");
        }
        for (Map.Entry<String, List<String>> each : told.entrySet()) {
          List<String> lines = lines(daemon, each.getKey());
          int known = each.getValue().size();
          assertTrue(lines.size() >= known, () -> "lost lines, seed " + seed);
          assertEquals(each.getValue(), lines.subList(0, known), () -> "altered, seed " + seed);
          Map<?, ?> proof = daemon.post("/sessions/" + each.getKey() + "/verify", null, Map.of());
          assertEquals(true, proof.get("ok"), () -> proof + ", seed " + seed);
          each.setValue(lines);
        }
        daemon.program().kill();
      }
    }
    assertFalse(started.isEmpty(), "no run was begun before any kill, seed " + seed);
  }

  /** A backup and a restore are killed in the middle, beside clients that write. */
  @Test
  void whatWasAcknowledgedBeforeABackupIsInTheDirectoryThatIsMadeOfIt() throws Exception {
    Path restored = home.resolve("restored");
    Map<String, List<String>> before;
    try (DaemonProcess daemon = DaemonProcess.start(home, data);
        ExecutorService clients = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < SESSIONS; i++) {
        String key = "b" + i;
        clients.submit(() -> review(daemon, key));
      }
      cut(home.resolve("backup/data/sessions"), "backup", data);
      before = Map.copyOf(told);
      ended("backup", data);
    }
    cut(home.resolve("restored.restoring/ready/sessions"), "restore", restored);
    if (!Files.exists(restored)) { // else it was faster than the kill, and is whole
      ended("restore", restored);
    }

    try (DaemonProcess daemon = DaemonProcess.start(home, restored)) {
      for (Map.Entry<String, List<String>> each : before.entrySet()) {
        List<String> lines = lines(daemon, each.getKey());
        assertEquals(each.getValue(), lines.subList(0, each.getValue().size()));
        Map<?, ?> proof = daemon.post("/sessions/" + each.getKey() + "/verify", null, Map.of());
        assertEquals(true, proof.get("ok"), proof::toString);
      }
      daemon.program().kill();
    }
  }

  /** Kills a command as soon as a folder is there. */
  private void cut(Path folder, String command, Path dataDir) throws Exception {
    try (ProgramProcess program = program(command, dataDir)) {
      while (program.alive() && !Files.exists(folder)) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      }
      program.kill();
    }
  }

  private void ended(String command, Path dataDir) throws Exception {
    try (ProgramProcess program = program(command, dataDir)) {
      assertEquals(0, program.exit(), program::said);
    }
  }

  private ProgramProcess program(String command, Path dataDir) throws IOException {
    return ProgramProcess.with(home).run(command, "backup", "--data-dir", dataDir.toString());
  }

  /** Clients open, submit and start until the daemon is killed at a random moment. */
  private void killedInTheMiddle(String prefix, Random random) throws Exception {
    try (DaemonProcess daemon = DaemonProcess.start(home, data);
        ExecutorService clients = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < SESSIONS; i++) {
        String key = prefix + i;
        clients.submit(() -> review(daemon, key));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300 + random.nextInt(1_700)));
      daemon.program().kill();
    }
  }

  private Void review(DaemonProcess daemon, String key) throws Exception {
    String session = (String) daemon.post("/sessions", key, Map.of("task", key)).get("session_id");
    told.put(session, lines(daemon, session));
    daemon.submit(session, key + "-a", diff);
    told.put(session, lines(daemon, session));
    daemon.post("/sessions/" + session + "/runs", key + "-r", Map.of());
    started.put(session, true);
    told.put(session, lines(daemon, session));
    return null;
  }

  private static List<String> lines(DaemonProcess daemon, String session) throws Exception {
    List<String> lines = new ArrayList<>();
    long after = 0;
    Map<?, ?> page;
    do {
      page = daemon.get("/sessions/" + session + "/events?after=" + after + "&limit=1000");
      ((List<?>) page.get("events")).forEach(event -> lines.add(JsonWriter.of(event)));
      after = (Long) page.get("next_after");
    } while (page.get("has_more").equals(true));
    return lines;
  }
}

package crossreview.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonReader;
import crossreview.testkit.Eventually;
import crossreview.testkit.ProgramProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code crossreview start}, {@code stop}, {@code restart}, {@code status} and {@code logs}. */
class BackgroundDaemonIT {
  @TempDir Path home;
  private Path data;

  @BeforeEach
  void where() {
    data = home.resolve("data");
  }

  @AfterEach
  void stop() throws Exception {
    try (ProgramProcess stop = run("stop", "--now")) {
      stop.exit();
    }
  }

  private ProgramProcess run(String command, String... more) throws Exception {
    return ProgramProcess.with(home)
        .run(
            Stream.concat(Stream.of(command, "--data-dir", data.toString()), Stream.of(more))
                .toArray(String[]::new));
  }

  private ProgramProcess ended(int exit, String command, String... more) throws Exception {
    ProgramProcess program = run(command, more);
    assertEquals(exit, program.exit(), program::said);
    return program;
  }

  private ProgramProcess start() throws Exception {
    return ended(0, "start", "--set", "http.port=0");
  }

  private Map<String, Object> status() throws Exception {
    return JsonReader.readObject(ended(0, "status", "--json").out().getFirst());
  }

  private static ProcessHandle process(Object pid) {
    return ProcessHandle.of((long) pid).orElseThrow();
  }

  @Test
  void itStartsSaysWhereAndStopsAndTheLogHasBoth() throws Exception {
    String line = start().out().getFirst();
    assertTrue(line.startsWith("started: http://127.0.0.1:"), line);
    assertTrue(line.endsWith("data in " + data), line);

    Map<String, Object> status = status();
    assertEquals("running", status.get("state"));
    assertEquals(data.resolve("log/crossreview.log").toString(), status.get("log"));
    assertEquals(0L, status.get("reviews_running"));
    String again = ended(0, "start").out().getFirst();
    assertTrue(again.startsWith("runs already: "), again);
    assertTrue(again.contains("process " + status.get("pid")), again);

    String stopped = ended(0, "stop").out().getFirst();
    assertTrue(stopped.startsWith("stopped: process " + status.get("pid")), stopped);
    assertTrue(ProcessHandle.of((long) status.get("pid")).isEmpty());
    ended(3, "status");
    List<String> log = ended(0, "logs").out();
    assertTrue(log.stream().anyMatch(text -> text.contains("] ready url=")), log::toString);
    assertTrue(log.getLast().contains("] stopped ms="), log::toString);
    try (Stream<Path> all = Files.walk(data)) {
      for (Path path : all.toList()) {
        String expected = Files.isDirectory(path) ? "rwx------" : "rw-------";
        assertEquals(
            expected,
            PosixFilePermissions.toString(Files.getPosixFilePermissions(path)),
            path.toString());
      }
    }
  }

  @Test
  void afterAKillItStartsAgainAndTheDeadProcessIsNotStopped() throws Exception {
    start();
    Map<String, Object> first = status();
    process(first.get("pid")).destroyForcibly();
    Eventually.holds(() -> ProcessHandle.of((long) first.get("pid")).isEmpty());

    String dead = ended(3, "status").out().getFirst();
    assertTrue(dead.contains("ended without stopping"), dead);
    start();

    assertNotEquals(first.get("pid"), status().get("pid"));
  }

  @Test
  void restartKeepsTheOptionsOfTheStart() throws Exception {
    Path file = home.resolve("mine.json");
    Files.writeString(file, "{\"limits\":{\"day_usd\":\"7\"}}");
    ended(0, "start", "--config", "mine.json", "--set", "http.port=0");
    Object pid = status().get("pid");

    ended(0, "restart");

    Map<String, Object> status = status();
    assertNotEquals(pid, status.get("pid"));
    assertEquals("7", status.get("day_usd"));

    Files.writeString(file, "{\"limits\":{\"day_usd\":7,\"x\":1}}");
    try (ProgramProcess refused = ended(2, "restart")) {
      assertTrue(refused.said().contains("limits.x"), refused::said);
    }
    assertEquals(status.get("pid"), status().get("pid"));
  }

  @Test
  void ofTwoStartsAtOnceOneStartsAndBothSayWhere() throws Exception {
    try (ProgramProcess one = run("start", "--set", "http.port=0");
        ProgramProcess two = run("start", "--set", "http.port=0")) {
      assertEquals(0, one.exit(), one::said);
      assertEquals(0, two.exit(), two::said);

      List<String> words =
          Stream.of(one, two)
              .map(program -> program.out().getFirst().split(":")[0])
              .sorted()
              .toList();
      assertEquals(List.of("runs already", "started"), words);
    }
  }

  @Test
  void aStartThatFailsSaysWhyAtOnce() throws Exception {
    start();
    String url = (String) status().get("url");
    String port = url.substring(url.lastIndexOf(':') + 1);
    Path other = home.resolve("other");

    try (ProgramProcess second =
        ProgramProcess.with(home)
            .run("start", "--data-dir", other.toString(), "--set", "http.port=" + port)) {
      assertEquals(5, second.exit(), second::said);
      assertTrue(second.said().contains("cannot listen on 127.0.0.1:" + port), second::said);
    }
  }

  @Test
  void theLogIsFollowedOverARestart() throws Exception {
    start();
    try (ProgramProcess logs = run("logs", "-f", "-n", "0")) {
      Object pid = status().get("pid");
      ended(0, "restart");
      assertNotEquals(pid, status().get("pid"));

      logs.line(text -> text.contains("] stopped ms="));
      logs.line(text -> text.contains("] ready url="));
    }
  }
}

package crossreview.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import crossreview.testkit.Eventually;
import crossreview.testkit.ProgramProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The distribution as a daemon whose settings file changes. */
class ReloadIT {
  /** A review waits for this program until the test lets it answer. */
  private static final String PROGRAM =
      """
      #!/bin/sh
      while [ ! -e %s ]; do sleep 0.1; done
      cat >/dev/null
      echo '{"status": "READY", "summary": "I have read the one line, it is fine."}'
      """;

  private static final String SETTINGS =
      """
      {"peers": [{"id": "PEER", "kind": "command", "program": ["PROGRAM"], "call_usd": "0",
                  "sandbox": "off"}, {"id": "tests", "kind": "builtin"},
                 {"id": "secrets", "kind": "builtin"}],
       "panels": {"main": {"peers": ["PEER", "tests", "secrets"]}},
       "default_panel": "main", "default_mode": "review", "http": {"port": 0}}
      """;

  @TempDir Path home;

  @AfterEach
  void stop() throws Exception {
    Files.writeString(home.resolve("go"), "");
    try (ProgramProcess stop = run("stop", "--now")) {
      stop.exit();
    }
  }

  private ProgramProcess run(String... command) throws Exception {
    return ProgramProcess.with(home)
        .run(
            Stream.concat(
                    Stream.of(command), Stream.of("--data-dir", home.resolve("data").toString()))
                .toArray(String[]::new));
  }

  private List<String> said(int exit, String... command) throws Exception {
    try (ProgramProcess program = run(command)) {
      assertEquals(exit, program.exit(), program::said);
      return program.out();
    }
  }

  private Map<String, Object> json(String... command) throws Exception {
    return JsonReader.readObject(said(0, command).getFirst());
  }

  private void settings(String peer) throws IOException {
    Files.writeString(
        home.resolve("team.json"),
        SETTINGS.replace("PEER", peer).replace("PROGRAM", home.resolve("peer").toString()));
  }

  private String begun() throws Exception {
    Object id = json("call", "session_init", "task=check it").get("session_id");
    json("call", "session_submit", "session_id=" + id, "text=one line");
    json("call", "run_start", "session_id=" + id);
    return String.valueOf(id);
  }

  private Map<String, Object> session(String id) {
    try {
      return json("call", "session_read", "session_id=" + id);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> panel(Map<String, Object> session) {
    return ((List<?>) session.get("panel"))
        .stream().map(member -> JsonTree.text(member, "/peer").orElseThrow()).toList();
  }

  private long audited(String outcome) {
    Path audit = home.resolve("data/audit.ndjson"); // made by the first act
    try {
      return (Files.exists(audit) ? Files.readString(audit) : "")
          .lines()
          .filter(line -> line.contains("\"act\":\"reload\"") && line.contains("\"by\":\"signal\""))
          .filter(line -> line.contains("\"outcome\":\"" + outcome + "\""))
          .count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aSignalPutsTheFileInForceForNewReviewsAndAWrongFileChangesNothing() throws Exception {
    Path program = Files.writeString(home.resolve("peer"), PROGRAM.formatted(home.resolve("go")));
    assertTrue(program.toFile().setExecutable(true));
    settings("ada");
    said(0, "start", "--config", home.resolve("team.json").toString());
    long pid = (long) json("status", "--json").get("pid");
    Object digest = json("call", "server_info").get("config_digest");
    String old = begun();

    settings("bob");
    assertTrue(said(1, "config", "diff").getFirst().startsWith("peers.ada"));
    hangUp(pid);
    Eventually.holds(() -> audited("done") == 1);
    String fresh = begun();
    Object after = json("call", "server_info").get("config_digest");
    Files.writeString(home.resolve("team.json"), "{\"panels\": 1, \"http\": {\"port\": -1}}");
    hangUp(pid);
    Eventually.holds(() -> audited("bad_settings") == 1);
    List<String> refused = said(2, "reload");

    assertEquals(List.of(), refused);
    assertNotEquals(digest, after);
    assertEquals(after, json("call", "server_info").get("config_digest"));
    Files.writeString(home.resolve("go"), "");
    Eventually.holds(() -> session(old).get("state").equals("unanimous"));
    Eventually.holds(() -> session(fresh).get("state").equals("unanimous"));
    assertEquals(List.of("ada", "tests", "secrets"), panel(session(old)));
    assertEquals(List.of("bob", "tests", "secrets"), panel(session(fresh)));
    assertEquals(pid, json("status", "--json").get("pid"));
  }

  private static void hangUp(long pid) throws Exception {
    assertEquals(0, new ProcessBuilder("kill", "-HUP", String.valueOf(pid)).start().waitFor());
  }
}

package crossreview.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.cli.JsonNode;
import crossreview.json.JsonReader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code crossreview show} prints of a session that another program conducted. */
class ImportedRendererTest {
  private static final String SESSION =
      """
      {"session_id":"7f3a0000-0000-0000-0000-000000000000","state":"imported","reason":"imported",
       "task":"Review a plan","mode":"review","created_at":"2026-01-01T00:00:00Z",
       "petitioner":"operator","cost":"0","rounds":[],
       "imported":%s}\
      """;

  private static List<String> shown(String imported) throws Exception {
    JsonNode session = JsonNode.of(JsonReader.readObject(SESSION.formatted(imported)));
    return SessionRenderer.lines(session, List.of(), new TextStyle(false));
  }

  @Test
  void itSaysWhatTheOtherProgramSaysAndThatNobodyVerifiedIt() throws Exception {
    List<String> lines =
        shown(
            """
            {"outcome":"converged","verified":false,
             "rounds":[{"round":2,"reason":"all ready","calls":[
               {"peer":"codex","purpose":"review","status":"READY"},
               {"peer":"gemini","purpose":"review","failure":"timeout"},
               {"peer":"claude","purpose":"revision"}]}],
             "items":[{"status":"satisfied","peer":"codex","ask":"Name the costs"}]}\
            """);

    assertTrue(
        lines.contains(
            "      imported: it says converged; nothing of it was reviewed or verified here"),
        lines::toString);
    assertTrue(
        lines.contains(
            "  imported round 2   codex READY   gemini timeout   claude revision   all ready"),
        lines::toString);
    assertTrue(lines.contains("    satisfied   codex   Name the costs"), lines::toString);
  }

  @Test
  void oneThatHadNotEndedThereIsNotShownAsAnOutcome() throws Exception {
    List<String> lines = shown("{\"verified\":false,\"rounds\":[],\"items\":[]}");

    assertEquals(
        "      imported: it says not finished; nothing of it was reviewed or verified here",
        lines.stream().filter(line -> line.contains("imported:")).findFirst().orElseThrow());
  }
}

package crossreview.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.cli.JsonNode;
import crossreview.json.JsonReader;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list of sessions for people. */
class SessionTableTest {
  private static final Instant NOW = Instant.parse("2030-01-02T00:00:00Z");

  @Test
  void anEmptyListSaysWhetherItWasFiltered() {
    assertEquals(
        List.of("no sessions yet. Start one: crossreview review FILE"),
        SessionTable.lines(List.of(), false, NOW));
    assertEquals(
        List.of("no session fits these filters. All: crossreview sessions"),
        SessionTable.lines(List.of(), true, NOW));
  }

  @Test
  void anImportedSessionHasTheRoundsAndTheCostThatItHadElsewhere() throws Exception {
    JsonNode row =
        row(
            """
            {"session_id":"7f3a0000","state":"imported","round":0,"cost":"0","task":"Review a",
             "blocked_by":[],"created_at":"2030-01-01T23:58:00Z",
             "imported":{"from":"cross-review 4.1.1","rounds":3,"cost":"0.41"}}\
            """);

    String line = SessionTable.lines(List.of(row), false, NOW).getLast();

    assertEquals(
        List.of("7f3a", "imported", "3", "–", "0.41", "2 m", "Review a"),
        List.of(line.split(" {2,}")));
  }

  @Test
  void sessionsStandInColumnsWithWhoBlocksThem() throws Exception {
    List<JsonNode> rows =
        List.of(
            row(
                """
                {"session_id":"7f3a0000","state":"unanimous","revised":true,"round":2,"cost":"0","task":"Review a",
                 "blocked_by":[],"created_at":"2030-01-01T23:58:00Z"}\
                """),
            row(
                """
                {"session_id":"b1200000","state":"divided","round":3,"cost":"0.41","task":"Plan",
                 "repository":"example.org/acme/shop","branch":"topic","head":"1a2b3c4d5e",
                 "blocked_by":["ada","bob"],"created_at":"2030-01-01T23:46:00Z"}\
                """),
            row(
                """
                {"session_id":"e9c40000","state":"running","round":1,"max_rounds":8,"answered":3,
                 "asked":5,"waiting_for":["cem","dan"],"cost":"0.12","task":"Fix","escalations":1,
                 "urgency":"critical","created_at":"2030-01-01T23:59:20Z"}\
                """));

    List<List<String>> cells =
        SessionTable.lines(rows, false, NOW).stream()
            .map(line -> Stream.of(line.split(" {2,}")).toList())
            .toList();

    assertEquals(
        List.of(
            List.of("ID", "STATE", "ROUND", "BLOCKED BY / WAITS", "COST", "AGE", "TASK"),
            List.of("7f3a", "unanimous, revised", "2", "–", "0", "2 m", "Review a"),
            List.of("b120", "divided", "3", "ada, bob", "0.41", "14 m", "shop topic 1a2b3c4: Plan"),
            List.of(
                "e9c4",
                "running",
                "1/8",
                "(3 of 5) cem, dan",
                "0.12",
                "40 s",
                "[critical: asks for a person] Fix")),
        cells);
  }

  @ParameterizedTest
  @CsvSource({
    "2030-01-01T23:59:59Z, 1 s",
    "2030-01-01T23:58:30Z, 90 s",
    "2030-01-01T23:50:00Z, 10 m",
    "2030-01-01T20:00:00Z, 4 h",
    "2029-12-25T00:00:00Z, 8 d",
    "2030-01-02T00:00:05Z, 0 s"
  })
  void anAgeHasOneUnitAndIsNeverNegative(String created, String age) {
    assertEquals(age, SessionTable.age(created, NOW));
  }

  private static JsonNode row(String json) throws Exception {
    return JsonNode.of(JsonReader.read(json));
  }
}

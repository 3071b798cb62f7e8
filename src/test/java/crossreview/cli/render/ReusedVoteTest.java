package crossreview.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.cli.JsonNode;
import crossreview.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A vote whose answer is of another session says so on a terminal, as it comes and later. */
class ReusedVoteTest {
  private static final String ORIGIN =
      """
      "reused_from":{"session":"4c1b0000-0000-4000-8000-000000000000","round":2,"call":"c3",\
      "at":"2030-01-01T00:00:00.000Z","saved":"0.12"}\
      """;

  private static final TextStyle PLAIN = new TextStyle(false);

  @Test
  void theLineOfTheRoundNamesTheSessionAndWhatItSaved() throws Exception {
    EventRenderer view = new EventRenderer(PLAIN);
    List<String> lines = new ArrayList<>();
    String events =
        """
        {"type":"round.started","round":1,"panel":["bob","ada"],"artifact":"5d41aa","ts":"2030-01-01T00:00:00.000Z"}
        {"type":"ballot.cast","peer":"bob","status":"NOT_READY",%s}
        {"type":"ballot.cast","peer":"ada","status":"READY"}
        {"type":"round.completed","ts":"2030-01-01T00:00:00.400Z"}
        """
            .formatted(ORIGIN);
    for (String event : events.lines().toList()) {
      lines.addAll(view.lines(JsonNode.of(JsonReader.readObject(event))));
    }

    assertTrue(
        lines.contains("  round 1   bob ✗ (reused from 4c1b, saved USD 0.12)   ada ✓   0.40 s"),
        lines::toString);
  }

  @Test
  void aSessionThatIsShownSaysTheSame() throws Exception {
    String session =
        """
        {"session_id":"7f3a0000-0000-0000-0000-000000000000","state":"running","mode":"review",
         "task":"Review a plan","created_at":"2026-01-01T00:00:00Z","petitioner":"operator",
         "cost":"0","rounds":[{"round":1,"panel":["bob"],"artifact":"5d41aa","votes":[
           {"peer":"bob","status":"READY",%s}]}]}
        """
            .formatted(ORIGIN);

    List<String> lines =
        SessionRenderer.lines(JsonNode.of(JsonReader.readObject(session)), List.of(), PLAIN);

    assertEquals(
        List.of("  round 1   bob ✓ (reused from 4c1b, saved USD 0.12)"),
        lines.stream().filter(line -> line.contains("bob")).toList(),
        lines::toString);
  }
}

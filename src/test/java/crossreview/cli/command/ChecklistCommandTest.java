package crossreview.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.cli.JsonNode;
import crossreview.json.JsonReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChecklistCommandTest {
  private static JsonNode tree(String json) throws Exception {
    return JsonNode.of(JsonReader.read(json));
  }

  @Test
  void eachAskSaysWhereItStandsAndInWhichRoundsItWasUpheld() throws Exception {
    JsonNode open =
        tree(
            """
            {"id": "f1", "state": "not_resurfaced", "blocks": true, "peer": "cy",
             "first_round": 1, "last_round": 4, "round_count": 3, "ask": "Show the run."}
            """);
    JsonNode settled =
        tree(
            """
            {"id": "f2", "state": "deferred", "peer": "ada", "first_round": 2, "last_round": 2,
             "round_count": 1, "ask": "Measure it.", "raised_after_end": [3, 4]}
            """);

    assertEquals(
        List.of(
            "ITEM  STATE             PEER           ROUNDS  REQUEST",
            "f1    not_resurfaced ✗  cy             1–4 (3) Show the run.",
            "f2    deferred          ada            2       Measure it.",
            "      asked again in round 3, 4, after it was settled",
            "✗ blocks. Attach evidence, or settle an item: crossreview answer 7f3a ITEM …"),
        ChecklistCommand.lines(List.of(open, settled), "7f3a"));
  }
}

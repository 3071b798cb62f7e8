package crossreview.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.cli.JsonNode;
import crossreview.json.JsonReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class IndependenceRendererTest {
  private static List<String> lines(String json) throws Exception {
    return IndependenceRenderer.lines(JsonNode.of(JsonReader.read(json)));
  }

  @Test
  void aKnownFigureStandsFirstAndThePairsBelow() throws Exception {
    assertEquals(
        List.of(
            "panel main: 2 votes are worth 1.25 independent votes, below the floor of 1.5",
            "PEER                       PEER                       ROUNDS AGREED  CORRELATION",
            "a (m1)                     b (m2)                         40     32  0.60"),
        lines(
            """
            {"panel": "main", "voters": ["a (m1)", "b (m2)"], "independent_votes": "1.25",
             "below_floor": true, "floor": "1.5",
             "pairs": [{"first": "a (m1)", "second": "b (m2)", "rounds": 40, "agreed": 32,
                        "correlation": "0.60"}]}
            """));
  }

  @Test
  void anUnknownOneSaysWhatIsMissing() throws Exception {
    assertEquals(
        List.of("panel main: 1 vote, independence unknown: nobody voted"),
        lines("{\"panel\": \"main\", \"voters\": [\"a\"], \"unknown\": \"nobody voted\"}"));
  }
}

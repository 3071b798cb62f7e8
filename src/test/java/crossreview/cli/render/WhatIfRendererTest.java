package crossreview.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.cli.JsonNode;
import crossreview.json.JsonReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhatIfRendererTest {
  @Test
  void aSessionSaysWhatItCameToWhatItWouldHaveAndWhoMakesTheDifference() throws Exception {
    JsonNode answer =
        JsonNode.of(
            JsonReader.read(
                """
                {"counted": 2, "changed": 1, "sessions": [
                  {"session_id": "b120aaaa", "task": "Plan", "same": false,
                   "recorded": {"round": 3, "tally": "divided"},
                   "under_policy": {"round": 1, "tally": "accepted"},
                   "in_the_way": [],
                   "no_longer_in_the_way":
                     [{"peer": "claude", "code": "not_ready", "finding": "f2", "detail": "no end"}]},
                  {"session_id": "7f3aaaaa", "task": "Fix", "same": true}],
                 "skipped": [{"session_id": "e9c4aaaa", "message": "a run is under way"}]}
                """));

    assertEquals(
        List.of(
            "ID    RECORDED                UNDER THE POLICY        TASK",
            "b120  divided, round 3        accepted, round 1       Plan",
            "      - unblocked:  claude f2 (not_ready) no end",
            "7f3a  no round                the same                Fix",
            "e9c4  skipped: a run is under way",
            "2 sessions counted again, 1 would have ended otherwise, 1 skipped."),
        WhatIfRenderer.lines(answer));
  }
}

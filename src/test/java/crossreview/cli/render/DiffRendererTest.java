package crossreview.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.cli.JsonNode;
import crossreview.json.JsonReader;
import org.junit.jupiter.api.Test;

class DiffRendererTest {
  @Test
  void twoSessionsStandSideBySide() throws Exception {
    JsonNode answer =
        JsonNode.of(
            JsonReader.read(
                """
                {"a": "7f3aaaaa", "b": "b120aaaa", "same_artifact": false,
                 "different": [{"field": "rounds", "a": "2", "b": "1"}],
                 "votes": [{"peer": "ada", "a": "READY", "b": "READY", "same": true},
                           {"peer": "bob", "a": "READY", "same": false}],
                 "changes": [{"path": "a.java", "lines": 3}, {"lines": 1}],
                 "findings": [
                   {"in": "both", "peer": "ada", "a": "f1 open", "b": "f2 resolved",
                    "severity": "blocking", "statement": "no end"},
                   {"in": "b", "peer": "bob", "b": "f1 open", "severity": "advice",
                    "statement": "long"}]}
                """));

    assertEquals(
        """
                     7f3a                               b120
        rounds       2                                  1
        ada          READY                              READY
        bob          READY                              –   ≠
        3 lines of the text differ in a.java
        1 line of the text differ
          both       ada         blocking  no end (f1 open, f2 resolved)
          only b120  bob         advice    long (f1 open)
        """,
        String.join("\n", DiffRenderer.lines(answer)) + "\n");
  }
}

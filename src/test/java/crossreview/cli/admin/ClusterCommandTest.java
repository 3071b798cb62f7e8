package crossreview.cli.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.cli.JsonNode;
import crossreview.json.JsonReader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people see of several hosts. */
class ClusterCommandTest {
  @Test
  void theHostsAreATableWithAHeadAndWhatThisOneDidBelow() throws Exception {
    List<String> lines =
        ClusterCommand.lines(
            JsonNode.of(
                JsonReader.read(
                    """
                    {"enabled":true,"node":"b","minimum_members":2,"mount":"nfs4",
                     "runs_taken_over":1,"commands_forwarded":3,
                     "hints":{"sent":4,"heard":5,"lag_p50_ms":1,"lag_p99_ms":7},
                     "hosts":[{"node":"a","url":"http://a","answers":false,"sessions_written":2,
                       "clock_ahead_ms":-3}]}\
                    """)));

    assertEquals("1 host there, 2 needed to write; data on nfs4", lines.get(0));
    assertEquals("NODE  URL       ANSWERS  SESSIONS_WRITTEN  CLOCK_AHEAD_MS", lines.get(1));
    assertEquals("a     http://a  false    2                 -3", lines.get(2));
    assertEquals(
        "b took over 1 run and forwarded 3 commands; latency of hints from others 1 ms (p50), 7 ms"
            + " (p99)",
        lines.get(3));
  }

  @Test
  void aHostThatIsAloneSaysSo() throws Exception {
    List<String> lines = ClusterCommand.lines(JsonNode.of(JsonReader.read("{\"enabled\":false}")));

    assertTrue(lines.getFirst().startsWith("one host, no cluster"), lines.getFirst());
  }
}

package crossreview.cli.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.cli.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusTextTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 seconds",
    "1, 1 second",
    "61, 1 min 1 s",
    "3600, 1 h 0 min",
    "90000, 1 day 1 h",
    "864000, 10 days 0 h"
  })
  void theTwoLargestUnitsSayHowLong(long seconds, String text) {
    assertEquals(text, StatusText.duration(seconds));
  }

  @Test
  void aDaemonThatIsNotReadySaysWhyAndControlCharactersDoNotReachTheScreen() {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("pid", 7L);
    status.put("uptime_seconds", 5L);
    status.put("version", "1");
    status.put("ready", false);
    status.put("not_ready", "storage_full");
    status.put("log", "stderr");
    status.put("reviews_running", 2L);
    status.put("reviews_waiting", 1L);
    status.put("seats_waiting", 3L);
    status.put("spent_usd", "0.42");
    status.put("spent_since", "2026-11-30T00:00:00Z");
    status.put("reserved_usd", "0.10");
    status.put("day_usd", "5");
    status.put("recent_problems", List.of("WARN \u001b[31mred"));

    String text =
        String.join("\n", StatusText.lines(new JsonNode(status), "http://127.0.0.1:1", "/d"));

    assertTrue(
        text.contains("running: http://127.0.0.1:1, process 7, version 1, for 5 seconds"), text);
    assertTrue(text.contains("not ready  storage_full"), text);
    assertTrue(text.contains("reviews    2 running, 1 waiting"), text);
    assertTrue(text.contains("$0.42 since 2026-11-30T00:00:00Z, $0.10 held"), text);
    assertTrue(text.contains("limits.day_usd is $5"), text);
    assertTrue(!text.contains("\u001b"), text);
  }
}

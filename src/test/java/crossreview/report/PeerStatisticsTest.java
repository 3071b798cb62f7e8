package crossreview.report;

import static crossreview.testkit.PeerScript.appending;
import static crossreview.testkit.PeerScript.fails;
import static crossreview.testkit.PeerScript.garbage;
import static crossreview.testkit.PeerScript.inTurn;
import static crossreview.testkit.PeerScript.notReady;
import static crossreview.testkit.PeerScript.ready;
import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.model.call.FailureClass;
import crossreview.model.run.RunMode;
import crossreview.session.Session;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerStatisticsTest {
  @TempDir private Path dir;

  private Map<Object, Map<String, Object>> records(ScriptedPeer... peers) {
    try (ReviewHarness bench = new ReviewHarness(dir, peers)) {
      Session session = bench.run(bench.open(RunMode.SHIP, "text\n"));
      return PeerStatistics.of(List.of(session)).stream()
          .map(PeerStatistics::tree)
          .collect(Collectors.toMap(tree -> tree.get("peer"), Function.identity()));
    }
  }

  @Test
  void votesFailuresFindingsAndSecondTurnsOfEachPeerAreCounted() {
    Map<Object, Map<String, Object>> records =
        records(
            ScriptedPeer.reviewer("ada", inTurn(notReady("no end"), ready())),
            ScriptedPeer.reviewer("bob", inTurn(garbage(), ready())),
            ScriptedPeer.reviewer("cy", fails(FailureClass.AUTH)),
            ScriptedPeer.author("rex", appending("end")));

    assertEquals(Map.of("NOT_READY", 1, "READY", 1), records.get("ada").get("votes"));
    assertEquals(Map.of("resolved", 1), records.get("ada").get("findings"));
    assertEquals(0, records.get("ada").get("chronic_blockers"));
    assertEquals(1, records.get("bob").get("second_turns"));
    assertEquals(Map.of("recovered", 1, "clean", 1), records.get("bob").get("quality"));
    assertEquals(Map.of("excused: auth", 2), records.get("cy").get("failures"));
    assertEquals(1, records.get("rex").get("calls"));
  }

  @Test
  void aFindingThatBlocksForThreeRoundsIsChronic() {
    Map<Object, Map<String, Object>> records =
        records(
            ScriptedPeer.reviewer("ada", notReady("no end")),
            ScriptedPeer.reviewer("bob", ready()),
            ScriptedPeer.author("rex", appending("end")));

    assertEquals(1, records.get("ada").get("chronic_blockers"));
  }
}

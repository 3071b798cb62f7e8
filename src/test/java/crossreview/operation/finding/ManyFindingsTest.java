package crossreview.operation.finding;

import static crossreview.testkit.PeerScript.notReady;
import static crossreview.testkit.ReviewHarness.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.access.AccessRole;
import crossreview.access.Principal;
import crossreview.json.JsonTree;
import crossreview.json.JsonWriter;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.run.RunMode;
import crossreview.operation.Operation;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More findings than an answer holds. */
class ManyFindingsTest {
  private static final Principal EVE = new Principal("eve", AccessRole.READER);

  @TempDir private Path dir;

  /** Eight long ones. */
  private static PeerScript longWinded(String who) {
    return notReady(
        IntStream.range(0, 8)
            .mapToObj(i -> who + " " + i + " " + "because ".repeat(230))
            .toArray(String[]::new));
  }

  @Test
  void theyComeInPagesThatAreShortAndMissNone() {
    try (ReviewHarness bench =
        new ReviewHarness(
            dir,
            ScriptedPeer.reviewer("ada", longWinded("ada")),
            ScriptedPeer.reviewer("bob", longWinded("bob")),
            ScriptedPeer.reviewer("cy", longWinded("cy")))) {
      SessionId id = bench.open(RunMode.REVIEW, "text\n");
      bench.run(id);
      OperationContext operationContext =
          new OperationContext(bench.store().sessions(), null, null, null, null);
      Operation findings = new SessionFindings(operationContext).operation();

      Map<String, Object> input = JsonTree.of("session_id", id.value());
      Set<Object> seen = new HashSet<>();
      Map<String, Object> page;
      int pages = 0;
      do {
        page =
            get(findings.operationHandler().handle(new OperationCall(EVE, input, null, "r")))
                .body();
        pages++;
        assertTrue(JsonWriter.of(page).length() < 45_000);
        for (Object finding : (List<?>) page.get("findings")) {
          assertTrue(seen.add(((Map<?, ?>) finding).get("id")), "twice");
        }
        input.put("after", page.get("next_after"));
      } while (page.containsKey("next_after"));
      assertEquals(bench.view(id).findings().keySet(), seen);
      assertTrue(pages > 1, pages + " pages");

      OperationCall wrong =
          new OperationCall(EVE, JsonTree.of("session_id", id.value(), "after", "f999"), null, "r");
      ProblemException problemException =
          assertThrows(
              ProblemException.class, () -> get(findings.operationHandler().handle(wrong)));
      assertEquals("finding_unknown", problemException.problem().code());
    }
  }
}

package crossreview.review;

import static crossreview.testkit.PeerScript.appending;
import static crossreview.testkit.PeerScript.inTurn;
import static crossreview.testkit.PeerScript.ready;
import static crossreview.testkit.ReviewHarness.CALLER;
import static crossreview.testkit.ReviewHarness.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.SessionId;
import crossreview.model.run.RunMode;
import crossreview.report.MarkdownReport;
import crossreview.session.Session;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What two reviewers say about one place reaches the author and the report as one item. */
class MergedFindingsTest {
  @TempDir Path dir;

  private static PeerScript refuses(String statement, String quote) {
    return PeerScript.says(
        "{\"status\":\"NOT_READY\",\"confidence\":\"verified\",\"summary\":\"no\",\"findings\":["
            + "{\"kind\":\"defect\",\"severity\":\"blocking\",\"statement\":\""
            + statement
            + "\",\"citations\":[{\"line\":2,\"quote\":\""
            + quote
            + "\"}]}]}");
  }

  @Test
  void theAuthorReadsOneItemWithBothStatementsAndTheCountNamesBothOwners() {
    PeerScript ada = inTurn(refuses("It leaks.", "second line"), ready());
    PeerScript bob = inTurn(refuses("The file stays open.", "second"), ready());
    ScriptedPeer rex = ScriptedPeer.author("rex", appending("end"));
    try (ReviewHarness bench =
        new ReviewHarness(
            dir, ScriptedPeer.reviewer("ada", ada), ScriptedPeer.reviewer("bob", bob), rex)) {
      SessionId id = bench.open(RunMode.SHIP, "first line\nsecond line\n");
      get(bench.reviews().start(id, new RunRequest(null, 2, null), CALLER));

      Session session = bench.ended(id);

      assertEquals(2, session.findings().size(), "the journal keeps them apart");
      assertEquals(2, session.rounds().getFirst().completed().blockers().size());
      String prompt = String.join("", rex.asks().getFirst().prompt());
      assertTrue(prompt.contains("\"same_as\":[{\"finding\":\"f2\",\"reviewer\":\"bob\""), prompt);
      assertEquals(1, prompt.split("It leaks.", -1).length - 1);
      String report = MarkdownReport.markdown(session);
      assertTrue(report.contains("- **f1, f2** ada, bob, blocking defect"), report);
      assertTrue(report.contains("  - bob (f2): The file stays open."), report);
    }
  }
}

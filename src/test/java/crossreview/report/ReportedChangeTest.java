package crossreview.report;

import static crossreview.testkit.PeerScript.ready;
import static crossreview.testkit.ReviewHarness.CALLER;
import static crossreview.testkit.ReviewHarness.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.guard.Redaction;
import crossreview.model.SessionId;
import crossreview.model.material.ChangeIdentity;
import crossreview.model.run.RunMode;
import crossreview.session.Session;
import crossreview.session.command.ArtifactFacts;
import crossreview.session.command.SessionCommand;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.Samples;
import crossreview.testkit.ScriptedPeer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the report says about the submitted text. */
class ReportedChangeTest {
  private static final ChangeIdentity CHANGE =
      new ChangeIdentity(
          "example.org/acme/shop",
          "topic",
          "12ab".repeat(10),
          null,
          "34cd".repeat(10),
          "56ef".repeat(10),
          "comparing main with your working tree");

  @TempDir Path dir;

  @Test
  void theReportSaysWhichChangeItIsAndWhatTheTextWasReadAs() {
    try (ReviewHarness bench =
        new ReviewHarness(
            dir, ScriptedPeer.reviewer("ada", ready()), ScriptedPeer.reviewer("bob", ready()))) {
      SessionId id = bench.open(RunMode.REVIEW, "text\n");
      String reading = "plain text, 1 line; it contains diff lines";
      SessionCommand other =
          new SessionCommand.SubmitArtifact(
              Samples.artifact("other\n"), List.of(), new ArtifactFacts(reading, CHANGE, null));

      Session session = get(bench.store().sessions().record(id, other, CALLER)).session();

      String report = MarkdownReport.markdown(session);
      assertTrue(report.contains("\n\nThe submitted text was read as: " + reading), report);
      assertEquals(reading, MetadataView.of(session, Redaction.of(List.of())).get("read_as"));
      String ids = "| `" + CHANGE.base() + "` | `tree " + CHANGE.headTree() + "` | topic |";
      assertTrue(report.contains("The change is of example.org/acme/shop, comparing "), report);
      assertTrue(report.contains(ids), report);
      assertEquals("topic", MetadataView.of(session, Redaction.of(List.of())).get("branch"));
    }
  }
}

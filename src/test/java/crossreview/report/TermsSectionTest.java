package crossreview.report;

import static crossreview.testkit.PeerScript.notReady;
import static crossreview.testkit.PeerScript.ready;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.SessionId;
import crossreview.model.finding.WaiverKind;
import crossreview.model.policy.LimitName;
import crossreview.model.run.RunMode;
import crossreview.session.command.SessionCommand;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TermsSectionTest {
  @TempDir private Path dir;

  @Test
  void theReportNamesWhatPeopleChangedAndWho() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", notReady("no end"));
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob)) {
      SessionId id = bench.open(RunMode.REVIEW, "text\n");
      bench.run(id);
      for (SessionCommand sessionCommand :
          List.of(
              new SessionCommand.Constrain("keep <b>"),
              new SessionCommand.ChangeLimit(LimitName.MAX_ROUNDS, "3", false),
              new SessionCommand.Waive("f1", WaiverKind.DEFERRED, "later"),
              new SessionCommand.Pause("lunch"))) {
        ReviewHarness.get(bench.reviews().steer(id, sessionCommand, ReviewHarness.CALLER));
      }

      String report = MarkdownReport.markdown(bench.view(id)).replaceAll("\\d{4}-\\S+Z", "TIME");

      assertTrue(report.contains("max_rounds 3 (changed from 8)"), report);
      assertTrue(report.contains("- Constraint by caller, TIME: keep \\<b\\>"), report);
      assertTrue(report.contains("  - waived as deferred by caller, TIME: later"), report);
      assertTrue(report.contains("- Paused since TIME."), report);
    }
  }
}

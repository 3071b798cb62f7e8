package crossreview.report;

import static crossreview.testkit.Script.notReady;
import static crossreview.testkit.Script.ready;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.LimitName;
import crossreview.model.Mode;
import crossreview.model.SessionId;
import crossreview.model.Waiver;
import crossreview.session.Command;
import crossreview.testkit.ReviewBench;
import crossreview.testkit.ScriptedPeer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TermsTest {
  @TempDir private Path dir;

  @Test
  void theReportNamesWhatPeopleChangedAndWho() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", notReady("no end"));
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    try (ReviewBench bench = new ReviewBench(dir, ada, bob)) {
      SessionId id = bench.open(Mode.REVIEW, "text\n");
      bench.run(id);
      for (Command command :
          List.of(
              new Command.Constrain("keep <b>"),
              new Command.ChangeLimit(LimitName.MAX_ROUNDS, "3", false),
              new Command.Waive("f1", Waiver.DEFERRED, "later"),
              new Command.Pause("lunch"))) {
        ReviewBench.get(bench.reviews().steer(id, command, ReviewBench.CALLER));
      }

      String report = SessionReport.markdown(bench.view(id)).replaceAll("\\d{4}-\\S+Z", "TIME");

      assertTrue(report.contains("max_rounds 3 (changed from 8)"), report);
      assertTrue(report.contains("- Constraint by caller, TIME: keep \\<b\\>"), report);
      assertTrue(report.contains("  - waived as deferred by caller, TIME: later"), report);
      assertTrue(report.contains("- Paused since TIME."), report);
    }
  }
}

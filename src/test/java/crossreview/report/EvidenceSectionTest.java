package crossreview.report;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Digest;
import crossreview.model.material.Artifact;
import crossreview.model.material.EvidenceKind;
import crossreview.model.run.RunMode;
import crossreview.session.command.SessionCommand;
import crossreview.testkit.Samples;
import crossreview.testkit.SessionFixture;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceSectionTest {
  private static SessionCommand attach(String text, String command) {
    Artifact artifact = new Artifact(Digest.of(text), text.length(), "text/plain", "log | 1");
    return new SessionCommand.AttachEvidence(
        artifact,
        command == null ? EvidenceKind.FILE : EvidenceKind.EXECUTED,
        command,
        command == null ? null : 0,
        null,
        "http",
        "eve",
        null);
  }

  @Test
  void theReportListsEvidenceWithItsCustodyAndTheRoundsThatHadIt() {
    SessionFixture session =
        new SessionFixture(
                RunMode.REVIEW, List.of(Samples.reviewer("ada"), Samples.reviewer("bob")))
            .does(attach("early", null))
            .run()
            .round()
            .does(attach("late", "make test | tail"));

    String report = MarkdownReport.markdown(session.session());

    String early = "| log \\| 1 | file | 5 | `" + Digest.of("early") + "` | test | ";
    String late = "exit code 0 | 4 | `" + Digest.of("late") + "` | test | ";
    assertTrue(report.lines().anyMatch(l -> l.startsWith(early) && l.endsWith("| 1 |")), report);
    assertTrue(report.lines().anyMatch(l -> l.contains(late) && l.endsWith("| none |")), report);
  }

  @Test
  void aSessionWithoutEvidenceHasNoSuchSection() {
    String report =
        MarkdownReport.markdown(
            new SessionFixture(RunMode.REVIEW, List.of(Samples.reviewer("ada"))).session());

    assertFalse(report.contains("## Evidence"), report);
  }
}

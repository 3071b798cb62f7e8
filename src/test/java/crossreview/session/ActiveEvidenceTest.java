package crossreview.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Digest;
import crossreview.model.material.Artifact;
import crossreview.model.material.EvidenceKind;
import crossreview.model.run.RunMode;
import crossreview.report.MarkdownReport;
import crossreview.session.command.SessionCommand;
import crossreview.testkit.Samples;
import crossreview.testkit.SessionFixture;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ActiveEvidenceTest {
  private final SessionFixture fixture =
      new SessionFixture(RunMode.REVIEW, List.of(Samples.reviewer("ada"), Samples.reviewer("bob")));

  private void attach(String label, String text, @Nullable String command) {
    fixture.does(
        new SessionCommand.AttachEvidence(
            new Artifact(Digest.of(text), text.length(), "text/plain", label),
            command == null ? EvidenceKind.FILE : EvidenceKind.EXECUTED,
            command,
            command == null ? null : 0,
            null,
            "http",
            "test",
            null));
  }

  private List<String> shown() {
    return fixture.session().supplement().shownEvidence().stream()
        .map(piece -> piece.attached().artifact().sha256().value())
        .toList();
  }

  private static String sha(String text) {
    return Digest.of(text).value();
  }

  @Test
  void aLaterVersionReplacesAPieceWhichStaysInTheSession() {
    attach("test.log", "3 failed", "make test");
    attach("plan.md", "a plan", null);
    attach("test.log", "3 passed", "make test");

    assertEquals(List.of(sha("a plan"), sha("3 passed")), shown());
    assertEquals(3, fixture.session().supplement().evidence().size());
  }

  @Test
  void anotherNameOrAnotherCommandIsAnotherPiece() {
    attach("log", "one", "make test");
    attach("log", "two", "make lint");
    attach("log", "three", null);
    attach("other", "four", null);

    assertEquals(List.of(sha("one"), sha("two"), sha("three"), sha("four")), shown());
  }

  @Test
  void theSameBytesAreShownOnceButTheSameOutputOfTwoCommandsIsNotTheSame() {
    attach("a.txt", "same", null);
    attach("b.txt", "same", null);
    attach("log", "ok", "make test");
    attach("log", "ok", "make lint");

    assertEquals(List.of(sha("same"), sha("ok"), sha("ok")), shown());
  }

  @Test
  void anEarlierVersionThatIsAttachedAgainCountsAgain() {
    attach("log", "one", null);
    attach("log", "two", null);
    attach("log", "one", null);
    attach("log", "one", null);

    assertEquals(List.of(sha("one")), shown());
    assertEquals(3, fixture.session().supplement().evidence().size());
  }

  @Test
  void theReportSaysInWhichRoundsAReplacedPieceWasShown() {
    attach("log", "one", null);
    fixture.run().round();
    attach("log", "two", null);

    String report = MarkdownReport.markdown(fixture.session());

    assertTrue(
        report.lines().anyMatch(line -> line.contains(sha("one")) && line.endsWith("| 1 |")),
        report);
    assertTrue(
        report.lines().anyMatch(line -> line.contains(sha("two")) && line.endsWith("| none |")),
        report);
  }
}

package crossreview.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.model.finding.DispositionAnswer;
import crossreview.model.finding.FindingDisposition;
import crossreview.model.finding.FindingKind;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.finding.WaiverKind;
import crossreview.model.run.RunMode;
import crossreview.model.vote.ConfidenceLevel;
import crossreview.model.vote.Verdict;
import crossreview.model.vote.Verdict.FindingClaim;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import crossreview.testkit.Samples;
import crossreview.testkit.SessionFixture;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReviewerCalibrationTest {
  /** Ada raises f1, f2 … in the first round, as sure as she says. */
  private static SessionFixture raised(ConfidenceLevel sure, String... statements) {
    List<FindingClaim> claims =
        Stream.of(statements)
            .map(text ->
                new FindingClaim(FindingKind.DEFECT, FindingSeverity.BLOCKING, text, List.of()))
            .toList();
    return new SessionFixture(
            RunMode.REVIEW, List.of(Samples.reviewer("ada"), Samples.reviewer("bob")))
        .run()
        .round()
        .vote("ada", new Verdict(VerdictStatus.NOT_READY, sure, "no", claims, List.of(), List.of()))
        .vote("bob", Samples.ready())
        .count()
        .end();
  }

  private static SessionFixture again(SessionFixture fixture, FindingDisposition... said) {
    Verdict verdict =
        new Verdict(
            VerdictStatus.NOT_READY,
            ConfidenceLevel.UNKNOWN,
            "",
            List.of(),
            List.of(said),
            List.of());
    return fixture
        .does(Samples.submit("another text"))
        .run()
        .round()
        .vote("ada", verdict)
        .vote("bob", Samples.ready())
        .count()
        .end();
  }

  private static Object figures(Session... sessions) {
    return PeerStatistics.of(List.of(sessions)).stream()
        .map(PeerStatistics::tree)
        .filter(tree -> "ada".equals(tree.get("peer")))
        .findFirst()
        .orElseThrow()
        .get("held_by_confidence");
  }

  @Test
  void aFindingHeldWhenItsOwnerSawItFixedAndNotWhenItWasWithdrawn() {
    SessionFixture fixture = raised(ConfidenceLevel.VERIFIED, "one", "two", "three");
    again(
        fixture,
        new FindingDisposition("f1", DispositionAnswer.RESOLVED, "seen"),
        new FindingDisposition("f2", DispositionAnswer.WITHDRAWN, "my mistake"),
        new FindingDisposition("f3", DispositionAnswer.STILL_OPEN, null));

    assertEquals(
        Map.of("verified", Map.of("decided", 2, "held", 1, "held_percent", 50)),
        figures(fixture.session()));
  }

  @Test
  void anOperatorsRulingIsTheTruthUnlessItDefers() {
    SessionFixture fixture = raised(ConfidenceLevel.INFERRED, "one", "two", "three");
    fixture
        .does(new SessionCommand.Waive("f1", WaiverKind.SATISFIED, "the log shows it"))
        .does(new SessionCommand.Waive("f2", WaiverKind.REJECTED, "it is not a defect"))
        .does(new SessionCommand.Waive("f3", WaiverKind.DEFERRED, "next week"));
    Session sure = raised(ConfidenceLevel.VERIFIED, "one").session();

    assertEquals(
        Map.of("inferred", Map.of("decided", 2, "held", 1, "held_percent", 50)),
        figures(fixture.session(), sure));
  }
}

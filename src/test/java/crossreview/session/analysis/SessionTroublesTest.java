package crossreview.session.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.finding.DispositionAnswer;
import crossreview.model.finding.FindingDisposition;
import crossreview.model.finding.FindingKind;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.run.RunMode;
import crossreview.model.vote.ConfidenceLevel;
import crossreview.model.vote.Verdict;
import crossreview.model.vote.Verdict.FindingClaim;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.Session;
import crossreview.session.analysis.SessionTroubles.Trouble;
import crossreview.session.command.SessionCommand;
import crossreview.testkit.Samples;
import crossreview.testkit.SessionFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a doctor says of unfinished sessions. */
class SessionTroublesTest {
  private static final Instant BEGIN = Instant.parse("2030-01-01T00:00:00Z");

  private static SessionFixture fixture() {
    return new SessionFixture(
        RunMode.REVIEW, List.of(Samples.reviewer("ada"), Samples.reviewer("bob")));
  }

  private static List<TroubleKind> kinds(Session session, Duration later) {
    return SessionTroubles.of(session, BEGIN.plus(later)).stream().map(Trouble::kind).toList();
  }

  @Test
  void aRunPastItsTimeLimitHasNoEndUnlessItIsPaused() {
    SessionFixture running = fixture().run();
    int limit = running.session().limits().wallClockMinutes();

    assertEquals(List.of(), kinds(running.session(), Duration.ofMinutes(limit)));
    assertEquals(
        List.of(TroubleKind.OVERDUE_RUN), kinds(running.session(), Duration.ofMinutes(limit + 11)));
    running.does(new SessionCommand.Pause(null));
    assertEquals(List.of(), kinds(running.session(), Duration.ofMinutes(limit + 11)));
  }

  private static Verdict asks() {
    FindingClaim log =
        new FindingClaim(
            FindingKind.EVIDENCE_REQUEST, FindingSeverity.BLOCKING, "the log", List.of());
    return verdict(List.of(log), List.of());
  }

  private static Verdict insists() {
    return verdict(
        List.of(), List.of(new FindingDisposition("f1", DispositionAnswer.STILL_OPEN, null)));
  }

  private static Verdict verdict(List<FindingClaim> claims, List<FindingDisposition> said) {
    return new Verdict(
        VerdictStatus.NEEDS_EVIDENCE, ConfidenceLevel.VERIFIED, "no", claims, said, List.of());
  }

  /** Ada asks for the same thing in each round. */
  private static SessionFixture stubborn(int rounds) {
    SessionFixture fixture = fixture();
    for (int round = 1; round <= rounds; round++) {
      fixture
          .does(Samples.submit("text " + round))
          .run()
          .round()
          .vote("ada", round == 1 ? asks() : insists())
          .vote("bob", Samples.ready())
          .count()
          .end();
    }
    return fixture;
  }

  @Test
  void aRequestThatBlocksIsUnresolvedAndFromTheThirdRoundOnChronic() {
    assertEquals(
        List.of(TroubleKind.UNRESOLVED_EVIDENCE), kinds(stubborn(2).session(), Duration.ZERO));

    List<Trouble> troubles = SessionTroubles.of(stubborn(3).session(), BEGIN);

    assertEquals("1 of 1 requests block: f1 of ada", troubles.getFirst().detail());
    assertEquals("f1 of ada blocks since round 1, upheld in 3 rounds", troubles.getLast().detail());
  }

  @Test
  void aClosedSessionNeedsNobody() {
    SessionFixture closed = stubborn(3).does(new SessionCommand.RequestCancel("enough"));

    assertEquals(List.of(), kinds(closed.session(), Duration.ofDays(9)));
  }

  @Test
  void asksAreCountedByPeerAndKindAndOpenOnesOnlyInOpenSessions() {
    Session open = stubborn(1).session();
    Session closed = stubborn(1).does(new SessionCommand.RequestCancel("enough")).session();

    assertEquals(
        List.of(new AskCount("ada", FindingKind.EVIDENCE_REQUEST, FindingSeverity.BLOCKING, 2, 1)),
        AskCount.of(List.of(open, closed)));
    assertTrue(AskCount.of(List.of(fixture().session())).isEmpty());
  }

  @ParameterizedTest
  @EnumSource
  void eachTroubleHasASentenceThatSaysWhatHelps(TroubleKind kind) {
    assertTrue(kind.advice().endsWith("."), kind.advice());
  }
}

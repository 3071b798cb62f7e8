package crossreview.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import crossreview.model.finding.DispositionAnswer;
import crossreview.model.finding.FindingDisposition;
import crossreview.model.finding.FindingKind;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.finding.WaiverKind;
import crossreview.model.material.EvidenceKind;
import crossreview.model.policy.JudgeMode;
import crossreview.model.run.PanelMember;
import crossreview.model.run.PeerRole;
import crossreview.model.run.RunMode;
import crossreview.model.vote.ConfidenceLevel;
import crossreview.model.vote.JudgeOpinion;
import crossreview.model.vote.Verdict;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import crossreview.testkit.Samples;
import crossreview.testkit.SessionFixture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rulings and what was decided later. */
class JudgeStatisticsTest {
  @Test
  void rulingsBeforeTheGivenMomentDoNotCount() {
    List<Session> sessions = List.of(judged(true).session());

    assertEquals(1, JudgeStatistics.of(sessions, null, "2030").size());
    assertEquals(0, JudgeStatistics.of(sessions, null, "2031-01-01").size());
  }

  private static final List<PanelMember> PANEL =
      List.of(
          Samples.reviewer("cy"),
          new PanelMember("bob", "scripted", "m1", "x", List.of(PeerRole.REVIEW, PeerRole.JUDGE)));

  private static Verdict asks() {
    Verdict.FindingClaim findingClaim =
        new Verdict.FindingClaim(
            FindingKind.EVIDENCE_REQUEST, FindingSeverity.BLOCKING, "Show the log.", List.of());
    return new Verdict(
        VerdictStatus.NEEDS_EVIDENCE,
        ConfidenceLevel.VERIFIED,
        "no",
        List.of(findingClaim),
        List.of(),
        List.of());
  }

  private static Verdict answers(DispositionAnswer answer) {
    VerdictStatus verdictStatus =
        answer == DispositionAnswer.STILL_OPEN ? VerdictStatus.NOT_READY : VerdictStatus.READY;
    FindingDisposition said = new FindingDisposition("f1", answer, "so");
    return new Verdict(
        verdictStatus, ConfidenceLevel.VERIFIED, "well", List.of(), List.of(said), List.of());
  }

  /** Cy asked, evidence came, and bob ruled in shadow. */
  private static SessionFixture judged(boolean satisfied) {
    SessionFixture sessionFixture = new SessionFixture(RunMode.REVIEW, PANEL);
    sessionFixture.run().round().vote("bob", Samples.ready()).vote("cy", asks()).count().end();
    sessionFixture.does(evidence("log"));
    sessionFixture.does(
        new SessionCommand.StartJudging("r2", List.of("bob"), null, JudgeMode.SHADOW, false, null));
    JudgeOpinion judgeOpinion =
        new JudgeOpinion("bob", satisfied, ConfidenceLevel.VERIFIED, "seen", null);
    sessionFixture.does(new SessionCommand.Rule("f1", List.of(judgeOpinion), null));
    return sessionFixture.end();
  }

  private static SessionCommand evidence(String text) {
    return new SessionCommand.AttachEvidence(
        Samples.artifact(text), EvidenceKind.FILE, null, null, null, "test", "caller", null);
  }

  private static Map<String, Object> record(SessionFixture sessionFixture) {
    return JudgeStatistics.of(List.of(sessionFixture.session()), null, null)
        .iterator()
        .next()
        .tree();
  }

  private static SessionFixture cySays(SessionFixture sessionFixture, DispositionAnswer answer) {
    return sessionFixture
        .run()
        .round()
        .vote("bob", Samples.ready())
        .vote("cy", answers(answer))
        .count();
  }

  @Test
  void theOwnersAnswerAboutTheSameMaterialIsTheTruth() {
    Map<String, Object> right = record(cySays(judged(true), DispositionAnswer.RESOLVED));
    assertEquals(1, right.get("promoted_rightly"));
    assertEquals(100, right.get("precision_percent"));

    Map<String, Object> wrong = record(cySays(judged(true), DispositionAnswer.STILL_OPEN));
    assertEquals(1, wrong.get("promoted_wrongly"));
    assertEquals(0, wrong.get("precision_percent"));

    assertEquals(
        1, record(cySays(judged(false), DispositionAnswer.STILL_OPEN)).get("held_back_rightly"));
    assertEquals(
        1, record(cySays(judged(false), DispositionAnswer.RESOLVED)).get("held_back_wrongly"));
  }

  @Test
  void anOperatorsAnswerCountsAndItsOtherSettlementsDoNot() {
    SessionFixture satisfied =
        judged(true).does(new SessionCommand.Waive("f1", WaiverKind.SATISFIED, "seen"));
    assertEquals(1, record(satisfied).get("promoted_rightly"));

    SessionFixture deferred =
        judged(true).does(new SessionCommand.Waive("f1", WaiverKind.DEFERRED, "later"));
    assertEquals(0, record(deferred).get("decided"));
  }

  @Test
  void silenceIsNoTruth() {
    Map<String, Object> record = record(judged(true));

    assertEquals(0, record.get("decided"));
    assertEquals(1, record.get("without_truth"));
    assertNull(record.get("precision_percent"));

    SessionFixture silent =
        judged(true).run().round().vote("bob", Samples.ready()).vote("cy", Samples.notReady("x"));
    assertEquals(0, record(silent).get("decided"), "cy spoke of something else");
  }

  @Test
  void aWithdrawnAskSaysNothing() {
    assertEquals(0, record(cySays(judged(true), DispositionAnswer.WITHDRAWN)).get("decided"));
  }

  @Test
  void whatIsDecidedAboutOtherMaterialIsNoTruth() {
    SessionFixture more = judged(true).does(evidence("another log"));

    assertEquals(0, record(cySays(more, DispositionAnswer.RESOLVED)).get("decided"));
  }
}

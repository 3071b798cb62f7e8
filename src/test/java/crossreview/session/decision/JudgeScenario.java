package crossreview.session.decision;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import crossreview.model.call.CallPurpose;
import crossreview.model.event.SessionEvent;
import crossreview.model.material.EvidenceKind;
import crossreview.model.policy.JudgeMode;
import crossreview.model.run.PanelMember;
import crossreview.model.run.PeerRole;
import crossreview.model.run.RunMode;
import crossreview.model.vote.ConfidenceLevel;
import crossreview.model.vote.JudgeOpinion;
import crossreview.session.command.AnswerMeaning;
import crossreview.session.command.SessionCommand;
import crossreview.session.script.NextStep;
import crossreview.testkit.Samples;
import java.util.List;

/** Sessions in which somebody asked for evidence, and judges are asked about it. */
final class JudgeScenario {
  static final List<PanelMember> PANEL =
      List.of(
          Samples.reviewer("ada"),
          judging("bob"),
          judging("cy"),
          judging("dee"),
          Samples.author("rex"));

  static PanelMember judging(String peer) {
    return new PanelMember(
        peer, "scripted", "m1", "scripted", List.of(PeerRole.REVIEW, PeerRole.JUDGE));
  }

  /** A review of which cy asks for evidence; the run is over. */
  static SessionScenario asked(String... asks) {
    return asked(SessionScenario.of(RunMode.REVIEW, PANEL, Samples.LIMITS), asks);
  }

  static SessionScenario asked(SessionScenario sessionScenario, String... asks) {
    sessionScenario.run().round().ready("ada", "bob", "dee");
    sessionScenario.vote("cy", EvidenceChecklistTest.asks(asks));
    sessionScenario.count().end();
    return sessionScenario;
  }

  static SessionScenario material(SessionScenario sessionScenario) {
    sessionScenario.does(evidence("log"));
    return sessionScenario;
  }

  static SessionCommand evidence(String text) {
    return new SessionCommand.AttachEvidence(
        Samples.artifact(text), EvidenceKind.FILE, null, null, null, "test", "caller", null);
  }

  static SessionCommand.StartJudging pass(JudgeMode mode, List<String> findings, String... judges) {
    return new SessionCommand.StartJudging(
        "r2", List.of(judges), findings, mode, judges.length > 1, null);
  }

  static SessionCommand.StartJudging active(String... judges) {
    return pass(JudgeMode.ACTIVE, null, judges);
  }

  static JudgeOpinion yes(String judge) {
    return new JudgeOpinion(judge, true, ConfidenceLevel.VERIFIED, "the log shows it", null);
  }

  static JudgeOpinion no(String judge) {
    return new JudgeOpinion(judge, false, ConfidenceLevel.VERIFIED, "nothing shows it", null);
  }

  /** Asks whoever is to be asked, and lets all answer. */
  static SessionScenario answered(SessionScenario sessionScenario) {
    NextStep.JudgeStep ask = assertInstanceOf(NextStep.JudgeStep.class, sessionScenario.next());
    sessionScenario.does(
        new SessionCommand.ReserveJudges(
            ask.questions().stream()
                .map(q ->
                    SessionScenario.reservation(q.judge(), CallPurpose.JUDGE).about(q.finding()))
                .toList()));
    for (NextStep.JudgeQuestion judgeQuestion : ask.questions()) {
      sessionScenario.does(
          sessionScenario.settle(judgeQuestion.judge(), new AnswerMeaning.UnreadAnswer()));
    }
    return sessionScenario;
  }

  static List<SessionEvent> ruled(SessionScenario sessionScenario, JudgeOpinion... opinions) {
    NextStep.RulingStep rulingStep =
        assertInstanceOf(NextStep.RulingStep.class, sessionScenario.next());
    return sessionScenario.does(
        new SessionCommand.Rule(rulingStep.finding(), List.of(opinions), null));
  }

  private JudgeScenario() {}
}

package crossreview.session;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import crossreview.model.Confidence;
import crossreview.model.EvidenceKind;
import crossreview.model.JudgeMode;
import crossreview.model.Mode;
import crossreview.model.Opinion;
import crossreview.model.PanelMember;
import crossreview.model.Purpose;
import crossreview.model.Role;
import crossreview.model.event.SessionEvent;
import crossreview.testkit.Samples;
import java.util.List;

/** Sessions in which somebody asked for evidence, and judges are asked about it. */
final class JudgePlay {
  static final List<PanelMember> PANEL =
      List.of(
          Samples.reviewer("ada"),
          judging("bob"),
          judging("cy"),
          judging("dee"),
          Samples.author("rex"));

  static PanelMember judging(String peer) {
    return new PanelMember(peer, "scripted", "m1", "scripted", List.of(Role.REVIEW, Role.JUDGE));
  }

  /** A review of which cy asks for evidence; the run is over. */
  static Play asked(String... asks) {
    return asked(Play.of(Mode.REVIEW, PANEL, Samples.LIMITS), asks);
  }

  static Play asked(Play play, String... asks) {
    play.run().round().ready("ada", "bob", "dee");
    play.vote("cy", ChecklistTest.asks(asks));
    play.count().end();
    return play;
  }

  static Play material(Play play) {
    play.does(evidence("log"));
    return play;
  }

  static Command evidence(String text) {
    return new Command.AttachEvidence(
        Samples.artifact(text), EvidenceKind.FILE, null, null, null, "test", "caller");
  }

  static Command.StartJudging pass(JudgeMode mode, List<String> findings, String... judges) {
    return new Command.StartJudging("r2", List.of(judges), findings, mode, judges.length > 1);
  }

  static Command.StartJudging active(String... judges) {
    return pass(JudgeMode.ACTIVE, null, judges);
  }

  static Opinion yes(String judge) {
    return new Opinion(judge, true, Confidence.VERIFIED, "the log shows it", null);
  }

  static Opinion no(String judge) {
    return new Opinion(judge, false, Confidence.VERIFIED, "nothing shows it", null);
  }

  /** Asks whoever is to be asked, and lets all answer. */
  static Play answered(Play play) {
    NextStep.AskBench ask = assertInstanceOf(NextStep.AskBench.class, play.next());
    play.does(
        new Command.ReserveJudges(
            ask.questions().stream()
                .map(q -> Play.reservation(q.judge(), Purpose.JUDGE).about(q.finding()))
                .toList()));
    for (NextStep.Question question : ask.questions()) {
      play.does(play.settle(question.judge(), new Use.Unread()));
    }
    return play;
  }

  static List<SessionEvent> ruled(Play play, Opinion... opinions) {
    NextStep.Rule rule = assertInstanceOf(NextStep.Rule.class, play.next());
    return play.does(new Command.Rule(rule.finding(), List.of(opinions)));
  }

  private JudgePlay() {}
}

package crossreview.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import crossreview.model.Confidence;
import crossreview.model.Disposition;
import crossreview.model.DispositionAnswer;
import crossreview.model.EvidenceKind;
import crossreview.model.FindingKind;
import crossreview.model.JudgeMode;
import crossreview.model.Mode;
import crossreview.model.Opinion;
import crossreview.model.PanelMember;
import crossreview.model.Role;
import crossreview.model.Severity;
import crossreview.model.Status;
import crossreview.model.Verdict;
import crossreview.model.Waiver;
import crossreview.session.Command;
import crossreview.testkit.Samples;
import crossreview.testkit.Steps;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rulings and what was decided later. */
class JudgeRecordTest {
  private static final List<PanelMember> PANEL =
      List.of(
          Samples.reviewer("cy"),
          new PanelMember("bob", "scripted", "m1", "x", List.of(Role.REVIEW, Role.JUDGE)));

  private static Verdict asks() {
    Verdict.Claim claim =
        new Verdict.Claim(
            FindingKind.EVIDENCE_REQUEST, Severity.BLOCKING, "Show the log.", List.of());
    return new Verdict(
        Status.NEEDS_EVIDENCE, Confidence.VERIFIED, "no", List.of(claim), List.of(), List.of());
  }

  private static Verdict answers(DispositionAnswer answer) {
    Status status = answer == DispositionAnswer.STILL_OPEN ? Status.NOT_READY : Status.READY;
    Disposition said = new Disposition("f1", answer, "so");
    return new Verdict(status, Confidence.VERIFIED, "well", List.of(), List.of(said), List.of());
  }

  /** Cy asked, evidence came, and bob ruled in shadow. */
  private static Steps judged(boolean satisfied) {
    Steps steps = new Steps(Mode.REVIEW, PANEL);
    steps.run().round().vote("bob", Samples.ready()).vote("cy", asks()).count().end();
    steps.does(evidence("log"));
    steps.does(new Command.StartJudging("r2", List.of("bob"), null, JudgeMode.SHADOW, false));
    Opinion opinion = new Opinion("bob", satisfied, Confidence.VERIFIED, "seen", null);
    steps.does(new Command.Rule("f1", List.of(opinion)));
    return steps.end();
  }

  private static Command evidence(String text) {
    return new Command.AttachEvidence(
        Samples.artifact(text), EvidenceKind.FILE, null, null, null, "test", "caller");
  }

  private static Map<String, Object> record(Steps steps) {
    return JudgeRecord.of(List.of(steps.session()), null).iterator().next().tree();
  }

  private static Steps cySays(Steps steps, DispositionAnswer answer) {
    return steps.run().round().vote("bob", Samples.ready()).vote("cy", answers(answer)).count();
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
    Steps satisfied = judged(true).does(new Command.Waive("f1", Waiver.SATISFIED, "seen"));
    assertEquals(1, record(satisfied).get("promoted_rightly"));

    Steps deferred = judged(true).does(new Command.Waive("f1", Waiver.DEFERRED, "later"));
    assertEquals(0, record(deferred).get("decided"));
  }

  @Test
  void silenceIsNoTruth() {
    Map<String, Object> record = record(judged(true));

    assertEquals(0, record.get("decided"));
    assertEquals(1, record.get("without_truth"));
    assertNull(record.get("precision_percent"));

    Steps silent =
        judged(true).run().round().vote("bob", Samples.ready()).vote("cy", Samples.notReady("x"));
    assertEquals(0, record(silent).get("decided"), "cy spoke of something else");
  }

  @Test
  void aWithdrawnAskSaysNothing() {
    assertEquals(0, record(cySays(judged(true), DispositionAnswer.WITHDRAWN)).get("decided"));
  }

  @Test
  void whatIsDecidedAboutOtherMaterialIsNoTruth() {
    Steps more = judged(true).does(evidence("another log"));

    assertEquals(0, record(cySays(more, DispositionAnswer.RESOLVED)).get("decided"));
  }
}

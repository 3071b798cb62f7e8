package crossreview.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.CitationRule;
import crossreview.model.Confidence;
import crossreview.model.FailureClass;
import crossreview.model.FindingKind;
import crossreview.model.Mode;
import crossreview.model.Outcome;
import crossreview.model.PolicyRule;
import crossreview.model.PolicyRules;
import crossreview.model.Reason;
import crossreview.model.RunResult;
import crossreview.model.Severity;
import crossreview.model.Status;
import crossreview.model.TallyResult;
import crossreview.model.Verdict;
import crossreview.testkit.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyRulesTest {
  private static final PolicyRules VETO =
      new PolicyRules(PolicyRule.SEVERITY_VETO, null, CitationRule.REMARK, false);
  private static final PolicyRules TWO =
      new PolicyRules(PolicyRule.K_OF_N, 2, CitationRule.REMARK, false);

  private static Verdict says(Status status, Severity severity, FindingKind kind) {
    Verdict.Claim claim = new Verdict.Claim(kind, severity, "No end.", List.of());
    return new Verdict(status, Confidence.VERIFIED, "no", List.of(claim), List.of(), List.of());
  }

  private static TallyResult tally(Play play) {
    return play.count().lastRound().completed().tally();
  }

  @Test
  void underASeverityVetoADissentWithoutABlockingFindingStopsNothing() {
    Play play = Play.under(VETO).run().round().ready("ada", "bob");
    play.vote("cy", says(Status.NOT_READY, Severity.ADVICE, FindingKind.SUGGESTION));

    assertEquals(TallyResult.ACCEPTED, tally(play));
    assertEquals(Reason.ACCEPTED_BY_POLICY, play.end().reason());
    assertEquals(Outcome.CONVERGED, play.session().finalized().outcome());
    assertEquals(RunResult.ACCEPTED, play.session().run().ended().result());
    assertEquals(List.of("cy"), play.lastRound().completed().notReady(), "the vote is what it was");
  }

  @Test
  void underASeverityVetoOneBlockingFindingStopsThePanel() {
    Play play = Play.under(VETO).run().round().ready("ada", "bob");
    play.vote("cy", Samples.notReady("No end."));

    assertEquals(TallyResult.DIVIDED, tally(play));
    assertEquals("f1", play.lastRound().completed().blockers().getFirst().finding());
  }

  @Test
  void kReadyVotesAreEnoughForKOfNAndTheOutvotedStandThereByName() {
    Play play = Play.under(TWO).run().round().ready("ada", "bob");
    play.vote("cy", Samples.notReady("No end."));

    assertEquals(TallyResult.ACCEPTED, tally(play));
    assertEquals("cy", play.lastRound().completed().blockers().getFirst().peer());
    assertEquals("2 of 3 READY, enough for policy p", play.lastRound().completed().reason());
  }

  @Test
  void fewerThanKReadyVotesAreNotEnough() {
    Play play = Play.under(TWO).run().round().ready("ada");
    play.vote("bob", Samples.notReady("No end."));
    play.vote("cy", Samples.notReady("No middle."));

    assertEquals(TallyResult.DIVIDED, tally(play));
    assertEquals(
        "not_unanimous", play.refused(new Command.EndRun(Reason.ACCEPTED_BY_POLICY, null)));
  }

  @Test
  void allReadyIsUnanimousUnderEveryPolicy() {
    for (PolicyRules rules : List.of(PolicyRules.UNANIMOUS, VETO, TWO)) {
      assertEquals(
          TallyResult.UNANIMOUS, tally(Play.under(rules).run().round().ready("ada", "bob", "cy")));
    }
  }

  @Test
  void theFloorHoldsUnderEveryPolicy() {
    for (PolicyRules rules : List.of(PolicyRules.UNANIMOUS, VETO, TWO)) {
      Play play = Play.under(rules).run().round().ready("ada");
      play.does(play.fail("bob", FailureClass.RATE_LIMIT, "rate_limited"));
      play.does(play.fail("cy", FailureClass.RATE_LIMIT, "rate_limited"));

      assertEquals(TallyResult.INCONCLUSIVE, tally(play));
    }
  }

  @Test
  void whereCitationsAreRequiredADefectWithoutOneDoesNotBlock() {
    PolicyRules strict =
        new PolicyRules(PolicyRule.SEVERITY_VETO, null, CitationRule.REQUIRED, false);
    Play play = Play.under(strict).run().round().ready("ada", "bob");
    play.vote("cy", says(Status.NOT_READY, Severity.BLOCKING, FindingKind.DEFECT));

    assertFalse(play.session().blocks(play.session().findings().get("f1")));
    assertEquals(TallyResult.ACCEPTED, tally(play));
  }

  @Test
  void whereCitationsAreRequiredARequestForEvidenceStillBlocks() {
    PolicyRules strict =
        new PolicyRules(PolicyRule.SEVERITY_VETO, null, CitationRule.REQUIRED, false);
    Play play = Play.under(strict).run().round().ready("ada", "bob");
    play.vote("cy", says(Status.NEEDS_EVIDENCE, Severity.BLOCKING, FindingKind.EVIDENCE_REQUEST));

    assertTrue(
        play.session().blocks(play.session().findings().get("f1")), "nothing could be cited");
    assertEquals(TallyResult.DIVIDED, tally(play));
  }

  private static PolicyRules dry() {
    return new PolicyRules(PolicyRule.UNANIMOUS_AND_DRY, null, CitationRule.REMARK, false);
  }

  private static PolicyRules families(int floor) {
    return new PolicyRules(PolicyRule.UNANIMOUS, null, CitationRule.REMARK, false, floor, null);
  }

  @Test
  void underTheDryRuleAdviceThatIsNewKeepsTheRoundOpen() {
    Play play = Play.under(dry()).run().round().ready("ada", "bob");
    play.vote("cy", says(Status.READY, Severity.ADVICE, FindingKind.SUGGESTION));

    assertEquals(TallyResult.DIVIDED, tally(play));
    assertEquals("not_dry", play.lastRound().completed().blockers().getFirst().code());
    assertEquals("f1", play.lastRound().completed().blockers().getFirst().finding());
    assertEquals(Reason.HANDED_BACK, play.end().reason());
  }

  @Test
  void underTheDryRuleAnAuthorIsAskedAboutTheAdvice() {
    Play play = Play.under(dry(), Mode.SHIP).run().round().ready("ada", "bob");
    play.vote("cy", says(Status.READY, Severity.ADVICE, FindingKind.SUGGESTION));
    play.count();

    assertEquals(new NextStep.Revise("rex"), play.next());
    play.revise("rex", "better").round().ready("ada", "bob", "cy");
    assertEquals(TallyResult.UNANIMOUS, tally(play), "the old advice is not new");
  }

  @Test
  void readyMustComeFromSoManyFamilies() {
    Play one = Play.under(families(2), "x", "x", "y").run().round().ready("ada", "bob");
    one.does(one.fail("cy", FailureClass.RATE_LIMIT, "rate_limited"));
    assertEquals(TallyResult.INCONCLUSIVE, tally(one), "the other family is only away");

    Play two = Play.under(families(2), "x", "x", "y").run().round().ready("ada", "bob", "cy");
    assertEquals(TallyResult.UNANIMOUS, tally(two));

    Play three = Play.under(families(2), "x", "x", "y").run().round().ready("ada", "bob");
    three.does(three.fail("cy", FailureClass.PROVIDER_REFUSAL, "refused"));
    assertEquals(TallyResult.DIVIDED, tally(three));
    assertEquals("family_floor", three.lastRound().completed().blockers().getLast().code());
  }

  @Test
  void aRunIsRefusedWhosePanelHasTooFewFamilies() {
    Play play = Play.under(families(2), "x", "x", "x");

    assertEquals("family_floor_not_met", play.refused(Play.startRun("r1", null, Status.READY)));
  }
}

package crossreview.session.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.call.FailureClass;
import crossreview.model.finding.FindingKind;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.policy.ApprovalRule;
import crossreview.model.policy.CitationRule;
import crossreview.model.policy.PolicyRules;
import crossreview.model.run.EndReason;
import crossreview.model.run.RunMode;
import crossreview.model.run.RunResult;
import crossreview.model.run.SessionOutcome;
import crossreview.model.vote.ConfidenceLevel;
import crossreview.model.vote.TallyResult;
import crossreview.model.vote.Verdict;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.command.SessionCommand;
import crossreview.session.script.NextStep;
import crossreview.testkit.RulesBuilder;
import crossreview.testkit.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyRulesTest {
  private static final PolicyRules VETO =
      new PolicyRules(ApprovalRule.SEVERITY_VETO, null, CitationRule.REMARK, false);
  private static final PolicyRules TWO =
      new PolicyRules(ApprovalRule.K_OF_N, 2, CitationRule.REMARK, false);

  private static Verdict says(
      VerdictStatus verdictStatus, FindingSeverity findingSeverity, FindingKind kind) {
    Verdict.FindingClaim findingClaim =
        new Verdict.FindingClaim(kind, findingSeverity, "No end.", List.of());
    return new Verdict(
        verdictStatus, ConfidenceLevel.VERIFIED, "no", List.of(findingClaim), List.of(), List.of());
  }

  private static TallyResult tally(SessionScenario sessionScenario) {
    return sessionScenario.count().lastRound().completed().tally();
  }

  @Test
  void underASeverityVetoADissentWithoutABlockingFindingStopsNothing() {
    SessionScenario sessionScenario = SessionScenario.under(VETO).run().round().ready("ada", "bob");
    sessionScenario.vote(
        "cy", says(VerdictStatus.NOT_READY, FindingSeverity.ADVICE, FindingKind.SUGGESTION));

    assertEquals(TallyResult.ACCEPTED, tally(sessionScenario));
    assertEquals(EndReason.ACCEPTED_BY_POLICY, sessionScenario.end().reason());
    assertEquals(SessionOutcome.CONVERGED, sessionScenario.session().finalized().outcome());
    assertEquals(RunResult.ACCEPTED, sessionScenario.session().run().ended().result());
    assertEquals(
        List.of("cy"),
        sessionScenario.lastRound().completed().notReady(),
        "the vote is what it was");
  }

  @Test
  void underASeverityVetoOneBlockingFindingStopsThePanel() {
    SessionScenario sessionScenario = SessionScenario.under(VETO).run().round().ready("ada", "bob");
    sessionScenario.vote("cy", Samples.notReady("No end."));

    assertEquals(TallyResult.DIVIDED, tally(sessionScenario));
    assertEquals("f1", sessionScenario.lastRound().completed().blockers().getFirst().finding());
  }

  @Test
  void kReadyVotesAreEnoughForKOfNAndTheOutvotedStandThereByName() {
    SessionScenario sessionScenario = SessionScenario.under(TWO).run().round().ready("ada", "bob");
    sessionScenario.vote("cy", Samples.notReady("No end."));

    assertEquals(TallyResult.ACCEPTED, tally(sessionScenario));
    assertEquals("cy", sessionScenario.lastRound().completed().blockers().getFirst().peer());
    assertEquals(
        "2 of 3 READY, enough for policy p", sessionScenario.lastRound().completed().reason());
  }

  @Test
  void fewerThanKReadyVotesAreNotEnough() {
    SessionScenario sessionScenario = SessionScenario.under(TWO).run().round().ready("ada");
    sessionScenario.vote("bob", Samples.notReady("No end."));
    sessionScenario.vote("cy", Samples.notReady("No middle."));

    assertEquals(TallyResult.DIVIDED, tally(sessionScenario));
    assertEquals(
        "not_unanimous",
        sessionScenario.refused(new SessionCommand.EndRun(EndReason.ACCEPTED_BY_POLICY, null)));
  }

  @Test
  void allReadyIsUnanimousUnderEveryPolicy() {
    for (PolicyRules rules : List.of(PolicyRules.UNANIMOUS, VETO, TWO)) {
      assertEquals(
          TallyResult.UNANIMOUS,
          tally(SessionScenario.under(rules).run().round().ready("ada", "bob", "cy")));
    }
  }

  @Test
  void theFloorHoldsUnderEveryPolicy() {
    for (PolicyRules rules : List.of(PolicyRules.UNANIMOUS, VETO, TWO)) {
      SessionScenario sessionScenario = SessionScenario.under(rules).run().round().ready("ada");
      sessionScenario.does(sessionScenario.fail("bob", FailureClass.RATE_LIMIT, "rate_limited"));
      sessionScenario.does(sessionScenario.fail("cy", FailureClass.RATE_LIMIT, "rate_limited"));

      assertEquals(TallyResult.INCONCLUSIVE, tally(sessionScenario));
    }
  }

  @Test
  void whereCitationsAreRequiredADefectWithoutOneDoesNotBlock() {
    PolicyRules strict =
        new PolicyRules(ApprovalRule.SEVERITY_VETO, null, CitationRule.REQUIRED, false);
    SessionScenario sessionScenario =
        SessionScenario.under(strict).run().round().ready("ada", "bob");
    sessionScenario.vote(
        "cy", says(VerdictStatus.NOT_READY, FindingSeverity.BLOCKING, FindingKind.DEFECT));

    assertFalse(sessionScenario.session().blocks(sessionScenario.session().findings().get("f1")));
    assertEquals(TallyResult.ACCEPTED, tally(sessionScenario));
  }

  @Test
  void whereCitationsAreRequiredARequestForEvidenceStillBlocks() {
    PolicyRules strict =
        new PolicyRules(ApprovalRule.SEVERITY_VETO, null, CitationRule.REQUIRED, false);
    SessionScenario sessionScenario =
        SessionScenario.under(strict).run().round().ready("ada", "bob");
    sessionScenario.vote(
        "cy",
        says(VerdictStatus.NEEDS_EVIDENCE, FindingSeverity.BLOCKING, FindingKind.EVIDENCE_REQUEST));

    assertTrue(
        sessionScenario.session().blocks(sessionScenario.session().findings().get("f1")),
        "nothing could be cited");
    assertEquals(TallyResult.DIVIDED, tally(sessionScenario));
  }

  private static PolicyRules dry() {
    return new PolicyRules(ApprovalRule.UNANIMOUS_AND_DRY, null, CitationRule.REMARK, false);
  }

  private static PolicyRules families(int floor) {
    return RulesBuilder.unanimous().familyFloor(floor).build();
  }

  @Test
  void underTheDryRuleAdviceThatIsNewKeepsTheRoundOpen() {
    SessionScenario sessionScenario =
        SessionScenario.under(dry()).run().round().ready("ada", "bob");
    sessionScenario.vote(
        "cy", says(VerdictStatus.READY, FindingSeverity.ADVICE, FindingKind.SUGGESTION));

    assertEquals(TallyResult.DIVIDED, tally(sessionScenario));
    assertEquals("not_dry", sessionScenario.lastRound().completed().blockers().getFirst().code());
    assertEquals("f1", sessionScenario.lastRound().completed().blockers().getFirst().finding());
    assertEquals(EndReason.HANDED_BACK, sessionScenario.end().reason());
  }

  @Test
  void underTheDryRuleAnAuthorIsAskedAboutTheAdvice() {
    SessionScenario sessionScenario =
        SessionScenario.under(dry(), RunMode.SHIP).run().round().ready("ada", "bob");
    sessionScenario.vote(
        "cy", says(VerdictStatus.READY, FindingSeverity.ADVICE, FindingKind.SUGGESTION));
    sessionScenario.count();

    assertEquals(new NextStep.RevisionStep("rex"), sessionScenario.next());
    sessionScenario.revise("rex", "better").round().ready("ada", "bob", "cy");
    assertEquals(TallyResult.UNANIMOUS, tally(sessionScenario), "the old advice is not new");
  }

  @Test
  void readyMustComeFromSoManyFamilies() {
    SessionScenario one =
        SessionScenario.under(families(2), "x", "x", "y").run().round().ready("ada", "bob");
    one.does(one.fail("cy", FailureClass.RATE_LIMIT, "rate_limited"));
    assertEquals(TallyResult.INCONCLUSIVE, tally(one), "the other family is only away");

    SessionScenario two =
        SessionScenario.under(families(2), "x", "x", "y").run().round().ready("ada", "bob", "cy");
    assertEquals(TallyResult.UNANIMOUS, tally(two));

    SessionScenario three =
        SessionScenario.under(families(2), "x", "x", "y").run().round().ready("ada", "bob");
    three.does(three.fail("cy", FailureClass.PROVIDER_REFUSAL, "refused"));
    assertEquals(TallyResult.DIVIDED, tally(three));
    assertEquals("family_floor", three.lastRound().completed().blockers().getLast().code());
  }

  @Test
  void aRunIsRefusedWhosePanelHasTooFewFamilies() {
    SessionScenario sessionScenario = SessionScenario.under(families(2), "x", "x", "x");

    assertEquals(
        "family_floor_not_met",
        sessionScenario.refused(SessionScenario.startRun("r1", null, VerdictStatus.READY)));
  }
}

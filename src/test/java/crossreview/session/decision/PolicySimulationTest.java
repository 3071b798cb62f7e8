package crossreview.session.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.finding.WaiverKind;
import crossreview.model.policy.ApprovalRule;
import crossreview.model.policy.CitationRule;
import crossreview.model.policy.PolicyRules;
import crossreview.model.run.RunMode;
import crossreview.model.vote.TallyResult;
import crossreview.session.analysis.PolicySimulation;
import crossreview.session.command.SessionCommand;
import crossreview.testkit.RulesBuilder;
import crossreview.testkit.Samples;
import org.junit.jupiter.api.Test;

class PolicySimulationTest {
  private static final PolicyRules TWO =
      new PolicyRules(ApprovalRule.K_OF_N, 2, CitationRule.REMARK, false);

  /** Ada objects once, the author revises, all agree. */
  private static SessionScenario shipped() {
    SessionScenario sessionScenario =
        SessionScenario.under(PolicyRules.UNANIMOUS, RunMode.SHIP).run().round().ready("bob", "cy");
    sessionScenario.vote("ada", Samples.notReady("no end"));
    sessionScenario.count().revise("rex", "better").round().ready("bob", "cy");
    sessionScenario.vote("ada", Samples.resolving("f1"));
    sessionScenario.count().end();
    return sessionScenario;
  }

  @Test
  void underItsOwnPolicyASessionComesToWhatIsRecorded() {
    PolicySimulation replay = shipped().again(PolicyRules.UNANIMOUS);

    assertTrue(replay.same());
    assertEquals(2, replay.recounts().size());
    replay.recounts().forEach(r -> assertEquals(r.recorded(), r.under()));
  }

  @Test
  void aMoreLenientPolicyWouldHaveEndedItEarlierAndNamesWhoWouldHaveBeenOutvoted() {
    PolicySimulation replay = shipped().again(TWO);

    assertFalse(replay.same());
    assertEquals(1, replay.deciding().orElseThrow().round());
    assertEquals(2, replay.decided().orElseThrow().round());
    assertEquals(TallyResult.ACCEPTED, replay.deciding().orElseThrow().under().tally());
    assertEquals("f1", replay.deciding().orElseThrow().removed().getFirst().finding());
    assertEquals("ada", replay.deciding().orElseThrow().removed().getFirst().peer());
  }

  @Test
  void aStricterPolicyNamesWhatStandsInTheWay() {
    PolicyRules strict = RulesBuilder.unanimous().familyFloor(2).build();

    PolicySimulation replay = shipped().again(strict);

    assertFalse(replay.same());
    PolicySimulation.RoundRecount last = replay.deciding().orElseThrow();
    assertEquals(2, last.round());
    assertFalse(last.passes());
    assertTrue(last.passed());
    assertEquals("family_floor", last.added().getFirst().code());
  }

  @Test
  void theFindingsAreCountedAsTheyStoodWhenTheRoundWasCounted() {
    SessionScenario sessionScenario =
        SessionScenario.under(PolicyRules.UNANIMOUS).run().round().ready("ada", "bob");
    sessionScenario.vote("cy", Samples.notReady("no end"));
    sessionScenario.count().end();
    sessionScenario.does(new SessionCommand.Waive("f1", WaiverKind.REJECTED, "it has one"));

    PolicySimulation replay = sessionScenario.again(PolicyRules.UNANIMOUS);

    assertTrue(replay.same(), "a later waiver does not change what was counted");
    assertEquals(TallyResult.DIVIDED, replay.deciding().orElseThrow().under().tally());
  }

  @Test
  void aSessionWithoutARoundHasNothingToCount() {
    PolicySimulation replay = SessionScenario.review().again(TWO);

    assertTrue(replay.same());
    assertTrue(replay.deciding().isEmpty());
  }
}

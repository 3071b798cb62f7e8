package crossreview.session.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.call.FailureClass;
import crossreview.model.event.RoundEvent.RoundCompleted;
import crossreview.model.finding.FindingKind;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.policy.ApprovalRule;
import crossreview.model.policy.CitationRule;
import crossreview.model.policy.PolicyRules;
import crossreview.model.run.EndReason;
import crossreview.model.run.PanelMember;
import crossreview.model.run.PeerRole;
import crossreview.model.run.RunMode;
import crossreview.model.vote.ConfidenceLevel;
import crossreview.model.vote.TallyResult;
import crossreview.model.vote.Verdict;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.Session;
import crossreview.session.analysis.GateCheck;
import crossreview.session.analysis.TrialComparison;
import crossreview.session.command.SessionCommand;
import crossreview.session.rule.Panel;
import crossreview.testkit.RulesBuilder;
import crossreview.testkit.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A peer on trial is asked and stored, and nothing that it says or does not say counts. */
class TrialPeerTest {
  private static final PanelMember DEE = trial(Samples.reviewer("dee"));
  private static final List<PanelMember> PANEL =
      Stream.concat(Samples.panel().stream(), Stream.of(DEE)).toList();

  private static PanelMember trial(PanelMember member) {
    return member.seated(null, false);
  }

  private static PolicyRules rules(ApprovalRule rule, Integer k, Integer families) {
    return RulesBuilder.of(rule, k, CitationRule.REMARK, false).familyFloor(families).build();
  }

  private static SessionScenario of(PolicyRules rules, List<PanelMember> panel) {
    return SessionScenario.under(rules, Samples.open(RunMode.REVIEW), panel);
  }

  private static SessionScenario review() {
    return of(PolicyRules.UNANIMOUS, PANEL);
  }

  private static RoundCompleted count(SessionScenario scenario) {
    return scenario.count().lastRound().completed();
  }

  private static Verdict says(VerdictStatus status, FindingSeverity severity) {
    Verdict.FindingClaim claim =
        new Verdict.FindingClaim(FindingKind.DEFECT, severity, "No end.", List.of());
    return new Verdict(
        status, ConfidenceLevel.VERIFIED, "so", List.of(claim), List.of(), List.of());
  }

  @Test
  void theRefusalOfATrialPeerStopsNothingAndIsStored() {
    SessionScenario scenario = review().run().round().ready("ada", "bob", "cy");
    scenario.vote("dee", Samples.notReady("No end."));

    RoundCompleted count = count(scenario);

    assertEquals(TallyResult.UNANIMOUS, count.tally());
    assertEquals("3 of 3 voted, all READY", count.reason());
    assertTrue(count.notReady().isEmpty());
    assertEquals(VerdictStatus.NOT_READY, scenario.lastRound().votes().get("dee").status());
    assertFalse(
        scenario.session().blocks(scenario.session().findings().get("f1")), "the finding is kept");
    assertEquals(EndReason.UNANIMOUS_READY, scenario.end().reason());
    assertEquals(
        List.of(new TrialComparison("dee", 1, 0, 1)), TrialComparison.of(scenario.session()));
  }

  private static List<TrialComparison> compared(SessionScenario scenario) {
    return TrialComparison.of(scenario.session());
  }

  @Test
  void aTrialPeerAgreesWhereBothApproveOrNeitherDoes() {
    SessionScenario approved = review().run().round().ready("ada", "bob", "cy", "dee");
    SessionScenario lenient = review().run().round().ready("ada", "bob", "dee");
    lenient.vote("cy", Samples.notReady("No end."));
    SessionScenario strict = review().run().round().ready("ada", "bob");
    strict.vote("cy", Samples.notReady("No end."));
    strict.vote("dee", Samples.notReady("No beginning."));

    assertEquals(List.of(new TrialComparison("dee", 1, 1, 0)), compared(approved.count()));
    assertEquals(List.of(new TrialComparison("dee", 1, 0, 0)), compared(lenient.count()));
    assertEquals(List.of(new TrialComparison("dee", 1, 1, 1)), compared(strict.count()));
  }

  @Test
  void aRoundThatIsNotCountedOrInWhichATrialPeerWasSilentIsNotCompared() {
    SessionScenario open = review().run().round().ready("ada", "bob", "cy", "dee");
    SessionScenario silent = review().run().round().ready("ada", "bob", "cy");
    silent.does(silent.fail("dee", FailureClass.AUTH, "bad_credentials"));

    assertEquals(List.of(new TrialComparison("dee", 0, 0, 0)), compared(open));
    assertEquals(List.of(new TrialComparison("dee", 0, 0, 0)), compared(silent.count()));
  }

  @Test
  void theApprovalOfATrialPeerDoesNotFillTheFloor() {
    List<PanelMember> two = List.of(Samples.reviewer("ada"), DEE);

    assertEquals(
        "quorum_floor_not_met",
        of(PolicyRules.UNANIMOUS, two)
            .refused(SessionScenario.startRun("r1", null, VerdictStatus.READY)));
  }

  @Test
  void withTwoVotersAwayTheApprovalOfATrialPeerIsNoVoter() {
    SessionScenario scenario = review().run().round().ready("ada", "dee");
    scenario.does(scenario.fail("bob", FailureClass.RATE_LIMIT, "rate_limited"));
    scenario.does(scenario.fail("cy", FailureClass.RATE_LIMIT, "rate_limited"));

    assertEquals(TallyResult.INCONCLUSIVE, count(scenario).tally());
    assertEquals(List.of("ada"), scenario.lastRound().completed().ready());
  }

  @Test
  void aTrialPeerThatFailsIsNotMissed() {
    SessionScenario scenario = review().run().round().ready("ada", "bob", "cy");
    scenario.does(scenario.fail("dee", FailureClass.AUTH, "bad_credentials"));

    RoundCompleted count = count(scenario);

    assertEquals(TallyResult.UNANIMOUS, count.tally());
    assertTrue(count.rejected().isEmpty());
    assertTrue(count.excused().isEmpty());
  }

  @Test
  void aTrialPeerIsNoneOfKAndNoFamily() {
    SessionScenario k = of(rules(ApprovalRule.K_OF_N, 2, null), PANEL).run().round();
    k.ready("ada", "dee");
    k.vote("bob", Samples.notReady("No end."));
    k.vote("cy", Samples.notReady("No beginning."));
    PanelMember other = new PanelMember("dee", "scripted", "m", "other", List.of(PeerRole.REVIEW));
    List<PanelMember> panel = new ArrayList<>(Samples.panel());
    panel.add(trial(other));

    assertEquals(TallyResult.DIVIDED, count(k).tally());
    assertEquals(
        "family_floor_not_met",
        of(rules(ApprovalRule.UNANIMOUS, null, 2), panel)
            .refused(SessionScenario.startRun("r1", null, VerdictStatus.READY)));
  }

  @Test
  void whatATrialPeerLooksAtCoversNothing() {
    List<PanelMember> panel =
        PANEL.stream()
            .map(m ->
                new PanelMember(
                    m.peer(), "builtin", m.model(), m.family(), m.roles(), null, m.counts()))
            .toList();
    SessionScenario scenario = of(PolicyRules.UNANIMOUS, panel).run().round();
    scenario.reads("ada", "1-2").reads("bob", "2,4").reads("cy", "1").reads("dee", "1-4");

    RoundCompleted count = count(scenario);

    assertEquals(TallyResult.DIVIDED, count.tally());
    assertEquals("not_looked_at", count.blockers().getFirst().code());
  }

  @Test
  void aTrialPeerRaisesNothingUnderTheDryRule() {
    SessionScenario scenario =
        of(rules(ApprovalRule.UNANIMOUS_AND_DRY, null, null), PANEL)
            .run()
            .round()
            .ready("ada", "bob", "cy");
    scenario.vote("dee", says(VerdictStatus.READY, FindingSeverity.ADVICE));

    assertEquals(TallyResult.UNANIMOUS, count(scenario).tally());
  }

  @Test
  void aTrialPeerNeitherWritesNorJudges() {
    PanelMember all =
        new PanelMember("eve", "scripted", "m", "f", List.of(PeerRole.values()), null, false);
    List<PanelMember> panel = new ArrayList<>(Samples.panel());
    panel.add(all);

    Session session = of(PolicyRules.UNANIMOUS, panel).session();

    assertEquals(List.of("rex", "sam"), Panel.authors(session));
    assertFalse(all.may(PeerRole.JUDGE));
  }

  @Test
  void aGateThatWantsTheVoteOfATrialPeerStaysShut() {
    SessionScenario scenario = review().run().round().ready("ada", "bob", "cy", "dee");
    scenario.count().end();

    List<String> codes =
        GateCheck.refusals(
                scenario.session(),
                new GateCheck.GateRequest(
                    Samples.artifact("x").sha256(), null, null, null, List.of("dee"), false))
            .stream()
            .map(refusal -> refusal.code().wireName())
            .toList();

    assertTrue(codes.contains("missing_voter"), codes::toString);
  }

  @Test
  void aVoterThatIsSwappedForATrialPeerDoesNotExistSoItsFindingsGoOnBlocking() {
    SessionScenario scenario = review().run().round().ready("ada", "bob");
    scenario.vote("cy", Samples.notReady("No end."));
    scenario.vote("dee", Samples.ready());
    scenario.count().end();

    scenario.does(new SessionCommand.SwapPeer("cy", Samples.reviewer("fay")));

    assertTrue(scenario.session().blocks(scenario.session().findings().get("f1")));
  }

  @Test
  void anyRoundIsCountedAsIfTheTrialPeerHadNotBeenAsked() {
    Random random = new Random(7);
    for (int i = 0; i < 400; i++) {
      long seed = random.nextLong();
      PolicyRules rules =
          switch (i % 4) {
            case 0 -> PolicyRules.UNANIMOUS;
            case 1 -> rules(ApprovalRule.K_OF_N, 2, 1);
            case 2 -> rules(ApprovalRule.UNANIMOUS_AND_DRY, null, null);
            default -> rules(ApprovalRule.SEVERITY_VETO, null, null);
          };

      RoundCompleted with = played(rules, PANEL, seed);
      RoundCompleted without = played(rules, Samples.panel(), seed);

      assertEquals(without.tally(), with.tally(), "seed " + seed);
      assertEquals(without.reason(), with.reason(), "seed " + seed);
      assertEquals(without.ready(), with.ready(), "seed " + seed);
    }
  }

  /** Votes of a seed; dee, which votes last, draws after the others. */
  private static RoundCompleted played(PolicyRules rules, List<PanelMember> panel, long seed) {
    Random random = new Random(seed);
    SessionScenario scenario = of(rules, panel).run().round();
    for (String peer : scenario.lastRound().panel()) {
      switch (random.nextInt(5)) {
        case 0 -> scenario.vote(peer, Samples.notReady("No end."));
        case 1 -> scenario.vote(peer, says(VerdictStatus.READY, FindingSeverity.ADVICE));
        case 2 -> scenario.does(scenario.fail(peer, FailureClass.RATE_LIMIT, "rate_limited"));
        default -> scenario.ready(peer);
      }
    }
    return count(scenario);
  }
}

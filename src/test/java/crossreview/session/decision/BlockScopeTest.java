package crossreview.session.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import crossreview.model.Digest;
import crossreview.model.event.RoundEvent.RoundCompleted;
import crossreview.model.finding.Citation;
import crossreview.model.finding.FindingKind;
import crossreview.model.finding.FindingScope;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.policy.BlockScope;
import crossreview.model.run.RunMode;
import crossreview.model.vote.ConfidenceLevel;
import crossreview.model.vote.TallyResult;
import crossreview.model.vote.Verdict;
import crossreview.model.vote.VerdictStatus;
import crossreview.report.MarkdownReport;
import crossreview.testkit.RulesBuilder;
import crossreview.testkit.Samples;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which findings about a change block it. */
class BlockScopeTest {
  @ParameterizedTest
  @CsvSource({
    "INTRODUCED, INTRODUCED, DIVIDED",
    "INTRODUCED, TOUCHED, UNANIMOUS",
    "INTRODUCED, PRE_EXISTING, UNANIMOUS",
    "INTRODUCED, , DIVIDED",
    "TOUCHED, INTRODUCED, DIVIDED",
    "TOUCHED, TOUCHED, DIVIDED",
    "TOUCHED, PRE_EXISTING, UNANIMOUS",
    "TOUCHED, , DIVIDED",
    "ALL, INTRODUCED, DIVIDED",
    "ALL, TOUCHED, DIVIDED",
    "ALL, PRE_EXISTING, DIVIDED",
    ", TOUCHED, DIVIDED",
    ", PRE_EXISTING, UNANIMOUS",
  })
  void thePolicySaysWhatBlocks(BlockScope blockOn, FindingScope scope, TallyResult result) {
    assertEquals(result, count(blockOn, scope).tally());
  }

  @Test
  void theStrongestCitationDecides() {
    assertEquals(
        TallyResult.DIVIDED, count(null, FindingScope.PRE_EXISTING, FindingScope.TOUCHED).tally());
  }

  @Test
  void anObjectionThatDoesNotBlockIsCountedAndSaid() {
    RoundCompleted count = count(null, FindingScope.PRE_EXISTING);

    assertEquals(List.of("ada"), count.notReady(), "the vote stays as it was given");
    assertEquals(
        "3 of 3 voted, no objections, 1 only to what the change did not touch", count.reason());
    String report = MarkdownReport.markdown(scenario(null, FindingScope.PRE_EXISTING).session());
    assertEquals(true, report.contains("blocking defect, pre_existing (does not block), round 1"));
  }

  @Test
  void anObjectionBesideItStillBlocks() {
    SessionScenario scenario = both(RunMode.REVIEW);

    assertEquals(TallyResult.DIVIDED, scenario.lastRound().completed().tally());
    assertFalse(scenario.session().blocks(scenario.session().findings().get("f1")));
  }

  @Test
  void aReadyBesideAnOwnObjectionThatDoesNotBlockIsNoContradiction() {
    SessionScenario scenario = both(RunMode.SHIP).revise("rex", "text with an end").round();

    scenario.vote("ada", Samples.resolving("f2"));
    scenario.ready("bob", "cy").count();

    assertEquals(TallyResult.UNANIMOUS, scenario.lastRound().completed().tally());
  }

  /** A round in which ada objects to what the change did not touch, and to what it did. */
  private static SessionScenario both(RunMode runMode) {
    SessionScenario scenario = under(null, runMode).run().round();
    scenario.vote(
        "ada",
        new Verdict(
            VerdictStatus.NOT_READY,
            ConfidenceLevel.VERIFIED,
            "no",
            List.of(claim("leak", FindingScope.PRE_EXISTING), claim("no end", (FindingScope) null)),
            List.of(),
            List.of()));
    return scenario.ready("bob", "cy").count();
  }

  private static RoundCompleted count(BlockScope blockOn, FindingScope... scopes) {
    return scenario(blockOn, scopes).lastRound().completed();
  }

  private static SessionScenario scenario(BlockScope blockOn, FindingScope... scopes) {
    SessionScenario scenario = under(blockOn, RunMode.REVIEW).run().round();
    scenario.vote(
        "ada",
        new Verdict(
            VerdictStatus.NOT_READY,
            ConfidenceLevel.VERIFIED,
            "no",
            List.of(claim("leak", scopes == null ? new FindingScope[1] : scopes)),
            List.of(),
            List.of()));
    return scenario.ready("bob", "cy").count();
  }

  private static SessionScenario under(BlockScope blockOn, RunMode runMode) {
    return SessionScenario.under(RulesBuilder.unanimous().blockOn(blockOn).build(), runMode);
  }

  private static Verdict.FindingClaim claim(String statement, FindingScope... scopes) {
    List<FindingScope> all = Arrays.asList(scopes == null ? new FindingScope[1] : scopes);
    return new Verdict.FindingClaim(
        FindingKind.DEFECT,
        FindingSeverity.BLOCKING,
        statement,
        all.stream().map(BlockScopeTest::citation).toList());
  }

  private static Citation citation(FindingScope scope) {
    Digest digest = Digest.of("x");
    return new Citation(digest, 0, 1, digest, "x", "a.c", 1, scope);
  }
}
